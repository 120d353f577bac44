import { simpleUser } from './people.ts'
import type { ApiAnswer } from './route.ts'
import type { World } from './world.ts'

// biome-ignore lint/suspicious/noExplicitAny: any JSON object
type Json = Record<string, any>
type Mend = (part: Json, world: World, depth: number) => object | undefined

/** Where the emulator does not say what GitHub's description wants: each of these was seen. */
const MENDS: readonly Mend[] = [
  /** A person lacks links, an organisation most of them; a robot has no address of a picture, and is a person. */
  ({ id, login }, world) => (typeof login === 'string' && id !== undefined ? simpleUser(world, login) : undefined),
  /** The repository is private where the test says so, and lacks counts where it is shown alone. */
  ({ forks_count, full_name, stargazers_count }, { owner, private: hidden, repo }, depth) =>
    full_name === undefined || forks_count === undefined
      ? undefined
      : {
          ...(full_name === `${owner}/${repo}` && { private: hidden, visibility: hidden ? 'private' : 'public' }),
          ...(depth === 0 && { network_count: forks_count, subscribers_count: stargazers_count }),
        },
  /** A label without a description has null at GitHub, where its description of pull requests wants text. */
  ({ color, default: isDefault, description }) =>
    color !== undefined && isDefault !== undefined && description === null ? { description: '' } : undefined,
]

/** Statuses that the emulator gives and GitHub does not. */
const STATUSES: Readonly<Record<string, readonly [emulated: number, real: number]>> = {
  'POST /reviews': [201, 200],
  'POST /requested_reviewers': [200, 201],
}

/** The emulator's answer as GitHub would give it: by the test's clock, and as GitHub's description says. */
export function mendAnswer(world: World, call: { method: string; path: string }, answer: ApiAnswer): ApiAnswer {
  const walk = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') return MILLISECONDS.test(value) ? world.timeOf(value) : value
    if (Array.isArray(value)) return value.map((item) => walk(item, depth + 1))
    if (typeof value !== 'object' || value === null) return value
    const part = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, depth + 1)]))
    return Object.assign(part, ...MENDS.map((mend) => mend(part, world, depth)))
  }
  const body = walk(answer.body, 0) as Json | undefined
  if (answer.status >= 400 && body !== undefined) body.documentation_url = 'https://docs.github.com/rest'
  const [emulated, real] = STATUSES[`${call.method} /${call.path.split('/').at(-1)}`] ?? []
  const status = answer.status === emulated ? real! : answer.status
  return { ...answer, status, ...(body !== undefined && { body }) }
}

/** GitHub's own times have whole seconds. */
const MILLISECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
