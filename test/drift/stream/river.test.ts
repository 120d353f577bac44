import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { adwin } from '../../../core/drift/stream/adwin.ts'
import { ddm } from '../../../core/drift/stream/ddm.ts'
import { type Detector, driftsOf } from '../../../core/drift/stream/detector.ts'
import { kswin } from '../../../core/drift/stream/kswin.ts'
import { pageHinkley } from '../../../core/drift/stream/page-hinkley.ts'
import { pythonSampler } from './python-random.ts'

/** What river_reference.py wrote. */
interface River {
  /** `nan`, `inf` and `-inf` are text to JSON. */
  readonly streams: Readonly<Record<string, readonly (number | 'nan' | 'inf' | '-inf')[]>>
  readonly found: readonly {
    readonly detector: string
    readonly stream: string
    readonly drifts: readonly number[]
    readonly warnings: readonly number[]
    readonly widths: readonly number[]
  }[]
}

const RIVER: River = JSON.parse(readFileSync(new URL('../fixtures/river.json', import.meta.url), 'utf8'))

const NAMED = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity }

function streamOf(name: string): number[] {
  return RIVER.streams[name]!.map((value) => (typeof value === 'number' ? value : NAMED[value]))
}

const DETECTORS: Readonly<Record<string, () => Detector & { readonly width?: () => number }>> = {
  adwin: () => adwin(),
  'adwin eager': () => adwin({ delta: 0.2, clock: 1, mostBuckets: 3, leastPart: 2, grace: 4 }),
  page_hinkley: () => pageHinkley(),
  'page_hinkley up': () => pageHinkley({ leastValues: 10, delta: 0.1, threshold: 20, alpha: 0.99, mode: 'up' }),
  kswin: () => kswin({ sampler: () => pythonSampler(42) }),
  'kswin wide': () => kswin({ alpha: 0.0001, windowSize: 200, newest: 100, sampler: () => pythonSampler(42) }),
  ddm: () => ddm(),
}

for (const { detector, stream, drifts, warnings, widths } of RIVER.found) {
  test(`${detector}: finds in "${stream}" what river 0.26 finds, value by value`, () => {
    const detect = DETECTORS[detector]!()
    const [found, warned, wide]: [number[], number[], number[]] = [[], [], []]
    for (const [i, value] of streamOf(stream).entries()) {
      const signal = detect(value)
      if (signal === 'drift') found.push(i)
      if (signal === 'warning') warned.push(i)
      if (i % 250 === 249 && detect.width !== undefined) wide.push(detect.width())
    }
    assert.deepEqual([found, warned, wide], [drifts, warnings, widths])
  })
}

test("pageHinkley, ddm: 1020, and 1049, on the streams of river's own tests (seed 12345)", () => {
  // An earlier Page–Hinkley of river's saw rises only, by a sum kept at 0 or more, and found 1020 and 1991 here.
  const [counts, errors] = [streamOf('counts'), streamOf('errors')]
  assert.deepEqual(driftsOf(pageHinkley({ mode: 'up' }), counts), [1020, 1990])
  assert.deepEqual(driftsOf(pageHinkley({ mode: 'down' }), counts), [])
  assert.deepEqual(driftsOf(ddm(), errors), [1049])
})

test('kswin: with our own chance it finds a change, and one seed finds the same again', () => {
  const counts = streamOf('counts')
  const found = driftsOf(kswin({ alpha: 0.0001 }), counts)
  assert.ok(found.some((place) => place > 1000 && place < 1060))
  assert.deepEqual(driftsOf(kswin({ alpha: 0.0001 }), counts), found)
})
