import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DriftVerdict } from '../../core/artifacts/drift.ts'
import { episodeStart } from '../../core/response/episode.ts'
import { summary, windowOf } from './situation.ts'

const NOW = windowOf(4).from

const CASES: readonly (readonly [earlier: readonly DriftVerdict[], week: number])[] = [
  [[], 4],
  [['stable', 'stable', 'stable', 'stable'], 4],
  [['drift', 'stable', 'drift', 'drift'], 2],
  [['drift', 'stable', 'watch', 'drift'], 2],
  [['stable', 'drift', 'insufficient', 'drift'], 1],
  [['stable', 'insufficient', 'insufficient', 'insufficient'], 4],
  [['drift', 'drift', 'drift', 'drift'], 0],
]

for (const [earlier, week] of CASES)
  test(`episodeStart: after ${earlier.join(', ') || 'nothing'}, it goes on since week ${week}`, () => {
    const windows = earlier.map((verdict, at) => summary(at, verdict))
    assert.equal(episodeStart(NOW, windows), windowOf(week).from)
  })

test('episodeStart: of one family, where one that was not judged says nothing', () => {
  const windows = ['stable', 'drift', 'stable', 'drift'].map((verdict, at) => summary(at, verdict as DriftVerdict))
  windows[2]!.families.performance = null
  const since = (family: 'features' | 'performance') => episodeStart(NOW, windows, ({ families }) => families[family])
  assert.deepEqual([since('features'), since('performance')], [windowOf(3).from, windowOf(1).from])
})

test('episodeStart: rows without times have none, unless a window before went on', () => {
  assert.equal(episodeStart(null, []), null)
  assert.equal(episodeStart(null, [summary(3, 'stable')]), null)
  assert.equal(episodeStart(null, [summary(3, 'drift')]), windowOf(3).from)
})
