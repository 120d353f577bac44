import type { DriftFeature, DriftQuality } from '../../artifacts/drift.ts'
import { formatNumber } from '../../format-number.ts'
import { jensenShannon } from '../statistics/jensen-shannon.ts'
import { proportionsZ } from '../statistics/proportions-z.ts'
import { sharesOf } from '../statistics/shares.ts'
import { FEWEST_ROWS, FLOOR } from './limits.ts'

/**
 * Says where a column is missing more often, or less often, than in the reference. That is a matter of quality, told of apart from drift.
 *
 * Both the distance of the shares, as of two categories, is at the floor and the test of two proportions at 0.001.
 *
 * @returns undefined where it is not, or a side has fewer than 200 rows
 * @example
 * missingChanged({ name: 'age', rows: { reference: 1000, current: 900 }, missing: { reference: 0, current: 0.1 } }).check // 'missing'
 */
export function missingChanged({
  name,
  rows,
  missing,
}: Pick<DriftFeature, 'name' | 'rows' | 'missing'>): DriftQuality | undefined {
  const side = (which: 'reference' | 'current') => {
    const all = missing[which] === 1 ? Infinity : Math.round(rows[which] / (1 - missing[which]))
    return [all - rows[which], all] as const
  }
  const [reference, current] = [side('reference'), side('current')]
  if (Math.min(reference[1], current[1]) < FEWEST_ROWS) return undefined
  const far = jensenShannon(
    ...([missing.reference, missing.current].map((share) => sharesOf([share, 1 - share])) as [
      Float64Array,
      Float64Array,
    ]),
  )
  const certain = missing.reference === 1 || missing.current === 1
  if (far < FLOOR || (!certain && proportionsZ(reference, current).pValue > LEVEL)) return undefined
  const say = (share: number) => `${formatNumber(100 * share, 1)} %`
  return {
    check: 'missing',
    column: name,
    level: 'warning',
    because: `${name} is missing in ${say(missing.current)} of the rows, expected ${say(missing.reference)} as in the reference; look at what fills it`,
  }
}

const LEVEL = 0.001
