import type { Expectations } from '../artifacts/expectations.ts'
import type { ExpectationsFound } from '../gates/gate.ts'

/** Pairs as a gate looks at them. */
export function expectationsFound(found: Expectations | undefined): ExpectationsFound | undefined {
  if (found === undefined) return undefined
  const { held, kinds, pairs } = found
  return { held, pairs, failed: kinds.flatMap(({ failed }) => failed) }
}
