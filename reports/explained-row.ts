import { count } from '../core/count.ts'
import type { Contribution, Shapley } from '../core/explain/shapley.ts'
import { formatCount, formatNumber, formatSigned } from '../core/format-number.ts'
import { align } from './align.ts'
import { plain } from './plain.ts'
import type { Paint } from './terminal.ts'

const MOST = 20

/** How an answer came about, for a terminal: from the mean answer of the background to the row's own, the largest step first. */
export function renderExplainedRow(
  found: Shapley & {
    readonly model: string
    readonly row: string
    readonly class: string | null
    readonly background: number
  },
  paint: Paint,
): string {
  const { answer, background, base, contributions, exact } = found
  const decimals = decimalsFor(contributions)
  const shown = contributions.slice(0, MOST)
  const rest = contributions.slice(MOST)
  const sum = rest.reduce((total, { value }) => total + value, 0)
  const error = ({ se }: Contribution) => (exact ? '' : `± ${formatNumber(1.96 * se, decimals + 1)}`)
  const lines = [
    [`mean answer of ${count(background, 'row')}`, formatNumber(base, decimals), ''],
    ...shown.map((one) => [plain(one.feature), formatSigned(one.value, decimals), error(one)]),
    ...(rest.length > 0 ? [[`${formatCount(rest.length)} more`, formatSigned(sum, decimals), '']] : []),
    [paint('bold', 'answer'), paint('bold', formatNumber(answer, decimals)), ''],
  ]
  const what = found.class === null ? '' : `, probability of ${plain(found.class)}`
  const how = exact ? 'exact' : 'along random orders, ± 1.96 standard errors of drawing them'
  return `${paint('bold', plain(found.model))}  row ${plain(found.row)}${what}; Shapley values, ${how}\n\n${align(lines)}\n`
}

/** The largest step keeps three digits. */
function decimalsFor([first]: readonly Contribution[]): number {
  const size = Math.abs(first?.value ?? 0)
  return size > 0 ? Math.min(10, Math.max(0, 2 - Math.floor(Math.log10(size)))) : 3
}
