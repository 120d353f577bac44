import { seeded } from '../training/seeded.ts'

export const NAMES = ['Zaphod', 'Trillian', 'Marvin', 'Fenchurch', 'Slartibartfast', 'Agrajag']

/**
 * Synthetic rows of known truth: `late` happens with probability `good`; `weak` knows half as much;
 * `tilted` is `good` but turned round at site C, `wrong` everywhere. Rows of one person and of one day share an effect.
 */
export function peopleCsv({
  days = 15,
  rows = 450,
  seed = 1,
}: {
  days?: number
  rows?: number
  seed?: number
} = {}): string {
  const next = seeded(seed)
  const ofDay = Array.from({ length: days }, () => next() - 0.5)
  const lines = Array.from({ length: rows }, (_, row) => {
    const day = row % days
    const good = Math.min(0.98, Math.max(0.02, next() * 0.6 + 0.2 + 0.5 * ofDay[day]!))
    const site = 'ABC'[Math.floor(next() * 3)]!
    const person = `${NAMES[Math.floor(next() * NAMES.length)]} ${Math.floor(next() * 5)}`
    const weight = row % 2
    const late = next() < good ? 1 : 0
    const weak = 0.5 + (good - 0.5) * 0.5 + (next() - 0.5) * 0.4
    const tilted = site === 'C' ? 1 - good : good
    const at = `2026-03-${String(day + 1).padStart(2, '0')} 12:00:00`
    return [
      row,
      at,
      site,
      person,
      weight,
      good.toFixed(4),
      weak.toFixed(4),
      tilted.toFixed(4),
      (1 - good).toFixed(4),
      late,
    ].join(',')
  })
  return `id,at,site,person,weight,good,weak,tilted,wrong,late\n${lines.join('\n')}\n`
}

/** A config with one model that answers with a column of these rows. */
export function configOf(data: string, more = '    evaluate: { metrics: [roc_auc, log_loss] }\n'): string {
  return `models:
  delay:
    task: binary-classification
    data: { test: d.csv, target: late, id: id${data === '' ? '' : `, ${data}`} }
    model: m.onnx
${more}`
}

/** A config of one model that a built-in trainer learns from such rows. */
export const TRAINED_CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: late, id: id, exclude: [at, person] }
    train: { builtin: linear }
    model: delay.onnx
`
