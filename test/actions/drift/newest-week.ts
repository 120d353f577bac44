import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { byDay, made, NOW, type Row, type Watched, watchedFiles } from './production-logs.ts'

/** Three weeks of production, of which the newest is judged. */
export const LOGS = made({ days: 21, seed: 2 })
/** The first row of the newest week. */
export const NEWEST = LOGS.findIndex(({ at }) => at.startsWith('2026-01-15'))
/** Columns of logs that hold their labels. */
export const LABELLED = ['id', 'at', 'distance', 'origin', 'score', 'label']

/** Logs with labels of their own, whose newest week answers as `score` says, by rows of that week from 0. */
export function answering(
  score: (row: Row, at: number) => unknown,
  { from = NEWEST, ...watched }: Watched & { readonly from?: number } = {},
): Record<string, string> {
  const rows = LOGS.map((row, at) => ({ ...row, score: at < from ? row.score : score(row, at - from) }))
  return { ...watchedFiles(watched), ...byDay(rows as readonly Row[], LABELLED) }
}

/** What `contender drift` finds in a folder of these files, with its remarks on what columns hold. */
export async function judge(t: TestContext, files: Readonly<Record<string, string>>, line = '') {
  const folder = await folderWith(t, files)
  const { code, error, out } = await contender(`drift ${line} --json`, folder, {}, NOW)
  assert.notEqual(code, 2, error)
  const drift: Drift = driftSchema.parse(JSON.parse(out))
  const told = drift.quality.filter(({ check }) => check === 'type').map(({ because }) => because)
  return { code, drift, folder, told }
}
