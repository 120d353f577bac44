import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { readText } from '../../core/io/files.ts'
import { RULESETS } from '../init/ruleset-files.ts'

const requiredCheck = z.looseObject({ context: z.string(), integration_id: z.int().nullish() })

/** A rule that a branch may only move to commits with these checks, in rulesets and as GitHub tells of it. */
export const statusRule = z.looseObject({
  type: z.literal('required_status_checks'),
  parameters: z.looseObject({ required_status_checks: z.array(requiredCheck) }),
})

/** A rule that a tag or branch is made, or moved, by few alone. */
export const writeRule = z.looseObject({ type: z.enum(['creation', 'update']) })

const ruleset = z.looseObject({
  enforcement: z.string().default('active'),
  bypass_actors: z.array(z.looseObject({ actor_id: z.int().nullish(), actor_type: z.string() })).default([]),
  rules: z.array(z.unknown()).default([]),
})

/** A ruleset that is kept beside the code. */
export interface RulesetFile {
  /** From the top of the repository. */
  readonly path: string
  /** Undefined where the file is none. */
  readonly ruleset: z.output<typeof ruleset> | undefined
}

/** The files in the folder of rulesets, by name. */
export async function readRulesets(root: string): Promise<RulesetFile[]> {
  const folder = join(root, RULESETS)
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json')).sort()
  return Promise.all(
    names.map(async (name) => {
      const read = ruleset.safeParse(json(await readText(join(folder, name))))
      return { path: `${RULESETS}/${name}`, ruleset: read.data }
    }),
  )
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
