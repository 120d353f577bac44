import { count } from '../core/count.ts'
import type { Contribution, Shapley } from '../core/explain/shapley.ts'
import { formatCount, formatNumber, formatSigned } from '../core/format-number.ts'
import { align } from './align.ts'
import { plain } from './plain.ts'
import type { Paint } from './terminal.ts'

const MOST = 20

/** What is added up, as it stands before the name of a class. */
const SCALES = {
  number: '',
  probability: 'probability of',
  'log-odds': 'log-odds of',
  'log-ratio': 'log-probability, less the mean one of all classes, of',
} as const

/** How an answer came about, for a terminal: from the mean answer of the background to the row's own, the largest step first. */
export function renderExplainedRow(
  found: Shapley & {
    readonly model: string
    readonly row: string
    readonly class: string | null
    readonly scale: 'number' | 'probability' | 'log-odds' | 'log-ratio'
    readonly probability: number | null
    readonly background: number
  },
  paint: Paint,
): string {
  const { answer, background, base, contributions, exact, probability, scale } = found
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
    ...(scale.startsWith('log') && probability !== null
      ? [['as a probability', formatNumber(probability, 3), '']]
      : []),
  ]
  const what =
    SCALES[scale] === '' ? '' : `, ${SCALES[scale]} ${found.class === null ? 'the positive class' : plain(found.class)}`
  const how = exact ? 'exact' : 'along random orders, ± 1.96 standard errors of drawing them'
  return `${paint('bold', plain(found.model))}  row ${plain(found.row)}${what}; Shapley values, ${how}\n\n${align(lines)}\n`
}

/** The largest step keeps three digits. */
function decimalsFor([first]: readonly Contribution[]): number {
  const size = Math.abs(first?.value ?? 0)
  return size > 0 ? Math.min(10, Math.max(0, 2 - Math.floor(Math.log10(size)))) : 3
}
