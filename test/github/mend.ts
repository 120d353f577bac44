import type { ApiAnswer } from './route.ts'
import type { World } from './world.ts'

type Json = Record<string, unknown>
type Mend = (part: Json, world: World) => void

/** By what the emulator answers and how GitHub's description wants it: each of these was seen. */
const MENDS: readonly Mend[] = [
  // A seeded robot is a user to the emulator.
  (part) => {
    if (typeof part.login === 'string' && part.login.endsWith('[bot]') && 'type' in part) part.type = 'Bot'
  },
]

/** The emulator's answer as GitHub would give it: by the test's clock, and as GitHub's description says. */
export function mendAnswer(world: World, answer: ApiAnswer): ApiAnswer {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return MILLISECONDS.test(value) ? world.timeOf(value) : value
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    const part = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]))
    for (const mend of MENDS) mend(part, world)
    return part
  }
  const body = walk(answer.body) as Json | undefined
  if (answer.status >= 400 && body !== undefined) body.documentation_url = 'https://docs.github.com/rest'
  return { ...answer, ...(body !== undefined && { body }) }
}

/** GitHub's own times have whole seconds. */
const MILLISECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
