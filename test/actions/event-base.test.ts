import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { commit, configWith, people, pullRequest, script } from './repository.ts'
import { checkout, pullRequestPayload, runnerEvent } from './runner-event.ts'
import { scoreModel } from './score-model.ts'

const WORSE = { 'm.onnx': scoreModel('good', 0.2) }
const STRICT = { 'contender.yml': configWith('{ metric: log_loss, max: 0.01 }') }

async function judge(folder: string, environment: Record<string, string>, flags = '') {
  const { code, error, out } = await contender(`compare ${flags} --json`, folder, environment)
  if (out === '') return { code, error, base: undefined, gates: [], notes: [], policy: undefined }
  const { against, gates, notes, policy } = JSON.parse(out) as Comparison
  return { code, error, base: against[0]?.ref, gates: gates.map(({ rule }) => rule), notes, policy }
}

/** Names of the commands by which git spoke to the remote while `work` ran. */
async function talks<T>(t: TestContext, work: () => Promise<T>): Promise<{ result: T; commands: string[] }> {
  const trace = join(await folderWith(t), 'trace')
  await writeFile(trace, '')
  process.env.GIT_TRACE2_EVENT = trace
  try {
    const result = await work()
    const lines = (await readFile(trace, 'utf8')).split('\n').filter((line) => line !== '')
    const starts = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'start')
    const words = starts.map(({ argv }) => (argv as string[]).join(' '))
    return { result, commands: words.flatMap((line) => /(?<= )(fetch|ls-remote)(?= )/.exec(line)?.[0] ?? []) }
  } finally {
    delete process.env.GIT_TRACE2_EVENT
  }
}

/** Main moved on after the pull request was merged for a test: by a model that is not the tested one's base. */
async function mergedThenMoved(t: TestContext) {
  const { folder } = await pullRequest(t, { work: WORSE })
  const head = script(folder, 'git rev-parse work')
  script(folder, 'git checkout -q main')
  const parent = await commit(folder, { 'd.parquet': await people(150) })
  script(folder, 'git checkout -q -b merged', 'git merge -q --no-ff -m Merge work')
  script(folder, 'git update-ref refs/pull/1/merge HEAD', 'git checkout -q main', 'git branch -q -D merged')
  const tip = await commit(folder, STRICT)
  return { folder, head, parent, tip, environment: await runnerEvent(t, 'pull_request', pullRequestPayload(head)) }
}

test('a merge commit is judged beside its first parent, by the rules of the tip, after one fetch', async (t) => {
  const { environment, folder, parent, tip } = await mergedThenMoved(t)
  const clone = await checkout(t, folder, 'refs/pull/1/merge')
  const refs = script(clone, 'git for-each-ref')
  const { commands, result } = await talks(t, () => judge(clone, environment))
  assert.deepEqual(
    [result.code, result.base, result.policy, result.gates],
    [1, parent, `origin/main (${tip.slice(0, 7)})`, ['log_loss at most 0.01']],
  )
  assert.deepEqual(commands, ['ls-remote', 'fetch'])
  assert.equal(script(clone, 'git for-each-ref'), refs)
  assert.equal(script(clone, 'git rev-list --count --all'), '1')
  const again = await talks(t, () => judge(clone, environment))
  assert.deepEqual(again.commands, ['ls-remote'])
})

test('the head itself is judged beside the merge base, for which a shallow clone deepens', async (t) => {
  const { environment, folder, head, tip } = await mergedThenMoved(t)
  const clone = await checkout(t, folder, 'refs/heads/work')
  const { commands, result } = await talks(t, () => judge(clone, environment))
  const base = script(folder, `git merge-base ${head} ${tip}`)
  assert.deepEqual([result.base, result.policy], [base, `origin/main (${tip.slice(0, 7)})`])
  assert.deepEqual(commands, ['ls-remote', 'fetch', 'fetch'])
})

test('a whole clone fetches nothing that it has, and a branch that is here but old is not believed', async (t) => {
  const { environment, folder, parent, tip } = await mergedThenMoved(t)
  const clone = await checkout(t, folder, 'refs/pull/1/merge', '')
  script(clone, 'git fetch -q', `git update-ref refs/remotes/origin/main ${parent}`)
  const { commands, result } = await talks(t, () => judge(clone, environment))
  assert.deepEqual([result.base, result.policy], [parent, `origin/main (${tip.slice(0, 7)})`])
  assert.deepEqual(commands, ['ls-remote'])
})

test('a clone without file contents fetches them when they are read, and no history', async (t) => {
  const { environment, folder, parent } = await mergedThenMoved(t)
  script(folder, 'git config uploadpack.allowFilter true')
  const clone = await checkout(t, folder, 'refs/pull/1/merge', '--depth=1 --filter=blob:none')
  assert.equal((await judge(clone, environment)).base, parent)
  assert.equal(script(clone, 'git rev-list --count HEAD'), '1')
  assert.equal(script(clone, `git rev-list --count ${parent}`), '1')
})

test('a sparse checkout that holds what the model needs is judged', async (t) => {
  const { environment, folder, parent } = await mergedThenMoved(t)
  const clone = await checkout(t, folder, 'refs/pull/1/merge')
  script(clone, 'git sparse-checkout set --no-cone /contender.yml /d.parquet /m.onnx')
  assert.equal((await judge(clone, environment)).base, parent)
})

test('a merge group is judged beside what it was put on', async (t) => {
  const { base, folder } = await pullRequest(t, { work: { note: '' } })
  const first = await commit(folder, { note: 'one' })
  const second = await commit(folder, WORSE)
  script(folder, `git update-ref refs/heads/queue ${second}`)
  const payload = { merge_group: { head_sha: second, base_sha: first, base_ref: 'refs/heads/main' } }
  const clone = await checkout(t, folder, 'refs/heads/queue')
  const result = await judge(clone, await runnerEvent(t, 'merge_group', payload))
  assert.deepEqual([result.code, result.base, result.policy], [1, first, `origin/main (${base.slice(0, 7)})`])
  // The queue merges as soon as other checks have passed.
  script(folder, `git update-ref refs/heads/main ${second}`)
  assert.equal((await judge(clone, await runnerEvent(t, 'merge_group', payload))).base, first)
})

test('a push to the default branch is judged beside its first parent, though the branch moved on', async (t) => {
  const { base, folder } = await pullRequest(t, { work: { note: '' } })
  script(folder, 'git checkout -q main')
  const pushed = await commit(folder, WORSE)
  const payload = { ref: 'refs/heads/main', repository: { full_name: 'acme/models', default_branch: 'main' } }
  script(folder, `git update-ref refs/heads/pushed ${pushed}`)
  const clone = await checkout(t, folder, 'refs/heads/pushed')
  await commit(folder, { note: 'later' })
  const environment = await runnerEvent(t, 'push', payload)
  const { commands, result } = await talks(t, () => judge(clone, environment))
  assert.deepEqual([result.code, result.base, result.policy], [1, base, `the commit before (${base.slice(0, 7)})`])
  assert.deepEqual(commands, ['fetch'])
})

test('the first push, and a first pull request, have nothing to compare with, and that is no error', async (t) => {
  const folder = await folderWith(t)
  script(folder, 'git init -q -b main')
  const first = await commit(folder, { 'readme.md': '', '.gitignore': '.contender/\n' })
  script(folder, 'git checkout -q -b work')
  const files = { 'contender.yml': configWith('{ metric: log_loss, max: 9 }'), 'd.parquet': await people(), ...WORSE }
  const head = await commit(folder, files)
  script(folder, 'git checkout -q --detach main', 'git merge -q --no-ff -m Merge work')
  script(folder, 'git update-ref refs/pull/1/merge HEAD')
  const event = await runnerEvent(t, 'pull_request', pullRequestPayload(head))
  const clone = await checkout(t, folder, 'refs/pull/1/merge')
  const nothing = [
    'There is no base yet: gates against it are judged from the next change on, once this one is merged.',
  ]
  const pulled = await judge(clone, event)
  assert.deepEqual(
    [pulled.code, pulled.base, pulled.notes, pulled.gates],
    [0, undefined, nothing, ['log_loss at most 9']],
  )
  script(folder, `git checkout -q --orphan fresh ${head}`, 'git commit -q -m First', 'git branch -f alone')
  const push = { ref: 'refs/heads/alone', repository: { full_name: 'acme/models', default_branch: 'alone' } }
  const pushed = await judge(await checkout(t, folder, 'refs/heads/alone'), await runnerEvent(t, 'push', push))
  assert.deepEqual([pulled.code, pushed.notes], [0, nothing])
  assert.notEqual(first, head)
})

test('a pull request without a repository around its files is refused: its gates would be skipped', async (t) => {
  const files = { 'contender.yml': configWith('{ metric: log_loss, max: 9 }'), 'd.parquet': await people(), ...WORSE }
  const folder = await folderWith(t, files)
  const event = await runnerEvent(t, 'pull_request', pullRequestPayload('a'.repeat(40)))
  const words = /^error: No Git repository with a commit around .*Put `uses: actions\/checkout` before this step/m
  const outside = await judge(folder, event)
  assert.deepEqual([outside.code, words.test(outside.error)], [2, true], outside.error)
  script(folder, 'git init -q')
  assert.match((await judge(folder, event)).error, words)
})

test('a pull request that moves the config does not escape the rules of the base branch', async (t) => {
  const { folder } = await pullRequest(t, { work: WORSE })
  const text = configWith('{ metric: log_loss, max: 9 }')
    .replaceAll('d.parquet', '../d.parquet')
    .replace('m.onnx', '../m.onnx')
  script(folder, 'git update-ref refs/remotes/origin/main main', 'git rm -q contender.yml', 'mkdir ml')
  const head = await commit(folder, { 'ml/contender.yml': text })
  const event = await runnerEvent(t, 'pull_request', pullRequestPayload(head))
  const moved = await judge(folder, event, '--config ml/contender.yml')
  assert.equal(moved.code, 2)
  assert.match(
    moved.error,
    /^error: Unexpected config ml\/contender.yml where origin\/main \(\w{7}\) has contender.yml, expected/m,
  )
  script(folder, 'git checkout -q HEAD^ -- contender.yml')
  const added = await commit(folder, {})
  const beside = await runnerEvent(t, 'pull_request', pullRequestPayload(added))
  assert.equal((await judge(folder, beside, '--config ml/contender.yml')).code, 0)
})

test('the base branch checked out in the place of a pull request is refused', async (t) => {
  const { environment, folder } = await mergedThenMoved(t)
  const { code, error } = await judge(await checkout(t, folder, 'refs/heads/main'), environment)
  assert.equal(code, 2)
  assert.match(error, /^error: Unexpected checkout of origin\/main itself, expected pull request 1: leave `ref` of/m)
})

test('an origin that cannot be read ends with 2 and its own words, or with the branch as this clone knows it', async (t) => {
  const { environment, folder, parent } = await mergedThenMoved(t)
  const clone = await checkout(t, folder, 'refs/pull/1/merge')
  script(clone, 'git remote set-url origin file:///nowhere')
  const { code, error } = await judge(clone, environment)
  assert.equal(code, 2)
  assert.match(error, /^error: Missing base branch `main` of pull request 1: Cannot read the remote origin: .*nowhere/m)
  script(clone, `git fetch -q --depth=1 file://${folder} ${parent}:refs/remotes/origin/main`)
  const known = await judge(clone, environment)
  assert.equal(known.base, parent)
  assert.match(known.error, /^warning: Cannot read .*; the rules are those of origin\/main as this clone knows it$/m)
})
