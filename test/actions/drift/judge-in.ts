import assert from 'node:assert/strict'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { NOW } from './production-logs.ts'

/** What `contender drift` finds in a folder, with its remarks on the data, one a line. */
export async function judgeIn(folder: string, now = NOW, line = '') {
  const { code, error, out } = await contender(`drift ${line} --json`, folder, {}, now)
  assert.notEqual(code, 2, error)
  const drift: Drift = driftSchema.parse(JSON.parse(out))
  return { code, drift, said: drift.quality.map(({ because }) => because).join('\n') }
}
