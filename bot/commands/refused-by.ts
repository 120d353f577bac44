import { UserError } from '../../core/errors.ts'
import { explainRequest, isDenied, type RequestError } from '../../core/io/github/client.ts'
import { isLimited, requestOf } from '../../core/io/github/waiting-fetch.ts'

/** What a person can mend, as they are told; undefined for what passes by itself, and for bugs of ours. */
export function refusedBy(error: unknown): UserError | undefined {
  const { status } = requestOf(error)
  if (status !== undefined && (status >= 500 || isLimited(error))) return undefined
  const told = isDenied(error) ? explainRequest('this repository', error, needsOf(error)) : error
  return told instanceof UserError ? told : undefined
}

/** What the App lacks, where GitHub says it. */
function needsOf(error: unknown): string {
  const headers = (error as Partial<RequestError>).response?.headers ?? {}
  return headers['x-accepted-github-permissions'] ?? 'that this needs'
}
