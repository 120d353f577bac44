import assert from 'node:assert/strict'
import test from 'node:test'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import { eventOfMessage } from '../../../core/ledger/event-file.ts'
import type { GitHub } from '../../github/github.ts'
import { installationToken } from '../../github/tokens.ts'
import { accessTo } from '../access.ts'
import { appendEvent } from '../pull/append-event.ts'
import { good } from './reports.ts'
import { CONFIG, MODELS } from './repository.ts'
import { scene } from './scene.ts'

const DIGESTS = { delay: good('delay').evaluation.artifact.digest }

for (const [what, { tokenOf, ...of }] of Object.entries({
  'a sign-off that somebody who may push wrote into the ledger in another’s name counts for nothing': {
    ...{ by: 'olga', role: 'admin' },
    tokenOf: (github) => github.userToken('ann'),
  },
  'a sign-off that a workflow of the pull request wrote into the ledger in another’s name counts for nothing': {
    ...{ by: 'olga', role: 'admin' },
    tokenOf: (github) => github.jobToken({ permissions: { contents: 'write' } }),
  },
  'a sign-off that the App wrote in another repository counts for nothing here, whoever pushed it': {
    ...{ by: 'olga', role: 'admin', repository: 4711 },
    tokenOf: ({ world }) => installationToken(world).value,
  },
  'an event in which the author signs counts for nothing, whoever got it into the ledger': {
    ...{ by: 'ann', role: 'write' },
    tokenOf: ({ world }) => installationToken(world).value,
  },
} satisfies Record<string, { by: string; role: string; repository?: number; tokenOf: (github: GitHub) => string }>)) {
  test(what, async (t) => {
    const { bot, checks, github, head, judge, number, say, settle } = await scene(t)
    await judge()
    const access = accessTo(github)
    const signed = { ...of, item: 'ready', pull: number, head: await head(), digests: DIGESTS }
    await appendEvent(githubLedger({ ...access.place, token: tokenOf(github) }), access, signed)
    assert.equal(await github.git.line('rev-list', '--count', 'contender/ledger'), '2')
    await settle()
    await bot.reconcile()
    await settle()
    assert.equal((await checks()).governance, 'action_required: 0 of 1 met; missing: ready')
    await say('olga', '/contender sign ready')
    assert.equal((await checks()).governance, 'success: 1 of 1 met')
  })
}

/** As whoever may push writes it: nothing says that it came by way of the App, so nothing has to be signed. */
const BY_HAND = { name: 'olga', email: null, via: 'workflow', url: null } as const

test('an event of somebody’s own in the place of what their command leads to does nothing', async (t) => {
  const strict = 'stages: [production]\ngovernance:\n  promote: { production: { sign: admin, approvals: 2 } }\n'
  const prepare = ['export GIT_COMMITTER_DATE=2026-10-02T00:00:00Z', 'git tag -a delay@v1.0.0 -m "Register v1.0.0"']
  const { github, number, outcome, pass, settle, tags, writeLate } = await scene(t, {
    base: { 'contender.yml': MODELS + strict },
    prepare,
  })
  const comment = await writeLate('ann', '/contender promote delay production', 120)
  const access = accessTo(github)
  await appendEvent(githubLedger({ ...access.place, token: github.userToken('ann') }), access, {
    ...{ action: 'registry.assign', role: 'admin', comment, pull: number, who: BY_HAND },
    ...{ model: 'delay', version: 'v1.0.0', stage: 'production', tag: 'delay#production#1' },
    commit: await github.git.line('rev-parse', 'delay@v1.0.0^{commit}'),
  })
  pass(180)
  await settle()
  const { marks, replies } = await outcome(comment)
  assert.deepEqual(marks, ['eyes', 'confused'])
  assert.match(replies[0]!, /ann is none of those who may: role admin/)
  assert.deepEqual(await tags(), ['delay@v1.0.0'])
})

test('a change of the policy is told of, though somebody has told something else of its commit before', async (t) => {
  const { act, bot, github, pass, settle, tipOf } = await scene(t)
  const parent = await tipOf('main')
  const base_tree = await github.git.line('rev-parse', `${parent}^{tree}`)
  const file = {
    path: 'contender.yml',
    mode: '100644',
    type: 'blob',
    content: CONFIG.replaceAll('min: 0.5', 'min: 0.1'),
  }
  const tree = (await act('ann', 'POST', 'git/trees', { base_tree, tree: [file] })).sha
  const { sha: commit } = await act('ann', 'POST', 'git/commits', { message: 'Typo', tree, parents: [parent] })
  const access = accessTo(github)
  const told = { action: 'governance.policy', commit, reason: 'a comment was mended', who: BY_HAND }
  await appendEvent(githubLedger({ ...access.place, token: github.userToken('ann') }), access, told)
  pass(60)
  await act('ann', 'PATCH', 'git/refs/heads/main', { sha: commit })
  await settle()
  await bot.reconcile()
  const log = await github.git.text('log', '--reverse', '--format=%B%x00', 'refs/heads/contender/ledger')
  const events = log.split('\0').flatMap((message) => eventOfMessage(message.trimStart()) ?? [])
  const [, ...ours] = events.filter((event) => event.commit === commit)
  assert.deepEqual(
    ours.map(({ by, reason }) => [by.name, by.via, reason?.slice(0, 11)]),
    [['ann', 'app', 'delay: gate']],
  )
})
