import { GITHUB_ACTIONS, RULESETS } from '../init/ruleset-files.ts'
import { note, ok, problem } from './check.ts'
import { type RulesetFile, readRulesets, writeRule } from './ruleset-file.ts'

/**
 * The rulesets that are kept beside the code. Whether GitHub holds to them, only an administrator's token could tell.
 *
 * @param registered whether there is something to protect
 */
export async function checkRulesets(root: string, registered: boolean) {
  const files = (await readRulesets(root)).filter(isOurs)
  if (files.length === 0)
    return registered
      ? [
          note(
            'Nothing here says who may make, move or delete tags of the registry.',
            'Run `contender init --rulesets`, and import what it writes; docs/rulesets.md says how.',
          ),
        ]
      : []
  const found = files.flatMap(({ path, ruleset }) => {
    if (ruleset === undefined)
      return [problem(`${path} is no ruleset of GitHub's.`, 'Delete it, and run `contender init --rulesets` again.')]
    if (!ruleset.bypass_actors.some(isActions)) return []
    return [
      problem(
        `${path} lets every workflow pass, whoever pushed the branch it comes from.`,
        'Name an App of your own instead: `contender init --rulesets --app ID`.',
      ),
    ]
  })
  if (found.length > 0) return found
  const apps = passingApps(files)
  const who = apps.length === 0 ? 'its administrators, as long as there is no App' : `App ${apps.join(', ')}`
  return [ok(`${RULESETS} says who writes the registry: ${who}`)]
}

function isOurs({ path }: RulesetFile): boolean {
  return path.startsWith(`${RULESETS}/contender-`)
}

/** Our rulesets by which the own token of a job may not make tags of the registry, or write the ledger. */
export function keptFromJobs(files: readonly RulesetFile[]): readonly RulesetFile[] {
  return files.filter(isOurs).filter(({ ruleset }) => {
    if (ruleset?.enforcement !== 'active' || ruleset.bypass_actors.some(isActions)) return false
    return ruleset.rules.some((rule) => writeRule.safeParse(rule).success)
  })
}

/** Apps that our rulesets let pass, but GitHub Actions, which is no one in particular. A team's own may name others. */
export function passingApps(files: readonly RulesetFile[]): number[] {
  const actors = files.filter(isOurs).flatMap(({ ruleset }) => ruleset?.bypass_actors ?? [])
  const ids = actors.flatMap((actor) =>
    actor.actor_type === 'Integration' && !isActions(actor) ? (actor.actor_id ?? []) : [],
  )
  return [...new Set(ids)]
}

function isActions({ actor_id, actor_type }: { actor_id?: number | null | undefined; actor_type: string }): boolean {
  return actor_type === 'Integration' && actor_id === GITHUB_ACTIONS
}
