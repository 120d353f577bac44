import * as z from 'zod'
import { atInput, marginInput, outInput, projectInputs, settingInputs } from '../inputs.ts'

const COUNT = 'expected a whole number of windows from 1 to 500'

export const driftInputs = {
  ...projectInputs,
  reference: z.string().optional().describe('Rows or a profile.json to compare with, instead of the config’s'),
  current: z.string().optional().describe('Rows to judge, without a config'),
  ...settingInputs,
  slices: settingInputs.slices.describe('Columns by whose values the rows are compared apart'),
  ...marginInput,
  time: z.string().optional().describe('Column with the time of a row, without a config'),
  compat: z
    .enum(['evidently', 'nannyml'], { error: 'expected evidently or nannyml' })
    .optional()
    .describe('Judge as Evidently 0.7 or NannyML 0.13 would, by their numbers and thresholds'),
  ...atInput,
  windows: z
    .string()
    .default('1')
    .refine((text) => /^[1-9]\d{0,2}$/.test(text) && Number(text) <= 500, { error: COUNT })
    .transform(Number)
    .describe('Judge so many windows, the newest last'),
  local: z
    .boolean()
    .default(false)
    .describe('Keep to this clone: ask neither origin nor GitHub for ledger, tags and releases'),
  record: z.boolean().default(false).describe('Put the verdicts into the ledger, for later windows and for all to see'),
  respond: z
    .boolean()
    .default(false)
    .describe('Do what the verdicts ask for: one issue a model, mentions, the webhook'),
  metricsFile: z
    .string()
    .optional()
    .describe('Write the newest verdicts and metrics here too, in the format of Prometheus'),
  ...outInput,
}
