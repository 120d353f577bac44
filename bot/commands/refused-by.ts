import { UserError } from '../../core/errors.ts'
import { explainRequest, isDenied, type RequestError, statusOf } from '../../core/io/github/client.ts'
import { isLimited } from '../../core/io/github/waiting-fetch.ts'

/** What a person can mend, as they are told; undefined for what passes by itself, and for bugs of ours. */
export function refusedBy(error: unknown): UserError | undefined {
  const request = statusOf(error) === undefined ? (error as Error).cause : error
  const status = request === undefined ? undefined : statusOf(request)
  if (status !== undefined && (status >= 500 || isLimited(request))) return undefined
  const told = isDenied(error) ? explainRequest('this repository', error, needsOf(error)) : error
  return told instanceof UserError ? told : undefined
}

/** What the App lacks, where GitHub says it. */
function needsOf(error: unknown): string {
  const headers = (error as Partial<RequestError>).response?.headers ?? {}
  return headers['x-accepted-github-permissions'] ?? 'that this needs'
}
