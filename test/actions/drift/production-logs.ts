import { seeded } from '../../training/seeded.ts'

const DAY = 86_400_000

/** A row that a model answered, and what came true. */
export interface Row {
  readonly id: string
  /** As a file has it: `2026-01-01 00:12:00`. */
  readonly at: string
  readonly distance: number
  readonly origin: string
  readonly score: number
  readonly label: 0 | 1
}

export interface Made {
  /** First day. */
  readonly from?: string
  readonly days?: number
  /** A day. */
  readonly rows?: number
  readonly seed?: number
  /** How far `distance` went up, in its standard deviations, by day. */
  readonly shift?: (day: number) => number
  /** Whether the label comes to follow the opposite of the score. */
  readonly turned?: boolean
}

/** Rows of known truth: the label is 1 with the probability that the score says, which follows from `distance`. */
export function made({
  days = 7,
  from = '2026-01-01',
  rows = 60,
  seed = 1,
  shift = () => 0,
  turned = false,
}: Made = {}): Row[] {
  const next = seeded(seed)
  return Array.from({ length: days * rows }, (_, at): Row => {
    const day = Math.floor(at / rows)
    const time = new Date(Date.parse(from) + day * DAY + ((at % rows) / rows) * DAY)
    // Twelve uniform numbers make a normal one.
    let sum = -6
    for (let draw = 0; draw < 12; draw++) sum += next()
    const score = Number((1 / (1 + Math.exp(-1.5 * sum))).toFixed(4))
    return {
      id: `${from}/${at}`,
      at: time.toISOString().slice(0, 19).replace('T', ' '),
      distance: Number((500 + 100 * (sum + shift(day))).toFixed(1)),
      origin: ['JFK', 'EWR', 'LGA'][Math.floor(next() * 3)]!,
      score,
      label: next() < (turned ? 1 - score : score) ? 1 : 0,
    }
  })
}

/** Rows as CSV, with a header; a value with a comma or a quote is quoted. */
export function csv(rows: readonly object[], names = Object.keys(rows[0] ?? {})): string {
  const cell = (value: unknown) => {
    const text = value === undefined || value === null ? '' : String(value)
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  const lines = rows.map((row) => names.map((name) => cell((row as Record<string, unknown>)[name])).join(','))
  return `${names.map(cell).join(',')}\n${lines.map((line) => `${line}\n`).join('')}`
}

export function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}

/** One file a day: `logs/2026-01-01.csv`. */
export function byDay(rows: readonly Row[], names: readonly string[] = ['id', 'at', 'distance', 'origin', 'score']) {
  const days = Map.groupBy(rows, ({ at }) => at.slice(0, 10))
  return Object.fromEntries(Array.from(days, ([day, own]) => [`logs/${day}.csv`, csv(own, [...names])]))
}

/** When the third week of January 2026 is over: windows of seven days begin on Thursdays, as 2026 does. */
export const NOW = '2026-01-22T06:00:00Z'

export interface Watched {
  readonly logs?: string
  readonly more?: string
  readonly model?: string
  readonly data?: string
}

/** A config of one model whose answers to its test rows are a file, and whose logs are a file a day. */
export function watchedConfig({
  data = '',
  logs = '{ files: "logs/%Y-%m-%d.csv", time: at, id: id, score: score }',
  model = 'evaluate: { metrics: [log_loss] }',
  more = '',
}: Watched = {}): string {
  return `models:
  delay:
    task: binary-classification
    data: { train: train.csv, target: label, id: id, time: at, group: { time: at, every: 1d }${data} }
    predictions: test.csv
    ${model}
    drift:
      logs: ${logs}
      window: 7d
${more.replace(/^(?=.)/gm, '      ')}`
}

/** Training and test rows of December, and the config. */
export function watchedFiles(watched: Watched = {}): Record<string, string> {
  return {
    'contender.yml': watchedConfig(watched),
    'train.csv': csv(made({ from: '2025-11-01', days: 40, rows: 70, seed: 11 }), [
      'id',
      'at',
      'distance',
      'origin',
      'label',
    ]),
    'test.csv': csv(made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 }), ['id', 'at', 'score', 'label']),
    '.gitignore': '.contender/\n',
  }
}
