import assert from 'node:assert/strict'
import test from 'node:test'
import { githubClient } from '../../../core/io/github/client.ts'
import { isUntouchedMerge } from '../../../core/io/github/untouched-merge.ts'
import { type ModelWindows, writeWindows } from '../../../core/retrain/windows-file.ts'
import { scene } from '../../github/routes/scene.ts'

const windowsTo = (day: number): ModelWindows => ({
  train: { from: 0, to: Date.UTC(2026, 1, day) },
  test: { from: Date.UTC(2026, 1, day), to: Date.UTC(2026, 2, day) },
  ...{ rows: { train: 1, test: 1 }, digest: `sha256:${'0'.repeat(64)}` },
})
const OLD = windowsTo(1)
const NEW = windowsTo(2)

test('isUntouchedMerge: our files as we wrote them, beside the windows of other models of the other branch', async (t) => {
  const { at, github } = await scene(t)
  const client = githubClient({ ...at, url: github.url, token: github.userToken('ann'), second: 1 })
  const main = await github.git.line('rev-parse', 'main')
  const base_tree = await github.git.line('rev-parse', 'main^{tree}')
  const commit = async (windows: string | undefined, model: string | undefined, parents = [main]) => {
    const tree = Object.entries({ 'ml/contender.windows.yml': windows, 'ml/models/delay.onnx': model }).flatMap(
      ([path, content]) =>
        content === undefined ? [] : [{ path, content, mode: '100644' as const, type: 'blob' as const }],
    )
    const made = tree.length === 0 ? base_tree : (await client.rest.git.createTree({ ...at, base_tree, tree })).data.sha
    return (await client.rest.git.createCommit({ ...at, message: 'A commit', tree: made, parents })).data.sha
  }
  const files = { model: 'delay', windows: 'ml/contender.windows.yml', file: 'ml/models/delay.onnx' }
  const own = writeWindows({ delay: NEW, other: OLD })
  const other = writeWindows({ delay: OLD, other: NEW })
  const both = writeWindows({ delay: NEW, other: NEW })
  const judged = async (windows: string | undefined, model: string | undefined, theirWindows: string | undefined) => {
    const [ours, theirs] = [await commit(own, 'ours'), await commit(theirWindows, 'old')]
    const sha = await commit(windows, model, [ours, theirs])
    return isUntouchedMerge(client, at, { sha, ours, theirs }, files)
  }
  assert.equal(await judged(own, 'ours', undefined), true)
  assert.equal(await judged(both, 'ours', other), true, 'lines of two models merge by themselves')
  assert.equal(await judged(writeWindows({ delay: NEW }), 'ours', undefined), true, 'the other side took a model out')
  assert.equal(await judged(writeWindows({ delay: NEW }), 'ours', other), false, 'neither side did')
  assert.equal(await judged(`${both}# Mine\n`, 'ours', other), false)
  assert.equal(await judged(other, 'ours', other), false, 'the windows of the other side')
  assert.equal(await judged('<<<<<<< ours', 'ours', other), false)
  assert.equal(await judged(own, 'ours', 'not: [windows'), true)
  assert.equal(await judged(both, 'ours', 'not: [windows'), false)
  assert.equal(await judged(own, 'old', undefined), false)
  assert.equal(await judged(own, undefined, undefined), false)
  assert.equal(await judged(undefined, 'ours', undefined), false)

  // Where Git has no model there is none on either side.
  const [ours, theirs] = [await commit(own, undefined), main]
  const sha = await commit(own, undefined, [ours, theirs])
  assert.equal(await isUntouchedMerge(client, at, { sha, ours, theirs }, files), true)
})

test('isUntouchedMerge: not one that also has what neither side wrote', async (t) => {
  const { at, github } = await scene(t)
  const client = githubClient({ ...at, url: github.url, token: github.userToken('ann'), second: 1 })
  const files = { model: 'delay', windows: 'contender.windows.yml', file: 'delay.onnx' }
  const own = { 'contender.windows.yml': writeWindows({ delay: NEW }), 'delay.onnx': 'ours' }
  const commit = async (files: Record<string, string>, parents: string[]) => {
    const tree = Object.entries(files).map(
      ([path, content]) => ({ path, content, mode: '100644', type: 'blob' }) as const,
    )
    const made = await client.rest.git.createTree({ ...at, tree })
    return (await client.rest.git.createCommit({ ...at, message: 'A commit', tree: made.data.sha, parents })).data.sha
  }
  const main = await github.git.line('rev-parse', 'main')
  const base = await commit({ 'train.py': 'old', 'note.md': 'A note' }, [main])
  const ours = await commit({ ...own, 'train.py': 'old', 'note.md': 'A note' }, [base])
  const theirs = await commit({ 'train.py': 'new', 'note.md': 'A note' }, [base])
  const judged = async (all: Record<string, string>) => {
    const sha = await commit(all, [ours, theirs])
    return isUntouchedMerge(client, at, { sha, ours, theirs }, files)
  }
  const merged = { ...own, 'train.py': 'new', 'note.md': 'A note' }
  assert.equal(await judged(merged), true)
  assert.equal(await judged({ ...merged, 'train.py': 'of a person' }), false)
  assert.equal(await judged({ ...merged, 'train.py': 'old' }), false, 'what the other side did is taken back')
  assert.equal(await judged({ ...merged, 'more.py': 'of a person' }), false)
  const { 'note.md': _, ...less } = merged
  assert.equal(await judged(less), false)
})
