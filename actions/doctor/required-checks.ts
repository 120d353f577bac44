import { CHECKS } from '../../core/pull-request/check-names.ts'
import { GITHUB_ACTIONS, RULESETS } from '../init/ruleset-files.ts'
import { readWorkflows } from '../workflow-file.ts'
import { note, ok, type Patient, problem } from './check.ts'
import { judges } from './judging-job.ts'
import { requiredAtGitHub } from './required-at-github.ts'
import { readRulesets, statusRule } from './ruleset-file.ts'
import { passingApps } from './rulesets.ts'

/** Checks that one ruleset, or GitHub, asks for. */
export interface Requirement {
  /** For people: `.github/rulesets/main.json`, `main at GitHub`. */
  readonly place: string
  readonly checks: readonly { readonly context: string; readonly integration_id?: number | null | undefined }[]
}

const OURS: readonly string[] = Object.values(CHECKS)

/**
 * Checks without which nothing is merged: the App's, and with the App as their source. Of any other source a workflow
 * of the pull request can make one of the same name.
 */
export async function checkRequiredChecks({ host, root }: Pick<Patient, 'host' | 'root'>) {
  const files = await readRulesets(root)
  const atGitHub = await requiredAtGitHub(host)
  const required = [
    ...files.flatMap(({ path, ruleset }): Requirement[] => {
      const rules = ruleset?.rules.flatMap((rule) => statusRule.safeParse(rule).data ?? []) ?? []
      return rules.map(({ parameters }) => ({ place: path, checks: parameters.required_status_checks }))
    }),
    ...(atGitHub === undefined ? [] : [atGitHub]),
  ]
  const passing = passingApps(files)
  const found = required.flatMap((one) => checkSources(one, passing))
  if (found.length > 0) return found
  const named = required.flatMap(({ checks }) =>
    checks.flatMap(({ context, integration_id: id }) => (isOurs(context) && id) || []),
  )
  const [app] = [...passing, ...named]
  // Without the App it is the job's check that counts.
  if (app === undefined) return []
  const jobs = await judgingJobs(root)
  const inPlace = required.flatMap(({ checks, place }) =>
    checks.filter(({ context }) => jobs.has(context)).map(({ context }) => jobsCheck(place, context, app)),
  )
  // What GitHub asks for is what counts; files are proposals.
  const asked = new Set(
    (atGitHub === undefined ? required : [atGitHub]).flatMap(({ checks }) => checks.map(({ context }) => context)),
  )
  const missing = OURS.filter((name) => !asked.has(name))
  if (missing.length > 0)
    return [
      ...inPlace,
      note(
        atGitHub === undefined
          ? `Nothing here requires ${list(missing)}.`
          : `${atGitHub.place} does not require ${list(missing)}.`,
        `Import ${RULESETS}/contender-checks.json, which \`contender init --rulesets --app ${app}\` writes; docs/rulesets.md says how.`,
      ),
    ]
  return inPlace.length > 0 ? inPlace : [ok(`merges need ${list(OURS)} of App ${app}`)]
}

function checkSources({ checks, place }: Requirement, passing: readonly number[]) {
  return checks.flatMap(({ context, integration_id: id }) => {
    if (!isOurs(context)) return []
    const [app] = passing
    const next = `Name the App as its source: ${RULESETS}/contender-checks.json, by \`contender init --rulesets --app ${app ?? 'ID'}\`, does.`
    // Older branch protections have −1 for any source.
    if (id === undefined || id === null || id < 0)
      return [
        problem(
          `${place} takes \`${context}\` of any source: a workflow of a pull request can make a check of that name.`,
          next,
        ),
      ]
    if (id === GITHUB_ACTIONS)
      return [
        problem(
          `${place} takes \`${context}\` of GitHub Actions, as which the workflows of every pull request act.`,
          next,
        ),
      ]
    if (app !== undefined && !passing.includes(id))
      return [
        problem(
          `${place} takes \`${context}\` of App ${id}, and the rulesets let App ${passing.join(', ')} write the registry.`,
          'Name the same App in both: that of Contender.',
        ),
      ]
    return []
  })
}

function jobsCheck(place: string, context: string, app: number) {
  return note(
    `${place} requires \`${context}\`, the check of a job that a pull request can change.`,
    `Require ${list(OURS)} in its place, with App ${app} as their source.`,
  )
}

/** Names under which the jobs that judge show as checks. */
async function judgingJobs(root: string): Promise<ReadonlySet<string>> {
  const jobs = (await readWorkflows(root)).flatMap(({ jobs }) => jobs.filter(judges))
  return new Set(jobs.map(({ id, name }) => (typeof name === 'string' ? name : id)))
}

function isOurs(context: string): boolean {
  return OURS.includes(context)
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(' and ')
}
