import * as z from 'zod'

/** What a candidate is compared with, in a config's project. */
export const baselineInputs = {
  base: z.string().optional().describe('Branch, tag or commit to compare with; the default branch where there is none'),
  baseline: z.string().optional().describe('Model or predictions file to compare with, in the role base'),
  production: z.string().optional().describe('Model or predictions file to compare with, in the role production'),
  missingBase: z
    .enum(['train', 'leave'], { error: 'expected train or leave' })
    .default('train')
    .describe('A base model that is not in Git: train it again from its commit, or leave gates against it undecided'),
}

export interface BaselineInput {
  readonly base?: string | undefined
  readonly baseline?: string | undefined
  readonly production?: string | undefined
  readonly missingBase?: 'train' | 'leave' | undefined
  readonly test?: string | undefined
}
