import { type Shares, sharesOf } from '../statistics/shares.ts'

/**
 * Evidently's shares for PSI and KL: an empty bin gets 0.0001, or a millionth of the smallest other share where that is no
 * more than 0.0001. The sum then is a little above 1; Evidently leaves it so.
 *
 * @param counts of one sample; for Jensen–Shannon and Hellinger Evidently takes plain shares
 * @see get_binned_data(feel_zeroes=True) in evidently/legacy/calculations/stattests/utils.py, Evidently 0.7
 * @example
 * evidentlyShares([1, 3, 0]) // [0.25, 0.75, 0.0001]
 */
export function evidentlyShares(counts: ArrayLike<number>): Shares {
  const shares = sharesOf(counts)
  const smallest = shares.reduce((least, share) => (share > 0 ? Math.min(least, share) : least), 1)
  const filled = smallest <= 0.0001 ? smallest / 1e6 : 0.0001
  return shares.map((share) => (share === 0 ? filled : share))
}
