import assert from 'node:assert/strict'
import test from 'node:test'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import { paged } from '../../github/pages.ts'
import { accessTo } from '../access.ts'
import { appendEvent } from '../pull/append-event.ts'
import { governedBy } from './repository.ts'
import { type Scene, scene } from './scene.ts'

/** Makes an annotated tag, as GitHub's API does. */
async function tagAs({ act }: Scene, tag: string, object: string): Promise<void> {
  const { sha } = await act('olga', 'POST', 'git/tags', { tag, message: 'As said', object, type: 'commit' })
  await act('olga', 'POST', 'git/refs', { ref: `refs/tags/${tag}`, sha })
}

/** Registers v1.0.0 of `delay` as a release does: the event first, then the tag that it names. */
async function release(at: Scene, commit: string, more: object = {}): Promise<void> {
  const access = accessTo(at.github)
  const tag = 'delay@v1.0.0'
  const event = { action: 'registry.register', model: 'delay', version: 'v1.0.0', tag, commit, ...more }
  await appendEvent(githubLedger(access.place), access, event)
  await tagAs(at, tag, commit)
}

test('a report that a person edits or deletes says again what it should', async (t) => {
  const { act, comment, judge, reports, settle } = await scene(t)
  await judge()
  const [before] = await reports()
  const path = `issues/comments/${before!.id}`
  await act('olga', 'PATCH', path, { body: before!.body.replace('every gate passed', 'perfect') })
  await settle()
  assert.equal(await comment(), before!.body)
  await act('olga', 'DELETE', path)
  await settle()
  assert.equal(await comment(), before!.body)
  assert.notEqual((await reports())[0]!.id, before!.id)
})

test('the one report is edited in place, in silence where nothing has changed', async (t) => {
  const { github, judge, number, push, reports, say, settle } = await scene(t)
  await judge()
  const [first] = await reports()
  await say('bob', '/contender sign ready')
  await push({ 'models/delay.onnx': 'three' })
  const [second, ...others] = await reports()
  assert.deepEqual([second!.id, others], [first!.id, []])
  assert.match(second!.body, /## ⏳ Contender: judging the newest commit/)
  const since = github.calls.length
  await github.deliver({
    ...{ name: 'pull_request', action: 'edited', sender: 'ann' },
    own: { number, pull_request: { number, head: { ref: 'change' } } },
  })
  await settle()
  assert.equal(github.count('writes', since), 0)
  assert.ok(github.count('reads', since) > 0)
})

/** A conversation that began with so many comments of others. */
function talkFirst({ github: { world } }: Scene, count: number): void {
  world.before.push(async (call, route) => {
    if (route !== 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments') return undefined
    const rest = await world.forward({ ...call, query: new URLSearchParams({ per_page: '100' }) })
    const [one] = rest.body
    const talk = Array.from({ length: one === undefined ? 0 : count }, (_, at) => ({ ...one, body: `talk ${at}` }))
    return paged(world, call, [...talk, ...rest.body])
  })
}

test('behind 31 pages of comments the report is found, not made a second time', async (t) => {
  const at = await scene(t)
  const { act, bot, github, judge, number, push, reports, settle } = at
  await act('bob', 'POST', `issues/${number}/comments`, { body: 'talk' })
  await settle()
  talkFirst(at, 3005)
  await judge()
  const [made, ...others] = await reports()
  assert.deepEqual(others, [])
  await push({ 'models/delay.onnx': 'three' })
  const since = github.calls.length
  await bot.reconcile()
  await settle()
  const pages = github.calls
    .slice(since)
    .filter(({ method, path }) => method === 'GET' && /issues\/\d+\/comments$/.test(path))
  assert.ok(pages.length >= 31, `${pages.length} pages were read`)
  assert.deepEqual(
    (await reports()).map(({ id }) => id),
    [made!.id],
  )
})

test('after the merge the report tells of the version that was released from it, and stays as it was', async (t) => {
  const at = await scene(t)
  const { act, comment, judge, number, settle } = at
  await judge()
  const { sha: commit } = await act('olga', 'PUT', `pulls/${number}/merge`, {})
  await settle()
  const before = await comment()
  await release(at, commit)
  await settle()
  assert.match(await comment(), /\n- 🚀 \*\*delay v1\.0\.0\*\* is released from [0-9a-f]{7}: /)
  assert.equal((await comment()).replace(/- 🚀.*\n\n/, ''), before)
})

test('the closing line names the command for a first stage that the policy leaves to people', async (t) => {
  const base = { 'contender.yml': governedBy('policy: none', 'promote: { staging: { sign: "@acme/release" } }') }
  const at = await scene(t, { base })
  const { act, comment, judge, number, settle } = at
  await judge()
  const { sha: commit } = await act('olga', 'PUT', `pulls/${number}/merge`, {})
  await release(at, commit)
  await settle()
  assert.match(await comment(), /🚀.*; it is in no stage until somebody says `\/contender promote delay staging`\n/)
  // As a person's own git would, without the ledger.
  const stage = 'delay#staging#1'
  await tagAs(at, stage, commit)
  await settle()
  assert.match(await comment(), /🚀 \*\*delay v1\.0\.0\*\* is released from/)
  assert.doesNotMatch(await comment(), /it is in no stage/)
})

test('the closing line goes by the policy that the release goes by: that of the default branch now', async (t) => {
  const before = governedBy('policy: none', 'promote: { staging: { sign: "@acme/release" } }')
  const at = await scene(t, { base: { 'contender.yml': before } })
  const { act, comment, judge, number, push, settle } = at
  await judge()
  const { sha: commit } = await act('olga', 'PUT', `pulls/${number}/merge`, {})
  await push({ 'contender.yml': governedBy('policy: none') }, { branch: 'main' })
  await release(at, commit)
  await settle()
  assert.match(await comment(), /🚀 \*\*delay v1\.0\.0\*\* is released from/)
  assert.doesNotMatch(await comment(), /it is in no stage/)
})

test('of several merges that one version comes from, each that touched the model tells of it, and a change of words does not', async (t) => {
  const at = await scene(t)
  const { act, bot, github, judge, number, push, reports, settle, tipOf } = at
  await judge()
  const words: number[] = []
  for (const branch of ['second', 'third']) {
    await act('ann', 'POST', 'git/refs', { ref: `refs/heads/${branch}`, sha: await tipOf('main') })
    await push({ [`${branch}.md`]: branch }, { branch })
    words.push((await github.openPullRequest({ head: branch })).number)
  }
  await settle()
  await act('olga', 'PUT', `pulls/${words[0]}/merge`, {})
  await act('olga', 'PUT', `pulls/${number}/merge`, {})
  const { sha: commit } = await act('olga', 'PUT', `pulls/${words[1]}/merge`, {})
  await release(at, commit, { pull: number, pulls: [number] })
  await settle()
  const told = async (one: number) =>
    (await reports(one)).flatMap(({ body }) => body.match(/🚀.* is released from \w+/g))
  const line = [`🚀 **delay v1.0.0** is released from ${commit.slice(0, 7)}`]
  assert.deepEqual([await told(number), await told(words[0]!), await told(words[1]!)], [line, [], line])
  await bot.reconcile()
  await settle()
  assert.deepEqual([await told(number), await told(words[0]!)], [line, []])
})
