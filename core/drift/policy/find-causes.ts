import type { DriftCause, DriftFeature, DriftSegment, WindowSummary } from '../../artifacts/drift.ts'
import type { Association } from './association.ts'
import { overKey } from './keys.ts'
import { together } from './together.ts'

/** What causes are found from. */
export interface CausesInput {
  /** Settled, as `settleWindow` gives them. */
  readonly features: readonly DriftFeature[]
  readonly segments: readonly DriftSegment[]
  /** Share of each column the model uses; undefined where it is not known. */
  readonly importance: ReadonlyMap<string, number> | undefined
  /** Of the reference's columns. */
  readonly association: Association
  /** What `earlierWindows` gives, oldest first. */
  readonly earlier: readonly WindowSummary[]
  /** Start of this window, ISO 8601; null where it has none. */
  readonly from: string | null
}

/**
 * Finds what lies behind drift in the inputs: columns over their floor, those that go together as one cause, ranked by importance · excess of its foremost column.
 *
 * Columns go together where their association is 0.7 or more, and with all that go with them. A cause concentrates in the segments where a column of it is 1.25
 * times as far over its floor as on all rows. `since` is the start of the first of the unbroken windows in which a column of it was over.
 *
 * Time O(k²) associations for k columns over their floor.
 *
 * @returns the weightiest first
 */
export function findCauses(input: CausesInput): DriftCause[] {
  const names = [
    ...new Set([...input.features, ...input.segments.flatMap(({ features }) => features)].filter(isOver).map(nameOf)),
  ]
  return together(names, input.association, TOGETHER)
    .map((group) => causeOf(group, input))
    .sort((a, b) => b.score - a.score || b.excess - a.excess)
}

const TOGETHER = 0.7
/** A segment so many times as far over its floor as all rows are is where drift concentrates. */
export const CONCENTRATED = 1.25

const isOver = ({ over }: DriftFeature) => over
const nameOf = ({ name }: DriftFeature) => name

function causeOf(group: readonly string[], { features, segments, importance, earlier, from }: CausesInput): DriftCause {
  const timesIn = (all: readonly DriftFeature[], name: string) =>
    all.find((feature) => feature.name === name && feature.over)?.times ?? 0
  const columns = group
    .map((name) => {
      const times = Math.max(timesIn(features, name), ...segments.map((segment) => timesIn(segment.features, name)))
      // A column that the model does not use weighs nothing.
      const share = importance === undefined ? null : (importance.get(name) ?? 0)
      return { name, excess: times - 1, importance: share, score: (share ?? 1) * (times - 1) }
    })
    .sort((a, b) => b.score - a.score || b.excess - a.excess)
  const { importance: share, excess, score } = columns[0]!
  const concentrated = segments.filter((segment) =>
    group.some((name) => {
      const here = timesIn(segment.features, name)
      return here > 0 && here >= CONCENTRATED * timesIn(features, name)
    }),
  )
  return {
    features: columns.map(({ name }) => name),
    importance: share,
    excess,
    score,
    segments: concentrated.map(({ by }) => by),
    since: sinceWhen(group, earlier) ?? from,
  }
}

/** Start of the first of the latest windows in which any of the columns, or a segment of it, was over without a break. */
function sinceWhen(group: readonly string[], earlier: readonly WindowSummary[]): string | undefined {
  const keys = group.map((name) => overKey('feature', name))
  const was = ({ over }: WindowSummary) =>
    over.some(({ key }) => keys.some((own) => key === own || key.startsWith(`${own}/`)))
  const broken = earlier.findLastIndex((window) => !was(window))
  return earlier[broken + 1]?.window.from
}
