import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { NOW } from './production-logs.ts'

/** All that a run of `contender drift` says and writes of such files. */
export async function saidOf(t: Parameters<typeof folderWith>[0], files: Readonly<Record<string, string>>) {
  const folder = await folderWith(t, files)
  const { code, error, out } = await contender('drift', folder, {}, NOW)
  assert.notEqual(code, 2, error)
  const written = await Promise.all(
    ['delay/drift.json', 'drift.md', 'drift.html'].map((name) => readFile(join(folder, '.contender', name), 'utf8')),
  )
  return [out, error, ...written].join('\n')
}
