import type * as z from 'zod'
import { unknownDateLetters } from '../drift/dated-files.ts'

/** Of a schema: no other letters behind `%` than those that tell a time. */
export function mustBeDated(text: string, context: z.RefinementCtx): void {
  const [first] = unknownDateLetters(text)
  if (first !== undefined)
    context.addIssue({
      code: 'custom',
      message: `expected no letters behind % but those of year, month, day and hour in UTC, %Y %m %d %H: ${first} is none`,
    })
}
