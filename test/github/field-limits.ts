import { type ApiAnswer, invalid } from './route.ts'

const LONGEST_BODY = 65_536
const LONGEST_CHECK = 65_535

interface Check {
  readonly output?: { readonly summary?: string; readonly text?: string; readonly annotations?: readonly unknown[] }
  readonly actions?: readonly { readonly label?: string; readonly description?: string; readonly identifier?: string }[]
}

/** GitHub's refusal of a field that is too long; its description of the API has but a few of these limits. */
export function tooLong(route: string, body: unknown): ApiAnswer | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  const [, path = ''] = route.split(' ')
  if (/\/check-runs(\/\{check_run_id\})?$/.test(path)) return tooLongCheck(body as Check)
  const { body: text } = body as { body?: unknown }
  if (typeof text !== 'string' || text.length <= LONGEST_BODY) return undefined
  const resource = /comments/.test(path) ? 'IssueComment' : /pulls/.test(path) ? 'PullRequest' : 'Issue'
  return /releases/.test(path)
    ? undefined
    : invalid(resource, 'data', 'unprocessable', `Body is too long (maximum is ${LONGEST_BODY} characters)`)
}

function tooLongCheck({ actions = [], output = {} }: Check): ApiAnswer | undefined {
  const limits = [
    ['summary', output.summary?.length ?? 0, LONGEST_CHECK],
    ['text', output.text?.length ?? 0, LONGEST_CHECK],
    ['annotations', output.annotations?.length ?? 0, 50],
    ['actions', actions.length, 3],
    ...actions.flatMap(({ description = '', identifier = '', label = '' }) => [
      ['label', label.length, 20] as const,
      ['description', description.length, 40] as const,
      ['identifier', identifier.length, 20] as const,
    ]),
  ] as const
  const over = limits.find(([, length, most]) => length > most)
  return (
    over && invalid('CheckRun', over[0], 'invalid', `${over[0]} exceeds a maximum of ${over[2]}, it has ${over[1]}`)
  )
}
