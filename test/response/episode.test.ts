import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { DriftVerdict, WindowSummary } from '../../core/artifacts/drift.ts'
import { CALM_WINDOWS, calmWindows } from '../../core/response/calm-windows.ts'
import { episodeStart, openEpisode } from '../../core/response/episode.ts'
import { summary, windowOf } from './situation.ts'

const NOW = windowOf(4).from

const CASES: readonly (readonly [earlier: readonly DriftVerdict[], week: number])[] = [
  [[], 4],
  [['stable', 'stable', 'stable', 'stable'], 4],
  [['drift', 'stable', 'drift', 'drift'], 0],
  [['drift', 'stable', 'watch', 'stable'], 0],
  [['drift', 'stable', 'stable', 'stable'], 4],
  [['drift', 'stable', 'stable', 'insufficient'], 0],
  [['drift', 'insufficient', 'stable', 'stable'], 0],
  [['watch', 'stable', 'stable', 'drift'], 0],
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
  assert.deepEqual([since('features'), since('performance')], [windowOf(1).from, windowOf(1).from])
  windows[3]!.families.features = 'stable'
  windows[1]!.families.features = 'stable'
  assert.equal(since('features'), NOW)
})

test('episodeStart: rows without times have none, unless a window before went on', () => {
  assert.equal(episodeStart(null, []), null)
  assert.equal(episodeStart(null, [summary(3, 'stable')]), null)
  assert.equal(episodeStart(null, [summary(3, 'drift')]), windowOf(3).from)
})

test('episodeStart: windows that nobody judged pass all the same, and shorter ones take as many', () => {
  assert.equal(episodeStart(windowOf(6).from, [summary(0, 'drift'), summary(4, 'stable')]), windowOf(6).from)
  assert.equal(episodeStart(windowOf(6).from, [summary(0, 'drift')]), windowOf(0).from)
})

test('episodeStart ends an episode with the very window that closes its issue', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('stable', 'watch', 'drift', 'insufficient'), { maxLength: 12 }),
      (verdicts) => {
        const windows = ['drift' as const, ...verdicts].map((verdict, at) => summary(at, verdict))
        const over = windows.findIndex(({ verdict, window }, at) => {
          const earlier = windows.slice(0, at)
          return verdict === 'stable' && calmWindows({ window, over: null, evidence: [], earlier }) >= CALM_WINDOWS
        })
        const ended = windows.findIndex((_, at) => openEpisode(judged(windows.slice(0, at + 1))) === undefined)
        assert.equal(ended, over)
      },
    ),
  )
})

function judged(windows: readonly WindowSummary[]) {
  return windows.map(({ verdict, window }) => ({ verdict, window }))
}
