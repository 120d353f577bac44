import type * as z from 'zod'
import { whyNoGlob } from '../glob/why-no-glob.ts'

/** Of a schema: a path, or a glob of signs that we know. */
export function mustBeGlob(text: string, context: z.RefinementCtx): void {
  const message = whyNoGlob(text)
  if (message !== undefined) context.addIssue({ code: 'custom', message })
}
