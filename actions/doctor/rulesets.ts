import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { readText } from '../../core/io/files.ts'
import { GITHUB_ACTIONS, RULESETS } from '../init/ruleset-files.ts'
import { note, ok, problem } from './check.ts'

const ruleset = z.looseObject({
  bypass_actors: z.array(z.looseObject({ actor_id: z.int().nullish(), actor_type: z.string() })).default([]),
})

/**
 * The rulesets that are kept beside the code. Whether GitHub holds to them, only an administrator's token could tell.
 *
 * @param registered whether there is something to protect
 */
export async function checkRulesets(root: string, registered: boolean) {
  const folder = join(root, RULESETS)
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^contender-.*\.json$/.test(name)).sort()
  if (names.length === 0)
    return registered
      ? [
          note(
            'Nothing here says who may make, move or delete tags of the registry.',
            'Run `contender init --rulesets`, and import what it writes; docs/rulesets.md says how.',
          ),
        ]
      : []
  const found = []
  const apps = new Set<number>()
  for (const name of names) {
    const read = ruleset.safeParse(json(await readText(join(folder, name))))
    if (!read.success) {
      found.push(
        problem(
          `${RULESETS}/${name} is no ruleset of GitHub's.`,
          'Delete it, and run `contender init --rulesets` again.',
        ),
      )
      continue
    }
    for (const { actor_id: id, actor_type: type } of read.data.bypass_actors) {
      if (type === 'Integration' && id === GITHUB_ACTIONS)
        found.push(
          problem(
            `${RULESETS}/${name} lets every workflow pass, whoever pushed the branch it comes from.`,
            'Name an App of your own instead: `contender init --rulesets --app ID`.',
          ),
        )
      else if (type === 'Integration' && typeof id === 'number') apps.add(id)
    }
  }
  if (found.length > 0) return found
  const who =
    apps.size === 0
      ? 'its administrators, as long as there is no App'
      : `App ${[...apps].join(', ')}; name it as the source of required checks too`
  return [ok(`${RULESETS} says who writes the registry: ${who}`)]
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
