import type * as z from 'zod'

/** Of a schema: files of this machine. What is at an address is read by nobody. */
export function mustBeHere(text: string, context: z.RefinementCtx): void {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(text))
    context.addIssue({
      code: 'custom',
      message: 'expected a path in the repository: addresses are not read, so fetch the files first',
    })
}
