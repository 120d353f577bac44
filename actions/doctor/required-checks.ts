import { UserError } from '../../core/errors.ts'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import { GITHUB_ACTIONS, RULESETS } from '../init/ruleset-files.ts'
import { readWorkflows } from '../workflow-file.ts'
import { note, ok, type Patient, problem } from './check.ts'
import { judges } from './judging-job.ts'
import { requiredAtGitHub } from './required-at-github.ts'
import { type RulesetFile, readRulesets, statusRule } from './ruleset-file.ts'
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
  const asking = await ask(host)
  const atGitHub = 'place' in asking ? asking : undefined
  const required = [...files.flatMap(requirementsOf), ...(atGitHub === undefined ? [] : [atGitHub])]
  const found = checkAll({ required, atGitHub, passing: passingApps(files), jobs: await judgingJobs(root) })
  return 'unknown' in asking ? [...asking.unknown, ...found] : found
}

function requirementsOf({ path, ruleset }: RulesetFile): Requirement[] {
  if (ruleset?.enforcement !== 'active') return []
  const rules = ruleset.rules.flatMap((rule) => statusRule.safeParse(rule).data ?? [])
  return rules.map(({ parameters }) => ({ place: path, checks: parameters.required_status_checks }))
}

/** What cannot be asked is no fault of the set-up: it is said, and files are looked at all the same. */
async function ask(host: Patient['host']) {
  try {
    return (await requiredAtGitHub(host)) ?? { unknown: [] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return {
      unknown: [note(error.message, 'Or look under Settings → Rules → Rulesets what the default branch requires.')],
    }
  }
}

interface Required {
  readonly required: readonly Requirement[]
  /** What counts, where it is known: files are proposals. */
  readonly atGitHub: Requirement | undefined
  readonly passing: readonly number[]
  /** Names of the checks of jobs that judge. */
  readonly jobs: ReadonlySet<string>
}

function checkAll({ atGitHub, jobs, passing, required }: Required) {
  const found = required.flatMap((one) => checkSources(one, passing))
  if (found.length > 0) return found
  const named = required.flatMap(({ checks }) =>
    checks.flatMap(({ context, integration_id: id }) => (isOurs(context) && id) || []),
  )
  const [app] = [...passing, ...named]
  // Without the App it is the job's check that counts.
  if (app === undefined) return []
  const inPlace = required.flatMap(({ checks, place }) =>
    checks.filter(({ context }) => jobs.has(context)).map(({ context }) => jobsCheck(place, context, app)),
  )
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
