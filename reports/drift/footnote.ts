import type { Drift } from '../../core/artifacts/drift.ts'
import { count } from '../../core/count.ts'
import { formatCount } from '../../core/format-number.ts'
import { PEERS } from './headline.ts'

/** Windows from which on floors know the natural variation (statistics §2.6). */
const ENOUGH = 20

/** What was compared with what, how exactly, and what the words mean: plain sentences. */
export function footnote({ calibrated, compat, contender, current, history, reference }: Drift): string[] {
  const others =
    current.other_versions === 0 ? '' : ` (${count(current.other_versions, 'row')} of other versions left out)`
  const said = [
    `Contender ${contender} compared ${formatCount(current.rows)} rows of ${current.uri}${others} with ${formatCount(reference.rows)} rows of ${reference.uri}.`,
  ]
  if (reference.predictions !== null && compat === null)
    said.push(`Predictions and performance are compared with ${reference.predictions}.`)
  if (reference.by === 'profile')
    said.push('The reference is a stored profile: its statistics are exact to what stands behind ±.')
  if (compat !== null) {
    const why = `These are the verdicts of ${PEERS[compat]}’s defaults; Contender’s own policy asks for more.`
    return [...said, why]
  }
  said.push(
    calibrated
      ? `Floors are those that ${count(history.length, 'earlier window')} set.`
      : `Floors are uncalibrated: from ${ENOUGH} earlier windows on they know how much yours differ by nature; there are ${formatCount(history.length)}.`,
    'Over the floor and significant once: watch; in two of three windows, or at three times the floor: drift.',
  )
  return said
}
