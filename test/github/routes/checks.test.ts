import assert from 'node:assert/strict'
import { test } from 'node:test'
import { receiver } from './receiver.ts'
import { scene } from './scene.ts'

const OUTPUT = { title: 'Worse', summary: 'log_loss rose' }
const note = (line: number) =>
  ({ path: 'contender.yml', start_line: line, end_line: line, annotation_level: 'failure', message: 'no' }) as const

test('checks: one carries its App and suite, and the PRs of the repository whose head it judges', async (t) => {
  const { at, bot, change, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const { data } = await bot.checks.create({ ...at, name: 'contender / metrics', head_sha: change })
  assert.equal(data.app!.slug, 'contender')
  assert.equal(data.status, 'queued')
  assert.deepEqual(
    data.pull_requests.map((pull) => pull.number),
    [number],
  )
  const second = await bot.checks.create({ ...at, name: 'contender / governance', head_sha: change })
  assert.equal(second.data.check_suite!.id, data.check_suite!.id)
  const suite = await bot.checks.getSuite({ ...at, check_suite_id: data.check_suite!.id })
  assert.deepEqual([suite.data.latest_check_runs_count, suite.data.status], [2, 'queued'])
})

test('checks: only an App makes them, and only the one that made it changes it', async (t) => {
  const { ann, as, at, bot, change, github } = await scene(t)
  await assert.rejects(ann.checks.create({ ...at, name: 'mine', head_sha: change }), { status: 403 })
  const { data } = await bot.checks.create({ ...at, name: 'contender / metrics', head_sha: change })
  const job = as(github.jobToken({ permissions: { checks: 'write' } }))
  const update = { ...at, check_run_id: data.id, conclusion: 'success' as const }
  await assert.rejects(job.checks.update(update), { status: 403, message: /can only be modified by the GitHub App/ })
  const done = await bot.checks.update(update)
  assert.deepEqual([done.data.status, done.data.conclusion], ['completed', 'success'])
})

test('checks: annotations of an update are added to those that stand', async (t) => {
  const { at, bot, change } = await scene(t)
  const output = { ...OUTPUT, annotations: [note(1), note(2)] }
  const { data } = await bot.checks.create({ ...at, name: 'c', head_sha: change, output })
  const more = { ...OUTPUT, annotations: [note(3)] }
  const changed = await bot.checks.update({ ...at, check_run_id: data.id, output: more })
  assert.equal(changed.data.output.annotations_count, 3)
  const lines = await bot.paginate(bot.checks.listAnnotations, { ...at, check_run_id: data.id, per_page: 2 })
  assert.deepEqual(
    lines.map(({ start_line }) => start_line),
    [1, 2, 3],
  )
})

test('checks: the list of a commit shows the newest of each name, or all', async (t) => {
  const { at, bot, change } = await scene(t)
  const make = (name: string) => bot.checks.create({ ...at, name, head_sha: change }).then(({ data }) => data.id)
  const [, second, other] = [await make('a'), await make('a'), await make('b')]
  const ids = async (query: object) => {
    const { data } = await bot.checks.listForRef({ ...at, ref: 'change', ...query })
    return data.check_runs.map(({ id }) => id)
  }
  assert.deepEqual(await ids({}), [other, second])
  assert.equal((await ids({ filter: 'all' })).length, 3)
  assert.deepEqual(await ids({ check_name: 'b' }), [other])
})

test('checks: a commit that is not there is refused', async (t) => {
  const { at, bot } = await scene(t)
  await assert.rejects(bot.checks.create({ ...at, name: 'a', head_sha: '0'.repeat(40) }), { status: 422 })
})

test('checks: a button that is pressed is told with who pressed it', async (t) => {
  const { at, bot, change, github } = await scene(t)
  const actions = [{ label: 'Re-run', description: 'Judge once more', identifier: 'rerun' }]
  const { data } = await bot.checks.create({ ...at, name: 'a', head_sha: change, actions })
  const { received, url } = await receiver(t)
  github.listen(url)
  await github.pressButton(data.id, 'rerun', 'bob')
  await github.settle()
  const [{ payload }] = received as [(typeof received)[number]]
  assert.equal(payload.action, 'requested_action')
  assert.equal(payload.requested_action.identifier, 'rerun')
  assert.equal(payload.sender.login, 'bob')
  assert.equal(payload.check_run.app.slug, 'contender')
  await assert.rejects(github.pressButton(data.id, 'none', 'bob'), /no button/)
})
