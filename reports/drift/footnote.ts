import type { Drift } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { earlierWindows } from '../../core/drift/policy/earlier-windows.ts'
import { FEWEST_WINDOWS, similarWindows } from '../../core/drift/policy/floors-of.ts'
import { formatCount } from '../../core/format-number.ts'
import { PEERS } from './headline.ts'

/** What was compared with what, how exactly, and what the words mean: plain sentences. */
export function footnote(drift: Drift): string[] {
  const { calibrated, compat, contender, current, reference } = drift
  const others =
    current.other_versions === 0
      ? ''
      : ` (${count(current.other_versions, 'row')} of other versions are not among them)`
  const said = [
    `Contender ${contender} compared ${formatCount(current.rows)} rows of ${current.uri}${others} with ${formatCount(reference.rows)} rows of ${reference.uri}.`,
  ]
  const drawn = Object.entries({ window: current.drawn, reference: reference.drawn }).flatMap(([side, rows]) =>
    rows === undefined ? [] : `${formatCount(rows)} of the ${side}`,
  )
  if (drawn.length > 0)
    said.push(`Of so many rows some were drawn at random, and their columns compared: ${drawn.join(', ')}.`)
  // Of logs without answers nothing is compared with them.
  if (reference.predictions !== null && drift.predictions !== null && compat === null)
    said.push(`Predictions and performance are compared with ${reference.predictions}.`)
  if (reference.by === 'profile')
    said.push('The reference is a stored profile: its statistics are exact to what stands behind ±.')
  if (compat !== null) {
    const why = `These are the verdicts of ${PEERS[compat]}’s defaults; Contender’s own policy asks for more.`
    return [...said, why]
  }
  if (drift.window === null)
    return [
      ...said,
      'Floors are the default ones: two files have no earlier windows that tell how much rows differ by nature.',
      'Over the floor and significant: watch; at three times the floor: drift.',
    ]
  said.push(
    calibrated
      ? `Floors are those that ${count(alike(drift), 'earlier window')} of this version and of about as many rows set.`
      : `Floors are uncalibrated: from ${FEWEST_WINDOWS} earlier windows of this version and of about as many rows on they know how much yours differ by nature; there ${alike(drift) === 1 ? 'is' : 'are'} ${formatCount(alike(drift))}.`,
    'Over the floor and significant once: watch; in two of three windows, or at three times the floor: drift, unless chance may still explain it.',
  )
  return said
}

/** Earlier windows that tell what is natural in this one. */
function alike({ current, history, versions, window }: Drift): number {
  return similarWindows(earlierWindows(history, { window, version: versions[0] ?? null }), current.rows).length
}
