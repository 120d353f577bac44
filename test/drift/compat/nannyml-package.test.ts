import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { nannymlBins } from '../../../core/drift/compat/nannyml-bins.ts'
import { type NannymlPair, nannymlMeasure } from '../../../core/drift/compat/nannyml-measures.ts'
import { nannymlThreshold } from '../../../core/drift/compat/nannyml-threshold.ts'
import type { Counts } from '../../../core/drift/statistics/counts.ts'
import type { Pooled } from '../../../core/drift/statistics/pool.ts'
import { close } from '../../close.ts'
import { type Made, made, pooled } from '../fixture.ts'
import { NANNYML_NAMES } from './peer-names.ts'

interface OfNumbers {
  readonly jensen_shannon: number
  readonly hellinger: number
  readonly kolmogorov_smirnov: number
  readonly wasserstein: number
}

/** What nannyml_reference.py wrote. */
interface Nannyml {
  readonly stored: readonly (OfNumbers & { name: string; reference: number[]; current: number[] })[]
  readonly made: readonly (OfNumbers & { reference: Made; current: Made })[]
  readonly categories: readonly {
    readonly name: string
    readonly reference: string
    readonly current: string
    readonly jensen_shannon: number
    readonly hellinger: number
    readonly chi2: number
    readonly l_infinity: number
  }[]
  readonly chunks: readonly number[]
  readonly threshold: readonly [lower: number, upper: number]
}

const NANNYML: Nannyml = JSON.parse(readFileSync(new URL('../fixtures/nannyml.json', import.meta.url), 'utf8'))

for (const { name, reference, current, ...expected } of NANNYML.stored) {
  test(`NannyML 0.13.1: every distance of numbers on "${name}"`, () => {
    agrees(pooled(reference, current), expected)
  })
}

for (const { reference, current, ...expected } of NANNYML.made) {
  test(`NannyML 0.13.1: every distance of numbers on ${reference[0]} rows of the reference`, () => {
    agrees(pooled(made(reference), made(current)), expected)
  })
}

function agrees(samples: Pooled, expected: OfNumbers): void {
  const pair: NannymlPair = { kind: 'numeric', pooled: () => samples, bins: () => nannymlBins(samples) }
  for (const [name, value] of Object.entries(expected)) {
    close(measured(name, pair), value, 1e-9, name)
  }
}

for (const { name, reference, current, ...expected } of NANNYML.categories) {
  test(`NannyML 0.13.1: every measure of categories on "${name}"`, () => {
    const counts = countsOf(reference, current)
    for (const [method, value] of Object.entries(expected)) {
      close(measured(method, { kind: 'categorical', counts }), value, 1e-9, method)
    }
  })
}

test('nannymlThreshold: three standard deviations to either side of the mean, within the limits (NannyML 0.13.1)', () => {
  const { lower, upper } = nannymlThreshold(NANNYML.chunks, { lowest: 0 })
  close(lower, NANNYML.threshold[0], 1e-12)
  close(upper, NANNYML.threshold[1], 1e-12)
})

function measured(name: string, pair: NannymlPair): number {
  const found = nannymlMeasure(NANNYML_NAMES[name]!, pair)!
  return typeof found === 'number' ? found : found.statistic
}

function countsOf(reference: string, current: string): Counts {
  const categories = [...new Set([...reference, ...current])].sort()
  const count = (rows: string) => categories.map((category) => rows.split(category).length - 1)
  return { reference: count(reference), current: count(current) }
}
