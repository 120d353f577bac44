import * as z from 'zod'
import { windowSummarySchema } from '../artifacts/drift.ts'
import type { DriftEvent } from './event.ts'

/** What the message of a drift event's commit tells of it: little enough for a hundred of them to come in one request. */
const driftToldSchema = z.strictObject({
  schema: z.literal('contender/drift-told@1'),
  id: z.uuidv7(),
  at: z.iso.datetime(),
  model: z.string(),
  summary: windowSummarySchema.pick({
    window: true,
    version: true,
    rows: true,
    verdict: true,
    families: true,
    over: true,
    metrics: true,
    operations: true,
  }),
  because: z.string().nullable().describe('The first reason'),
})

export type DriftTold = z.output<typeof driftToldSchema>

/** Of each list, the first, and characters of the reason. */
const MOST_OVER = 5
const MOST_METRICS = 10
const MOST_CHARACTERS = 300

/** The same event always gives the same. */
export function tellDrift({ at, because, id, model, summary }: DriftEvent): DriftTold {
  const { families, metrics, operations, over, rows, verdict, version, window } = summary
  const [first] = because
  return {
    schema: 'contender/drift-told@1',
    ...{ id, at, model },
    summary: {
      ...{ window, version, rows, verdict, families },
      over: over.toSorted((a, b) => b.times - a.times).slice(0, MOST_OVER),
      metrics: Object.fromEntries(Object.entries(metrics).slice(0, MOST_METRICS)),
      operations,
    },
    because: first === undefined ? null : [...first].slice(0, MOST_CHARACTERS).join(''),
  }
}

/**
 * What a commit's message tells of a window of production; undefined for one of another kind.
 *
 * @example
 * driftOfMessage(eventMessage(event))?.summary.verdict // 'drift'
 */
export function driftOfMessage(message: string): DriftTold | undefined {
  const [, body] = /^drift [^\n]*\n\n(\{[^\n]*\})\s*$/.exec(message) ?? []
  if (body === undefined) return undefined
  try {
    return driftToldSchema.parse(JSON.parse(body))
  } catch {
    return undefined
  }
}

/**
 * The last windows of each model, oldest first, each in as many versions as were judged in it. A window that was judged
 * again counts as it was judged last.
 *
 * @param windows in any order
 * @param most windows of a model
 * @returns by model
 */
export function recentWindows<T extends Told>(
  windows: Iterable<T>,
  most: number,
): ReadonlyMap<string, readonly (readonly T[])[]> {
  const models = new Map<string, Map<number, Map<string | null, T>>>()
  for (const one of windows) {
    const { version, window } = one.summary
    const from = Date.parse(window.from)
    const starts = models.get(one.model) ?? new Map<number, Map<string | null, T>>()
    const versions = starts.get(from) ?? new Map<string | null, T>()
    models.set(one.model, starts.set(from, versions))
    const known = versions.get(version)
    // Ids grow with time.
    if (known === undefined || known.id < one.id) versions.set(version, one)
  }
  const recent = (starts: Map<number, Map<string | null, T>>) =>
    [...starts]
      .sort(([a], [b]) => a - b)
      .slice(-most)
      .map(([, versions]) => [...versions.values()])
  return new Map([...models].map(([model, starts]) => [model, recent(starts)]))
}

type Told = Pick<DriftTold, 'id' | 'model'> & { readonly summary: Newest }

interface Newest {
  readonly window: { readonly from: string }
  readonly version: string | null
}
