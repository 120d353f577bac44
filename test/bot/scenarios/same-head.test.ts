import assert from 'node:assert/strict'
import test from 'node:test'
import { CONFIG } from './repository.ts'
import { type Scene, scene } from './scene.ts'

const NO_CONFIG = 'git checkout -q -b plain && git rm -q contender.yml && git commit -qm Plain && git checkout -q main'

/** The checks after each pull request was looked at again, in an order. */
async function lookAgain({ act, checks, settle }: Scene, order: readonly number[]) {
  for (const number of order) {
    await act('olga', 'POST', `issues/${number}/labels`, { labels: [`seen-${order.join('-')}`] })
    await settle()
  }
  return checks()
}

for (const fork of [false, true]) {
  test(`a pull request ${fork ? 'of a fork ' : ''}with the head of another one makes nothing of that one better`, async (t) => {
    const at = await scene(t, { prepare: [NO_CONFIG] })
    const { act, bot, check, checks, github, head, judge, number, reports, settle } = at
    await judge()
    const [own] = await reports()
    const before = await checks()
    assert.equal(before.governance, 'action_required: 0 of 1 met; missing: ready')
    await github.git.text('update-ref', 'refs/heads/copy', await head())
    const other = await github.openPullRequest({ head: 'copy', base: 'plain', fork })
    await settle()
    const both = {
      metrics: `success: #${number}: passed; #${other.number}: there is no contender.yml, so no model`,
      governance: `action_required: #${number}: 0 of 1 met; missing: ready; #${other.number}: nothing is asked`,
    }
    assert.deepEqual(await checks(), both)
    assert.match((await check('governance')).output.summary, /the head of #1 and #2, and GitHub counts its checks/)
    assert.deepEqual(await lookAgain(at, [number, other.number]), both)
    const since = github.calls.length
    assert.deepEqual(await lookAgain(at, [other.number, number]), both)
    assert.deepEqual(
      github.calls.slice(since).filter(({ method, path }) => method !== 'GET' && /check-runs/.test(path)),
      [],
    )
    // The comment of each is its own.
    assert.deepEqual([await reports(), await reports(other.number)], [[own], []])
    await act('olga', 'PATCH', `pulls/${other.number}`, { state: 'closed' })
    await settle()
    assert.deepEqual(await checks(), before)
    await bot.reconcile()
    await settle()
    assert.deepEqual(await checks(), before)
  })
}

test('two pull requests of one branch that ask for the same have its checks in one', async (t) => {
  const { act, checks, github, say, settle, tipOf, judge, reports } = await scene(t)
  await judge()
  await act('ann', 'POST', 'git/refs', { ref: 'refs/heads/next', sha: await tipOf('main') })
  const other = await github.openPullRequest({ head: 'change', base: 'next' })
  await settle()
  assert.deepEqual(await checks(), {
    metrics: 'success: passed',
    governance: 'action_required: 0 of 1 met; missing: ready',
  })
  const [[one], [two]] = [await reports(), await reports(other.number)]
  assert.notEqual(one!.id, two!.id)
  await say('bob', '/contender sign ready')
  assert.match((await checks()).governance!, /^action_required: #1: 1 of 1 met; #2: 0 of 1 met/)
  await say('bob', '/contender sign ready', other.number)
  assert.equal((await checks()).governance, 'success: 1 of 1 met')
})

test('a commit that is the head of more pull requests than are judged together is for a person', async (t) => {
  const { act, checks, github, judge, say, settle, tipOf } = await scene(t)
  let last = 0
  for (const base of ['a', 'b', 'c', 'd']) {
    await act('ann', 'POST', 'git/refs', { ref: `refs/heads/${base}`, sha: await tipOf('main') })
    last = (await github.openPullRequest({ head: 'change', base })).number
    await settle()
  }
  await judge()
  const crowded = 'action_required: this commit is the head of 5 pull requests'
  assert.deepEqual(await checks(), { metrics: crowded, governance: crowded })
  const { replies } = await say('bob', '/contender sign ready', last)
  assert.match(
    replies[0]!,
    /is the head of other pull requests too.* where there are more than four of them, close some/,
  )
})

test('the button below a check of two pull requests makes the run of each again, though one is under way', async (t) => {
  const { act, addRun, ask, check, github, judge, push, settle, tipOf } = await scene(t)
  await act('ann', 'POST', 'git/refs', { ref: 'refs/heads/next', sha: await tipOf('main') })
  const workflow = '.github/workflows/next.yml'
  await push({ 'contender.yml': `${CONFIG}workflow: ${workflow}\n` }, { branch: 'next' })
  await judge()
  await github.openPullRequest({ head: 'change', base: 'next' })
  await settle()
  const second = await judge({}, { workflow })
  await addRun()
  await settle()
  await github.pressButton((await check('metrics')).id, 'rerun', 'bob')
  await settle()
  assert.equal((await ask(`actions/runs/${second}`)).run_attempt, 2)
})
