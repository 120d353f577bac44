import * as z from 'zod'
import { CONFIG_PATH } from '../core/config/config-path.ts'
import { task } from '../core/config/task.ts'
import { UserError } from '../core/errors.ts'

/** `a, b` → ['a', 'b'] */
const names = z.string().transform((text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== ''),
)

const number = z
  .string()
  .refine((text) => text.trim() !== '' && Number(text) >= 0 && Number(text) <= 1, {
    error: 'expected a number in [0, 1]',
  })
  .transform(Number)

const TIME = 'expected a time such as 2001-03-01 or 2001-03-01T06:00:00Z'

/** `2001-03-01`, in UTC, → milliseconds since 1970. */
const time = z
  .string()
  .refine((text) => /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(parsed(text)), { error: TIME })
  .transform(parsed)

/** The config where none is named. */
export const CONFIG = CONFIG_PATH

/** Inputs of every action that reads a config. */
export const projectInputs = {
  config: z.string().default(CONFIG).describe('The config file'),
  model: z.string().optional().describe('Only this model of the config'),
}

/** Inputs that stand in for a config where there is none: the same settings under the same names. */
export const settingInputs = {
  task: task.optional().describe('Task of the predictions'),
  metrics: names.optional().describe('Metrics, the primary one first'),
  threshold: number.optional().describe('Score from which the answer is positive'),
  slices: names.optional().describe('Columns by whose values the rows are judged apart, or auto'),
  group: z.string().optional().describe('Column whose rows are not independent of each other'),
  weight: z.string().optional().describe('Column with the weight of a row'),
  id: z.string().optional().describe('Column that names a row (id, where the files have it)'),
  positive: z.string().optional().describe('Label of the positive class'),
}

export const fairnessInput = {
  fairness: names.optional().describe('Columns by which people are told apart'),
}

export const outInput = {
  out: z.string().default('.contender').describe('Folder for the artifacts, relative to the config'),
}

export const atInput = {
  at: time.optional().describe('Judge as if it were this time; UTC'),
}

export const forceInput = {
  force: z.boolean().default(false).describe('Train though nothing has changed since an earlier run'),
}

export const testInput = {
  test: z.string().optional().describe('Judge on these rows instead of `data.test`'),
}

export const marginInput = {
  margin: z.string().optional().describe('How far the primary metric may fall: 0.005, or 1% of the baseline'),
}

/**
 * With a config the settings are the config's: a flag that would be ignored is an error.
 *
 * @throws {UserError} naming the flag
 */
export function refuseSettings(input: Readonly<Record<string, unknown>>, config: string): void {
  for (const name of Object.keys({ ...settingInputs, ...fairnessInput, ...marginInput })) {
    if (input[name] === undefined) continue
    throw new UserError(
      `Unexpected --${name} beside ${config}, expected it in the config; flags stand in for settings only where predictions are judged without a config`,
    )
  }
}

/**
 * Without a config there is nothing to choose from one: such a flag too would be ignored.
 *
 * @param flag the one that names the predictions
 * @throws {UserError} naming the flag
 */
export function refuseProject(input: Readonly<Record<string, unknown>>, flag: string): void {
  for (const name of Object.keys({ ...projectInputs, ...testInput })) {
    if (input[name] === undefined || (name === 'config' && input.config === CONFIG)) continue
    throw new UserError(`Unexpected --${name} beside ${flag}, expected one of them: ${flag} is judged without a config`)
  }
}

function parsed(text: string): number {
  return Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(text) || text.length === 10 ? text : `${text}Z`)
}
