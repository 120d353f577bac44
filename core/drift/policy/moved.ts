import { looksPersonal } from '../../data/quality/personal/may-quote.ts'
import { formatNumber } from '../../format-number.ts'
import type { ComparedNumbers, ComparedTexts } from '../compared.ts'

/** Where a numeric column went, in words that follow its name: `went 0.31 standard deviations up`. */
export function movedNumbers(compared: ComparedNumbers, effect: number | null): string {
  const { meanShift, wasserstein, ks, deviation } = compared
  if (deviation === 0) return 'no longer has its one value of the reference'
  // W1 is the mean shift where all rows go one way.
  const way =
    Math.abs(meanShift) >= 0.8 * wasserstein ? (meanShift > 0 ? 'up' : 'down') : 'apart, some rows up and some down'
  if (effect === null || ks > effect)
    return `changed for ${formatNumber(100 * ks, 0)} % of its rows (Kolmogorov's distance), ${way}`
  return `went ${formatNumber(effect, 2)} standard deviations ${way}`
}

/**
 * The category whose share changed most: `has 31 % AA rather than 20 %`. One that looks personal is not named.
 *
 * @param sensitive whether its name may not be told
 */
export function movedTexts({ levels, counts, reference, current }: ComparedTexts, sensitive = false): string {
  const gap = (k: number) => Math.abs(counts.current[k]! / current.rows - counts.reference[k]! / reference.rows)
  // A column may have more levels than a call takes arguments.
  const most = levels.reduce((farthest, _, k) => (gap(k) > gap(farthest) ? k : farthest), 0)
  const share = (rows: number, of: number) => `${formatNumber((100 * rows) / of, rows * 100 < of * 10 ? 1 : 0)} %`
  const now = share(counts.current[most]!, current.rows)
  const name = levels[most]!
  const level = sensitive || looksPersonal(name) ? 'of one value' : name === '' ? '(empty)' : name
  if (counts.reference[most] === 0) return `has ${now} ${level}, which is new`
  return `has ${now} ${level} rather than ${share(counts.reference[most]!, reference.rows)}`
}
