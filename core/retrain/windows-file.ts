import * as z from 'zod'
import { digest } from '../artifacts/header.ts'
import { explainIssues } from '../config/explain-issues.ts'
import { LONGEST_YAML, readYaml } from '../config/read-yaml.ts'
import { section } from '../config/section.ts'
import type { TimeRange } from '../drift/time-range.ts'
import { UserError } from '../errors.ts'

/** The file that says on which rows models are trained anew, beside the config. */
export const WINDOWS = 'contender.windows.yml'

const TIME = 'expected a time in UTC such as 2026-03-01T00:00:00Z'
const time = z.iso.datetime({ error: TIME }).transform((text) => Date.parse(text))
const range = section({ from: time, to: time }).refine(({ from, to }) => from < to, {
  error: 'expected `from` before `to`',
})
const count = z.int({ error: 'expected a whole number' }).min(0, { error: 'expected a whole number ≥ 0' })

const windows = section({
  train: range,
  test: range,
  rows: section({ train: count, test: count }),
  digest: digest,
}).refine(({ test, train }) => train.to <= test.from, { error: 'expected `train` to end before `test` begins' })

const fileSchema = section({
  models: z.record(z.string(), windows, { error: 'expected a section for each model' }),
})

/** Rows of which times a model is trained and judged on, and what these rows were when it was written. */
export interface ModelWindows {
  readonly train: TimeRange
  readonly test: TimeRange
  readonly rows: { readonly train: number; readonly test: number }
  /** `sha256:…` of the content of both. */
  readonly digest: string
}

/** Windows by model. */
export type Windows = Readonly<Record<string, ModelWindows>>

/**
 * Reads `contender.windows.yml`.
 *
 * @param file its name, as errors should say it
 * @throws {UserError} with a line for each thing that is wrong
 * @example
 * parseWindows('models: {}', 'contender.windows.yml') // {}
 */
export function parseWindows(text: string, file: string): Windows {
  const { placeOf, value } = readYaml(text, file, LONGEST_YAML)
  const parsed = fileSchema.safeParse(value)
  if (parsed.success) return parsed.data.models
  throw new UserError(explainIssues(parsed.error.issues, value, placeOf).join('\n'))
}

/** The file with these windows, models by name: what one model's change touches is that model's lines. */
export function writeWindows(windows: Windows): string {
  const models = Object.entries(windows)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { digest, rows, test, train }]) =>
      [
        `  ${JSON.stringify(name)}:`,
        `    train: ${sayRange(train)}`,
        `    test: ${sayRange(test)}`,
        `    rows: { train: ${rows.train}, test: ${rows.test} }`,
        `    digest: ${digest}`,
        '',
      ].join('\n'),
    )
  return `${HEAD}models:${models.length === 0 ? ' {}' : ''}\n${models.join('')}`
}

const HEAD = `# Written by \`contender retrain\`: rows of which times each model is trained and judged on, \`to\` is the first moment after
# them. Training learns from rows of data.train and labelled rows of drift.logs in \`train\`; the labelled rows in \`test\` are
# the test rows. A model without an entry is trained and judged on what contender.yml names.
`

function sayRange({ from, to }: TimeRange): string {
  return `{ from: "${sayTime(from)}", to: "${sayTime(to)}" }`
}

function sayTime(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}
