import * as z from 'zod'
import { task } from '../../core/config/task.ts'
import { CONFIG } from '../inputs.ts'
import { GITHUB_ACTIONS } from './ruleset-files.ts'

/** Answers that a flag may give beforehand; what is not given is asked, or taken with --yes. */
export const initInputs = z.strictObject({
  config: z.string().default(CONFIG).describe('The config file to write'),
  model: z.string().optional().describe('What the model shall be called'),
  task: task.optional().describe('What is predicted'),
  target: z.string().optional().describe('Column to predict'),
  positive: z.string().optional().describe('Label of the positive class'),
  id: z.string().optional().describe('Column that names a row'),
  time: z.string().optional().describe('Column with the time of a row'),
  group: z.string().optional().describe('Column whose rows are not independent of each other'),
  train: z.string().optional().describe('Rows to learn from: a file or a glob'),
  test: z.string().optional().describe('Rows to judge on: a file or a glob'),
  run: z
    .string()
    .optional()
    .describe('Command that trains the model, gradient-boosting or linear to train without one, or none'),
  modelFile: z.string().optional().describe('The ONNX model, which is there or which training writes'),
  predictions: z.string().optional().describe('A predictions file to judge instead of a model'),
  forks: z
    .boolean()
    .default(false)
    .describe('Also write the workflow that comments on pull requests from forks and of Dependabot'),
  release: z
    .boolean()
    .default(false)
    .describe('Also write the workflow that registers and publishes models once they are merged'),
  drift: z
    .boolean()
    .default(false)
    .describe('Also write the workflows that watch production and train anew what has rotted'),
  rulesets: z
    .boolean()
    .default(false)
    .describe('Also write rulesets, by which only few may change registry and ledger'),
  app: z
    .string()
    .regex(/^[1-9]\d*$/, { error: 'expected the ID of a GitHub App, a whole number' })
    .transform(Number)
    .refine((id) => id !== GITHUB_ACTIONS, {
      error: `expected an App of your own: ${GITHUB_ACTIONS} is GitHub Actions, as which every workflow of every branch acts`,
    })
    .optional()
    .describe(
      'With --rulesets: ID of the GitHub App that alone may, and whose checks a merge needs; administrators where there is none. With --release: the App as which a release writes',
    ),
  yes: z.boolean().default(false).describe('Take what the repository suggests without asking'),
})

export type InitInput = Readonly<ReturnType<typeof initInputs.parse>>
