import type { Against } from '../core/artifacts/comparison.ts'
import { formatCount } from '../core/format-number.ts'
import { align } from './align.ts'
import { byHarm } from './by-harm.ts'
import { sliceRows } from './metric-rows.ts'
import { plain } from './plain.ts'
import type { Paint } from './terminal.ts'
import { roleName } from './words.ts'

/** Slices that a terminal shows beside a baseline: what may have got worse, and no more than is read at a glance. */
const MOST = 3

/**
 * The slices of a comparison that lost most by the primary metric, for a terminal; nothing where there are none.
 *
 * @param against a baseline that was judged on the same slices
 */
export function worstSliceLines(
  { ref, role, slices }: Pick<Against, 'ref' | 'role' | 'slices'>,
  { paint, primary }: { readonly primary: string; readonly paint: Paint },
): string {
  if (slices.length === 0) return ''
  const rows = sliceRows(byHarm(slices, primary).slice(0, MOST), primary).map((row) => [
    plain(row.slice),
    row.baseline,
    row.candidate,
    row.difference,
    row.rows,
    row.verdict === 'worse' ? paint('red', plain(row.words)) : paint('dim', plain(row.words)),
  ])
  const head = ['slice', 'baseline', 'candidate', 'difference, 95 % interval', 'rows', 'verdict']
  const title = `  ${plain(primary)} by slice against ${plain(roleName(role, ref))}, the greatest loss first`
  const left = slices.length - rows.length
  const more = `\n  ${formatCount(left)} more ${left === 1 ? 'slice is' : 'slices are'} in comparison.json`
  const table = align([head.map((name) => paint('dim', name)), ...rows])
  return `${paint('dim', title)}\n${table}${left > 0 ? paint('dim', more) : ''}`
}
