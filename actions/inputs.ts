import * as z from 'zod'
import { UserError } from '../core/errors.ts'
import { TASKS } from '../core/metrics/metric.ts'

/** `a, b` → ['a', 'b'] */
const names = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
)

/** Inputs of every action that reads a config. */
export const projectInputs = {
  config: z.string().default('contender.yml').describe('The config file'),
  model: z.string().optional().describe('Only this model of the config'),
}

/** Inputs that stand in for a config where there is none: the same settings under the same names. */
export const settingInputs = {
  task: z.enum(TASKS).optional().describe('Task of the predictions'),
  metrics: names.optional().describe('Metrics, the primary one first'),
  threshold: z.coerce.number().optional().describe('Score from which the answer is positive'),
  slices: names.optional().describe('Columns by whose values the rows are judged apart, or auto'),
  group: z.string().optional().describe('Column whose rows are not independent of each other'),
  weight: z.string().optional().describe('Column with the weight of a row'),
  id: z.string().optional().describe('Column that names a row (id, where the files have it)'),
  positive: z.string().optional().describe('Label of the positive class'),
}

export const outInput = {
  out: z.string().default('.contender').describe('Folder for the artifacts, relative to the config'),
}

export const testInput = {
  test: z.string().optional().describe('Judge on these rows instead of `data.test`'),
}

/**
 * With a config the settings are the config's: a flag that would be ignored is an error.
 *
 * @throws {UserError} naming the flag
 */
export function refuseSettings(input: Readonly<Record<string, unknown>>, config: string): void {
  for (const name of Object.keys(settingInputs)) {
    if (input[name] === undefined) continue
    throw new UserError(
      `Unexpected --${name} beside ${config}, expected it in the config; flags stand in for settings only where predictions are judged without a config`,
    )
  }
}
