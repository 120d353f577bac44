import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { DriftTest } from '../../../core/artifacts/drift.ts'
import { evidentlyFeature } from '../../../core/drift/compat/evidently-feature.ts'
import type { EvidentlySamples } from '../../../core/drift/compat/evidently-samples.ts'
import { evidentlyTest } from '../../../core/drift/compat/evidently-test.ts'
import { close } from '../../close.ts'
import { numbers } from '../../columns.ts'
import { pooled } from '../fixture.ts'
import { EVIDENTLY_NAMES } from './peer-names.ts'

type Scores = Readonly<Record<string, readonly [score: number, drifted: boolean]>>

/** What evidently_reference.py wrote. */
interface Evidently {
  readonly columns: readonly {
    readonly name: string
    readonly integers: boolean
    readonly reference: readonly number[]
    readonly current: readonly number[]
    readonly method: string
    readonly score: number
    readonly drifted: boolean
    readonly numeric: Scores
    readonly categorical: Scores
  }[]
}

const EVIDENTLY: Evidently = JSON.parse(readFileSync(new URL('../fixtures/evidently.json', import.meta.url), 'utf8'))

for (const column of EVIDENTLY.columns) {
  const samples = pooled(column.reference, column.current)

  test(`Evidently 0.7.23: every test of numbers has its score and verdict on "${column.name}"`, () => {
    // Of two values all four waves are one, and what SciPy's rounding leaves of the others counts there as telling.
    const unsure = samples.values.length === 2 ? 'es' : undefined
    agrees(column.numeric, { type: 'numerical', pooled: samples, integers: column.integers }, unsure)
  })

  test(`Evidently 0.7.23: every test of categories has its score and verdict on "${column.name}"`, () => {
    agrees(column.categorical, { type: 'categorical', counts: samples })
  })

  test(`Evidently 0.7.23: by default takes the same test of "${column.name}", to the same verdict`, () => {
    // As floats, since whole numbers of few values count as categories in Evidently's reports.
    const [reference, current] = [numbers(column.reference, 'float'), numbers(column.current, 'float')]
    const { tests, over } = evidentlyFeature({ name: column.name, reference, current, methods: [] }, 7)
    assert.equal(tests[0]!.method, EVIDENTLY_NAMES[column.method])
    close(scoreOf(tests[0]!), column.score, 1e-9)
    assert.equal(over, column.drifted)
  })
}

function agrees(scores: Scores, samples: EvidentlySamples, unsure?: string): void {
  for (const [name, [score, drifted]] of Object.entries(scores)) {
    if (name === unsure) continue
    const found = evidentlyTest(EVIDENTLY_NAMES[name]!, samples, 7)
    // SciPy stops the series of the limit at terms of 1e-7.
    close(scoreOf(found), score, name === 'cramer_von_mises' ? 1e-7 : 1e-9, name)
    assert.equal(found.drifted, drifted, name)
  }
}

/** Evidently's score is the p-value where the method is a test. */
function scoreOf({ statistic, p_value }: DriftTest): number {
  return p_value ?? statistic!
}
