import * as z from 'zod'

/** Something of a window that should have come and has not. */
export const driftUnseen = z.strictObject({
  what: z
    .enum(['logs', 'times', 'labels'])
    .describe(
      'Files of logs, hours or days each; times of rows, without which they are in no window; labels that are due',
    ),
  missing: z.int().min(0),
  of: z.int().min(0).describe('That there should be: of labels by what earlier windows had'),
})

export type Unseen = z.output<typeof driftUnseen>
