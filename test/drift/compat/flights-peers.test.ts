import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { DriftTest } from '../../../core/artifacts/drift.ts'
import type { CompatColumn } from '../../../core/drift/compat/compat-column.ts'
import { compatVerdict } from '../../../core/drift/compat/compat-verdict.ts'
import { evidentlyFeature } from '../../../core/drift/compat/evidently-feature.ts'
import { nannymlFeature } from '../../../core/drift/compat/nannyml-feature.ts'
import type { DriftMethod } from '../../../core/drift/methods.ts'
import { once } from '../../../core/once.ts'
import { close } from '../../close.ts'
import { peersPython } from '../peers-python.ts'
import { COLUMNS, FLIGHTS, type FlightsOf, readFlightColumns } from './flights-columns.ts'
import { EVIDENTLY_NAMES, NANNYML_NAMES } from './peer-names.ts'

/** What flights_peers.py prints. */
interface Judged {
  readonly every: number
  readonly rows: number
  readonly windows: readonly {
    readonly rows: number
    readonly report: { scores: Record<string, number>; count: number; share: number } | null
    readonly default: Record<string, readonly [name: string, score: number, drifted: boolean]>
    readonly named: Record<string, Record<string, readonly [score: number, drifted: boolean]>>
    readonly nannyml: Record<string, Record<string, readonly [value: number, upper: number | null, alert: boolean]>>
  }[]
}

const { path, skip } = peersPython()
const ask = once(async (): Promise<Record<'many' | 'few', Judged>> => {
  const script = fileURLToPath(new URL('flights_peers.py', import.meta.url))
  const { stdout } = await promisify(execFile)(path, [script, FLIGHTS], { maxBuffer: 2 ** 26 })
  return JSON.parse(stdout)
})
const flights = { many: once(() => readFlightColumns(20)), few: once(() => readFlightColumns(500)) }

for (const [size, rows] of [
  ['many', '19,679'],
  ['few', '788'],
] as const) {
  const title = `beside ${rows} flights of 1–24 January, 12 weeks`

  test(`Evidently 0.7.23, ${title}: its types, tests, scores and verdicts by default`, { skip }, async () => {
    await eachWindow(size, (window, columns) => {
      const features = columns.map((column) => evidentlyFeature(column, 7))
      const scores: [string, number][] = features.map(({ name, tests }) => [name, scoreOf(tests[0]!)])
      for (const { name, tests, over } of features) {
        const [method, score, drifted] = window.default[name]!
        assert.equal(tests[0]!.method, EVIDENTLY_NAMES[method])
        close(scoreOf(tests[0]!), score, 1e-9, `${name} ${method}`)
        assert.equal(over, drifted, name)
      }
      const { verdict, drifted, compared } = compatVerdict(features)
      if (window.report === null) return
      for (const [name, score] of scores) close(score, window.report.scores[name]!, 1e-9, name)
      assert.equal(drifted, window.report.count)
      assert.equal(drifted / compared, window.report.share)
      assert.equal(verdict === 'drift', window.report.share >= 0.5)
    })
  })

  test(`Evidently 0.7.23, ${title}: scores and verdicts of each of its tests by name`, { skip }, async () => {
    await eachWindow(size, (window, columns) => {
      for (const column of columns) {
        const named = Object.entries(window.named[column.name]!)
        const methods = named.map(([name]) => EVIDENTLY_NAMES[name]!)
        const { tests } = evidentlyFeature({ ...column, methods }, 7)
        named.forEach(([name, [score, drifted]], k) => {
          // SciPy stops the series of the limit at terms of 1e-7.
          const tolerance = name === 'cramer_von_mises' ? 1e-7 : 1e-9
          close(scoreOf(tests[k]!), score, tolerance, `${column.name} ${name}`)
          assert.equal(tests[k]!.drifted, drifted, `${column.name} ${name} ${score}`)
        })
      }
    })
  })

  test(`NannyML 0.13.1, ${title}: values, thresholds and alerts of all its measures`, { skip }, async () => {
    await eachWindow(size, (window, columns) => {
      for (const column of columns) {
        const measures = Object.entries(window.nannyml[column.name]!)
        const methods = measures.map(([name]): DriftMethod => NANNYML_NAMES[name]!)
        const { tests, over } = nannymlFeature({ ...column, methods })
        measures.forEach(([name, [value, upper, alert]], k) => {
          const { statistic, threshold, drifted } = tests[k]!
          close(statistic!, value, 1e-9, `${column.name} ${name}`)
          if (upper !== null) close(threshold!, upper, 1e-9, `${column.name} ${name} threshold`)
          assert.equal(drifted, alert, `${column.name} ${name}`)
        })
        assert.equal(
          over,
          measures.some(([, [, , alert]]) => alert),
        )
      }
    })
  })
}

async function eachWindow(
  size: 'many' | 'few',
  check: (window: Judged['windows'][number], columns: readonly CompatColumn[]) => void,
): Promise<void> {
  const [{ [size]: judged }, of] = await Promise.all([ask(), flights[size]()])
  const reference = of('2001-01-01', 24)
  assert.equal(judged.windows.length, 12)
  for (const [week, window] of judged.windows.entries()) check(window, columnsOf(reference, of, week))
}

function columnsOf(reference: ReturnType<FlightsOf>, of: FlightsOf, week: number): CompatColumn[] {
  const current = of(new Date(Date.UTC(2001, 0, 25 + 7 * week)).toISOString(), 7)
  return COLUMNS.map((name) => ({
    name,
    reference: reference.get(name)!,
    current: current.get(name)!,
    methods: [],
  }))
}

/** Evidently's score is the p-value where the method is a test. */
function scoreOf({ statistic, p_value }: DriftTest): number {
  return p_value ?? statistic!
}
