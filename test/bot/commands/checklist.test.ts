import assert from 'node:assert/strict'
import test from 'node:test'
import { AT, CONFIG, commandScene } from './scene.ts'

test('who is in the team that an item names signs it, for the head and the model files of that moment', async (t) => {
  const { command, events, github, head, number } = await commandScene(t)
  const { marks, replies } = await command('bob', '/contender sign dpia with the\nboard of the 3rd\n\nThank you')
  assert.deepEqual([marks, replies], [['eyes', 'rocket'], []])
  const [event, ...others] = await events()
  assert.deepEqual(others, [])
  assert.deepEqual(
    { ...event, id: '', by: { ...event!.by, url: '' } },
    {
      schema: 'contender/audit@1',
      id: '',
      at: new Date(AT + 60_000).toISOString(),
      by: { name: 'bob', email: null, via: 'app', url: '' },
      action: 'governance.sign',
      ...{ model: null, version: null, stage: null, commit: null, artifact: null, tag: null },
      reason: 'with the board of the 3rd',
      repository: github.world.repositoryId,
      pull: number,
      head,
      item: 'dpia',
      role: '@acme/privacy',
      digests: { delay: `sha256:${'1'.repeat(64)}` },
      comment: event!.comment,
      delivery: `delivery-of-${event!.comment}`,
    },
  )
})

const REFUSED = [
  ['rita', 'sign dpia', /none of those who may: @\u200bacme\/privacy/, 'who is not in the team'],
  [
    'ann',
    'sign dpia',
    /@\u200bann has made a part of this change: somebody else has to/,
    'the author, of the team too',
  ],
  ['bob', 'sign dipa', /Unknown item `dipa` at main .*did you mean `dpia`\?/, 'an unknown item'],
  ['bob', 'sign bias-note', /The item `bias-note` is not asked of this change/, 'an item of other changes'],
  ['bob', 'sign gates', /Nobody can sign `gates`: it is met by gates that pass/, 'what a machine checks'],
  ['bob', 'sign', /Missing an item, expected `\/contender sign <item> \[note\]`/, 'no item'],
  ['bob', 'sing dpia', /Unknown command `sing`, did you mean `sign`\?/, 'an unknown command'],
  ['bob', 'unsign dpia', /There is no signature of yours on `dpia`: you have signed nothing/, 'taking back nothing'],
  [
    'bob',
    'accept log_loss-against-base it is fine',
    /none of those who may: @\u200bacme\/risk, or role admin/,
    'who may not accept',
  ],
  [
    'olga',
    'accept roc_auc-min so',
    /The gate `delay\/roc_auc-min` passed: there is nothing to accept/,
    'a gate that passed',
  ],
  [
    'olga',
    'accept roc_auc-against-production so',
    /does not apply: there is nothing to accept/,
    'a gate that does not apply',
  ],
  ['olga', 'accept roc_auc-max so', /Unknown gate `roc_auc-max`, did you mean `delay\/roc_auc-min`/, 'an unknown gate'],
  ['olga', 'accept log_loss-against-base', /Missing a reason/, 'accepting without a reason'],
  ['mallory', 'sign dpia', /none of those who may/, 'a stranger'],
] as const

for (const [login, line, because, what] of REFUSED) {
  test(`refused with a reason, and not written down: ${what}`, async (t) => {
    const { command, events } = await commandScene(t)
    const { marks, replies } = await command(login, `/contender ${line}`)
    assert.deepEqual(marks, ['eyes', 'confused'])
    assert.equal(replies.length, 1)
    assert.match(replies[0]!, because)
    assert.doesNotMatch(replies[0]!, /@(?!\u200b)/, 'nobody is mentioned')
    assert.deepEqual(await events(), [])
  })
}

test('a gate that failed is accepted with a reason by whom the policy names, with or without its model', async (t) => {
  const { command, events, head } = await commandScene(t)
  assert.deepEqual(
    (await command('olga', '/contender accept log_loss-against-base a week only')).marks.at(-1),
    'rocket',
  )
  assert.deepEqual(
    (await command('rita', '/contender accept `delay/log_loss-against-base` known')).marks.at(-1),
    'rocket',
  )
  assert.deepEqual(
    (await events()).map(({ action, gate, model, reason, role, by, head }) => [
      action,
      gate,
      model,
      reason,
      role,
      by.name,
      head,
    ]),
    [
      ['governance.accept', 'delay/log_loss-against-base', 'delay', 'a week only', 'admin', 'olga', head],
      ['governance.accept', 'delay/log_loss-against-base', 'delay', 'known', '@acme/risk', 'rita', head],
    ],
  )
})

test('a signature is taken back by who gave it', async (t) => {
  const scene = await commandScene(t)
  await scene.command('bob', '/contender sign dpia')
  scene.seen.change = { ...scene.seen.change, events: await scene.events() }
  const others = await scene.command('olga', '/contender unsign dpia')
  assert.match(others.replies[0]!, /no signature of yours/)
  assert.deepEqual((await scene.command('bob', '/contender unsign dpia')).marks, ['eyes', 'rocket'])
  assert.deepEqual(
    (await scene.events()).map(({ action, by, item }) => [action, by.name, item]),
    [
      ['governance.sign', 'bob', 'dpia'],
      ['governance.unsign', 'bob', 'dpia'],
    ],
  )
})

test('what was written before the newest commit came is not signed for it', async (t) => {
  const { events, github, look, outcome, run, say, seen } = await commandScene(t)
  const asked = await say('bob', '/contender sign dpia')
  const tree = await github.git.line('rev-parse', `${seen.change.head}^{tree}`)
  const body = { message: 'More', tree, parents: [seen.change.head] }
  const { sha } = (await github.request('POST', '/repos/acme/models/git/commits', body)).body
  github.setClock(github.world.now() + 1000)
  seen.change = { ...seen.change, head: sha }
  await run(asked)
  assert.match((await outcome(asked)).replies[0]!, /The newest commit .* came when this was written, or later/)
  const second = await say('bob', '/contender sign dpia')
  await look(sha)
  github.setClock(github.world.now() + 1000)
  const third = await say('bob', '/contender sign dpia')
  for (const one of [second, third]) await run(one)
  assert.deepEqual(
    (await events()).map(({ comment, head }) => [comment, head]),
    [
      [second.comment.id, sha],
      [third.comment.id, sha],
    ],
  )
})

test('on an issue, and on a pull request that is closed, there is nothing to sign', async (t) => {
  const { command, events, issue, seen } = await commandScene(t)
  assert.match((await command('bob', '/contender sign dpia', await issue())).replies[0]!, /write it on a pull request/)
  seen.open = false
  assert.match((await command('bob', '/contender accept delay/x so')).replies[0]!, /is closed/)
  assert.deepEqual(await events(), [])
})

test('before there is a report no gate is accepted, and no item signed', async (t) => {
  const { command, events, seen } = await commandScene(t)
  seen.change = { ...seen.change, judged: undefined, awaited: true }
  assert.match(
    (await command('olga', '/contender accept delay/x so')).replies[0]!,
    /no report of the newest commit yet/,
  )
  const sign = async () => (await command('bob', '/contender sign dpia')).replies[0]!
  assert.match(
    await sign(),
    /The run of [0-9a-f]{7} has not reported yet: sign once the comment shows what it measured/,
  )
  seen.change = { ...seen.change, unreported: 'its run has no artifact' }
  assert.match(
    await sign(),
    /no report of [0-9a-f]{7} \(its run has no artifact\), so no model file to sign: see to that first/,
  )
  assert.deepEqual(await events(), [])
})

test('where no report is awaited, an item is signed without digests', async (t) => {
  const { command, events, seen } = await commandScene(t)
  seen.change = { ...seen.change, judged: undefined, models: [] }
  await command('bob', '/contender sign dpia')
  assert.deepEqual(
    (await events()).map(({ digests }) => digests),
    [undefined],
  )
})

test('a team of another organisation allows nothing', async (t) => {
  const config = CONFIG.replace('"@acme/privacy"', '"@other/privacy"')
  const { command } = await commandScene(t, { config })
  assert.match(
    (await command('bob', '/contender sign dpia')).replies[0]!,
    /none of those who may: @\u200bother\/privacy/,
  )
})

test('a role is read as GitHub names it, not as what it comes down to', async (t) => {
  const { command, github } = await commandScene(t, { config: CONFIG.replace('["@acme/privacy"]', 'maintain') })
  assert.match((await command('bob', '/contender sign dpia')).replies[0]!, /role maintain or stronger/)
  github.world.roles.set('bob', 'maintain')
  assert.equal((await command('bob', '/contender sign dpia')).marks.at(-1), 'rocket')
})

test('a change that brings the first rules is signed by one who maintains, whomever it names', async (t) => {
  const { command, events, github, seen } = await commandScene(t)
  seen.isNew = true
  for (const line of ['sign dpia', 'accept log_loss-against-base known'])
    assert.match((await command('bob', `/contender ${line}`)).replies[0]!, /none of those who may: role maintain/)
  github.world.roles.set('bob', 'maintain')
  assert.equal((await command('bob', '/contender sign dpia')).marks.at(-1), 'rocket')
  assert.deepEqual(
    (await events()).map(({ item, role }) => [item, role]),
    [['dpia', '@acme/privacy']],
  )
})
