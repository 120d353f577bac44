import type { GateResult } from '../artifacts/comparison.ts'
import { count } from '../count.ts'
import { shareInterval } from '../expectations/judge-pairs.ts'
import { judgeBounds } from './absolute.ts'
import type { ExpectationsFound, Gate } from './gate.ts'
import { sayList } from './say.ts'

/**
 * A gate on the share of pairs that hold: by its whole 95 % interval, as any absolute one. A share of 1 is about these
 * very pairs and no others: each of them must hold.
 *
 * @param found undefined where no pairs were answered; a text where what is said of them is not to be believed
 */
export function judgeExpectations(
  { min = 1 }: Pick<Gate, 'min'>,
  found: ExpectationsFound | string | undefined,
): Pick<GateResult, 'outcome' | 'because'> {
  if (found === undefined) return { outcome: 'undecided', because: 'no pairs of rows were answered' }
  if (typeof found === 'string') return { outcome: 'undecided', because: found }
  const { failed, held, pairs } = found
  const measured = `${held} of ${count(pairs, 'pair')} hold`
  const named = failed.length === 0 ? '' : `; not ${sayList(failed)}`
  if (min === 1) return { outcome: held === pairs ? 'pass' : 'fail', because: `${measured}${named}` }
  const [lo, hi] = shareInterval(held, pairs)
  const said = `${measured}, a share of ${(held / pairs).toFixed(3)} (${lo.toFixed(3)} to ${hi.toFixed(3)})`
  const { because, outcome } = judgeBounds({ min }, [lo, hi], said)
  return { outcome, because: because + named }
}
