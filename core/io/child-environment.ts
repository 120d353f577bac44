/** The runner's own variables: through them a step speaks to the runner, or to GitHub in the job's name. */
const RUNNER = /^(INPUT_|ACTIONS_|RUNNER_|GH_TOKEN$|GITHUB_(TOKEN|ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$)/

/** By the last of them a runner finds what a job has left running, and ends it. */
const HARMLESS = new Set(['RUNNER_TEMP', 'RUNNER_OS', 'RUNNER_ARCH', 'RUNNER_TOOL_CACHE', 'RUNNER_TRACKING_ID'])

/** Names of secrets: a whole word between underscores, or the end of a name written in one (PGPASSWORD). */
const SECRET =
  /(^|_)(TOKEN|SECRETS?|PASSWORDS?|PASSWD|PASSPHRASE|CREDENTIALS?|KEYS?|AUTH|PAT)(_|$)|(TOKEN|SECRET|PASSWORD|PASSWD|APIKEY)$/

/** Variables that hold secrets by what a config says of them, whatever they are called; in capitals. */
const kept = new Set<string>()

/** Has this process take variables of these names for secrets, from now on: no command gets them, no report shows them. */
export function keepSecret(names: readonly string[]): void {
  for (const name of names) kept.add(name.toUpperCase())
}

function isSecret(upper: string): boolean {
  return SECRET.test(upper) || kept.has(upper)
}

/** Values of variables that are named like a secret, or that a config says to hold one: what must not be shown. */
export function secretsOf(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.entries(env).flatMap(([name, value]) => (value && isSecret(name.toUpperCase()) ? [value] : []))
}

/**
 * The environment that a team's own command gets: the caller's, without
 *
 * 1. what belongs to the runner: `INPUT_*`, `ACTIONS_*`, `RUNNER_*` (but its TEMP, OS, ARCH,
 *    TOOL_CACHE and TRACKING_ID), `GITHUB_TOKEN`, `GH_TOKEN`, and the files a step writes to (`GITHUB_ENV`, `…_PATH`,
 *    `…_OUTPUT`, `…_STATE`, `…_STEP_SUMMARY`); always;
 * 2. what is named like a secret: TOKEN, SECRET, PASSWORD, PASSPHRASE, CREDENTIALS, KEY, AUTH or PAT as a word of the
 *    name, and what `keepSecret` was told; but those that `CONTENDER_PASS_ENV` lists, so that training can read the team's own
 *    stores (`CONTENDER_PASS_ENV: AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY HF_TOKEN`).
 *
 * It keeps secrets from code that has no business with them; it is not a sandbox.
 *
 * @example
 * childEnvironment({ PATH: '/bin', NPM_TOKEN: 'x', HF_TOKEN: 'y', CONTENDER_PASS_ENV: 'HF_TOKEN' })
 * // { PATH: '/bin', HF_TOKEN: 'y', CONTENDER_PASS_ENV: 'HF_TOKEN' }
 */
export function childEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const passed = new Set(env.CONTENDER_PASS_ENV?.toUpperCase().split(/[\s,]+/))
  const left: Record<string, string> = {}
  for (const [name, value] of Object.entries(env)) {
    const upper = name.toUpperCase()
    if (value === undefined) continue
    if (RUNNER.test(upper) && !HARMLESS.has(upper)) continue
    if (isSecret(upper) && !passed.has(upper)) continue
    left[name] = value
  }
  return left
}
