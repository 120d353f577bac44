import { seeded } from '../../training/seeded.ts'

const DAY = 86_400_000

/** Rows of some days: `late` follows `sign · a`, and a little `b`. */
function daysOf({ days, from, rows, seed, sign }: Days) {
  const next = seeded(seed)
  return Array.from({ length: days * rows }, (_, row) => {
    const at = new Date(Date.parse(from) + Math.floor(row / rows) * DAY + ((row % rows) / rows) * DAY)
    const [a, b] = [next() * 2 - 1, next() * 2 - 1]
    const late = next() < 1 / (1 + Math.exp(-(4 * sign(at) * a + b))) ? 1 : 0
    return {
      id: `${from}/${row}`,
      at: at.toISOString().slice(0, 19).replace('T', ' '),
      a: a.toFixed(4),
      b: b.toFixed(4),
      late,
    }
  })
}

interface Days {
  readonly from: string
  readonly days: number
  readonly rows: number
  readonly seed: number
  /** How the label follows `a` at a time. */
  readonly sign: (at: Date) => number
}

/**
 * A model that learned from January, and production from 1 February to 31 March 2026, logged by the day. From
 * 15 February on the label follows `a` the other way round, unless `turns` is false.
 */
export function production({
  more = '',
  rows = 40,
  turns = true,
}: {
  more?: string
  rows?: number
  turns?: boolean
} = {}) {
  const sign = (at: Date) => (turns && at >= new Date('2026-02-15T00:00:00Z') ? -1 : 1)
  const table = (all: ReturnType<typeof daysOf>) =>
    `id,at,a,b,late\n${all.map(({ a, at, b, id, late }) => `${id},${at},${a},${b},${late}`).join('\n')}\n`
  const logged = daysOf({ from: '2026-02-01', days: 59, rows, seed: 3, sign })
  const files: Record<string, string> = {
    'train.csv': table(daysOf({ from: '2026-01-01', days: 24, rows, seed: 1, sign })),
    'test.csv': table(daysOf({ from: '2026-01-25', days: 7, rows, seed: 2, sign })),
    'labels.csv': `row,late\n${logged.map(({ id, late }) => `${id},${late}`).join('\n')}\n`,
    'contender.yml': configOf(more),
    '.gitignore': '.contender/\nmodels/\n',
  }
  for (const day of new Set(logged.map(({ at }) => at.slice(0, 10)))) {
    const lines = logged
      .filter(({ at }) => at.startsWith(day))
      .map(({ a, at, b, id }) => `${id},${at},${a},${b},0.5,12`)
    files[`logs/${day}.csv`] = `request,at,a,b,score,ms\n${lines.join('\n')}\n`
  }
  return files
}

function configOf(more: string): string {
  return `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: late, id: id, time: at, group: { time: at, every: 1d }, exclude: [at] }
    train: { builtin: linear }
    model: models/delay.onnx
    evaluate: { metrics: [log_loss] }
    gates: [{ metric: log_loss, against: base, margin: 1% }]
    drift:
      logs: { files: "logs/%Y-%m-%d.csv", time: at, id: request, score: score, latency: ms }
      labels: { files: labels.csv, id: row, available_after: 2d }
      window: 7d
    retrain: { train_on: 28d, holdout: 14d, cooldown: 7d${more} }
`
}
