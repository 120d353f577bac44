import assert from 'node:assert/strict'
import test from 'node:test'
import { anchorOf } from '../../../core/ledger/anchor.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { commandScene, type Scene } from './scene.ts'

/** Two versions of delay on main; the first has been in both stages, the second is new. */
const TWO_VERSIONS = [
  'git tag -a delay@v1.0.0 -m "Register v1.0.0" HEAD~2',
  'git tag -a delay#staging#1 -m "Promote" HEAD~2',
  'git tag -a delay#production#2 -m "Promote" HEAD~2',
  'export GIT_COMMITTER_DATE=2026-11-01T01:00:00Z',
  'git tag -a delay@v1.1.0 -m "Register v1.1.0" HEAD~1',
  'git tag -a delay-2@v3.0.0 -m "Of another model" HEAD~1',
  'git tag delay@v9.0.0',
]

const versions = (t: Parameters<typeof commandScene>[0], more: Parameters<typeof commandScene>[1] = {}) =>
  commandScene(t, { git: TWO_VERSIONS, ...more })

const whatWas = async ({ events }: Scene) =>
  (await events()).map(({ action, by, role, stage, tag, version }) => [action, by.name, role, version, stage, tag])

test('a version is promoted to its next stage by one who may: a tag, and an event that it names', async (t) => {
  const scene = await versions(t)
  const { command, commits, events, github, number, tags } = scene
  const { marks, replies } = await command('bob', '/contender promote delay')
  assert.deepEqual(marks, ['eyes', 'rocket'])
  assert.deepEqual(replies, ['🚀 **delay** v1.1.0 is in staging now; before: v1.0.0. Tag delay#\u200bstaging#\u200b3.'])
  assert.deepEqual(await whatWas(scene), [['registry.assign', 'bob', 'write', 'v1.1.0', 'staging', 'delay#staging#3']])
  const [event] = await events()
  assert.deepEqual([event!.pull, event!.commit, event!.delivery], [number, commits[1], `delivery-of-${event!.comment}`])
  assert.ok((await tags()).includes('delay#staging#3'))
  const message = await github.git.text('tag', '-l', '--format=%(contents)', 'delay#staging#3')
  assert.match(message, /^Promote delay v1\.1\.0 to staging\n\nModel: delay\nVersion: v1\.1\.0\nStage: staging\n/)
  assert.equal(anchorOf(message), await github.git.line('rev-parse', 'refs/heads/contender/ledger'))
})

test('where two people have to ask, the first is told who else can, and the second promotes', async (t) => {
  const scene = await versions(t)
  await scene.command('bob', '/contender promote delay')
  const on = await scene.issue()
  const first = await scene.command('bob', '/contender promote delay production', on)
  assert.deepEqual(first.marks, ['eyes', '+1'])
  assert.equal(
    first.replies[0],
    '👍 Written down: **delay** v1.1.0 for production, asked for by @\u200bbob.\n\n1 more of other people has to ask for it within 7 days (role write or stronger): `/contender promote delay@v1.1.0 production`',
  )
  const again = await scene.command('bob', '/contender promote delay production', on)
  assert.match(again.replies[0]!, /You have asked for delay v1\.1\.0 in production already: 1 more of other people/)
  const second = await scene.command('ann', '/contender promote delay@v1.1.0 production', on)
  assert.match(second.replies[0]!, /v1\.1\.0 is in production now; before: v1\.0\.0/)
  assert.deepEqual((await whatWas(scene)).slice(1), [
    ['registry.propose', 'bob', 'write', 'v1.1.0', 'production', null],
    ['registry.assign', 'ann', 'write', 'v1.1.0', 'production', 'delay#production#4'],
  ])
})

test('who asked a week ago, and for another version, counts no more', async (t) => {
  const scene = await versions(t)
  await scene.command('bob', '/contender promote delay')
  await scene.command('bob', '/contender promote delay production')
  scene.github.setClock(scene.github.world.now() + 8 * 86_400_000)
  const access = scene.other()
  const asked = await scene.say('ann', '/contender promote delay production')
  await scene.run(asked, access)
  assert.match((await scene.outcome(asked)).replies[0]!, /asked for by @\u200bann\.\n\n1 more/)
})

test('a rollback gives the stage back to the version before, and says what it undid', async (t) => {
  const scene = await versions(t)
  await scene.command('bob', '/contender promote delay')
  for (const login of ['bob', 'ann']) await scene.command(login, '/contender promote delay')
  const { marks, replies } = await scene.command('bob', '/contender rollback delay')
  assert.deepEqual(marks, ['eyes', 'rocket'])
  assert.deepEqual(replies, [
    '🚀 **delay**, production: v1.1.0 → v1.0.0. It undid the promotion of v1.1.0 by ann on 2026-11-02.',
  ])
  assert.deepEqual((await whatWas(scene)).at(-1), [
    'registry.rollback',
    'bob',
    'write',
    'v1.0.0',
    'production',
    'delay#production#5',
  ])
  assert.match(
    (await scene.command('bob', '/contender rollback delay')).replies[0]!,
    /Nothing to roll back to in production/,
  )
})

const REFUSED = [
  ['rita', 'promote delay', /@\u200brita is none of those who may: role write or stronger/],
  ['mallory', 'rollback delay', /none of those who may/],
  ['bob', 'promote dealy', /Unknown model `dealy` in the registry, did you mean `delay`/],
  ['bob', 'promote delay@v1.2.0', /Unknown version `v1\.2\.0` of delay, did you mean `v1\.[01]\.0`/],
  ['bob', 'promote delay prodution', /Unknown stage `prodution` in contender\.yml of main/],
  ['bob', 'promote delay production', /delay v1\.1\.0 to production: it was never in staging/],
  ['bob', 'promote delay@v1.0.0', /delay v1\.0\.0 is in production, the last stage/],
  ['bob', 'promote', /Missing a model, expected/],
  ['bob', 'rollback delay staging', /Nothing to roll back to in staging of delay: v1\.0\.0 is the first/],
  ['bob', 'promote fare', /Unknown model `fare` in the registry/],
] as const

for (const [login, line, because] of REFUSED) {
  test(`refused, and no tag made: ${login} says ${line}`, async (t) => {
    const { command, events, tags } = await versions(t)
    const before = await tags()
    const { marks, replies } = await command(login, `/contender ${line}`)
    assert.deepEqual(marks, ['eyes', 'confused'])
    assert.match(replies.join('\n'), because)
    assert.deepEqual([await tags(), await events()], [before, []])
  })
}

test('a version of a commit that nobody merged is not promoted', async (t) => {
  const { command, events } = await commandScene(t, {
    git: [
      'git checkout -q -b side && git commit -q --allow-empty -m "Aside"',
      'git tag -a delay@v1.0.0 -m "Register"',
      'git checkout -q main',
    ],
  })
  assert.match((await command('bob', '/contender promote delay')).replies[0]!, /is not on the default branch main/)
  assert.deepEqual(await events(), [])
})

test('rules and stages are those of the default branch, whatever the pull request says', async (t) => {
  const { command, seen } = await versions(t)
  seen.config = seen.config
    .replace('staging: { sign: write }', 'staging: { sign: triage }')
    .replace('[staging,', '[elsewhere, staging,')
  assert.match((await command('bob', '/contender promote delay elsewhere')).replies[0]!, /Unknown stage/)
})

test('the tag of a writer that died a minute ago is not waited for', async (t) => {
  const scene = await versions(t)
  await scene.command('bob', '/contender promote delay')
  await scene.github.git.text('update-ref', '-d', 'refs/tags/delay#staging#3')
  const since = scene.github.calls.length
  const next = await scene.command('bob', '/contender promote delay')
  assert.match(next.replies[0]!, /v1\.1\.0 is in staging now/)
  const looks = scene.github.calls.slice(since).filter(({ route }) => route.includes('matching-refs'))
  assert.equal(looks.length, 1)
})

test('a tag that another has told of and not made yet is waited for, so that order is kept', async (t) => {
  const scene = await versions(t)
  await scene.command('bob', '/contender sign bias-note')
  await scene.command('olga', '/contender accept log_loss-against-base known')
  const { github } = scene
  const [one, two] = [
    await scene.say('bob', '/contender promote delay'),
    await scene.say('ann', '/contender promote delay'),
  ]
  const [told, made] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let looks = 0
  github.world.before.push(async ({ body }, route) => {
    if (route.endsWith('/git/matching-refs/{ref}') && ++looks === 4) made.resolve()
    if (route === 'POST /repos/{owner}/{repo}/git/refs' && body.ref.startsWith('refs/tags/')) {
      told.resolve()
      await made.promise
    }
    return undefined
  })
  const first = scene.run(one)
  await told.promise
  await Promise.all([first, scene.run(two, scene.other())])
  assert.deepEqual((await whatWas(scene)).slice(1), [
    ['registry.assign', 'bob', 'write', 'v1.1.0', 'staging', 'delay#staging#3'],
    ['registry.propose', 'ann', 'write', 'v1.1.0', 'production', null],
  ])
})

test('a tag of that name that somebody else makes meanwhile is told, and not taken for ours', async (t) => {
  const scene = await versions(t)
  const { command, github } = scene
  github.world.before.push(async ({ body }, route) => {
    if (route === 'POST /repos/{owner}/{repo}/git/refs' && body.ref === 'refs/tags/delay#staging#3')
      await github.git.ask('tag', 'delay#staging#3', scene.commits[0]!)
    return undefined
  })
  const { marks, replies } = await command('bob', '/contender promote delay')
  assert.deepEqual(marks, ['eyes', 'confused'])
  assert.match(replies[0]!, /The tag delay#\u200bstaging#\u200b3 is not what the ledger says of it/)
})

test('two people who promote at once each get their own event, and the second sees the first', async (t) => {
  const scene = await versions(t)
  await scene.command('bob', '/contender promote delay')
  const [one, two] = [
    await scene.say('bob', '/contender promote delay'),
    await scene.say('ann', '/contender promote delay'),
  ]
  await Promise.all([scene.run(one), scene.run(two, scene.other())])
  const actions = (await whatWas(scene)).slice(1).map(([action]) => action)
  assert.deepEqual(actions, ['registry.propose', 'registry.assign'])
  const marks = [await scene.outcome(one), await scene.outcome(two)].map((outcome) => outcome.marks.at(-1)).sort()
  assert.deepEqual(marks, ['+1', 'rocket'])
})

test('what commands wrote is a ledger that holds, with tags that go with it', async (t) => {
  const scene = await versions(t)
  await scene.command('bob', '/contender sign bias-note')
  await scene.command('olga', '/contender accept log_loss-against-base known')
  await scene.command('bob', '/contender promote delay')
  for (const login of ['bob', 'ann']) await scene.command(login, '/contender promote delay')
  await scene.command('ann', '/contender rollback delay')
  const folder = await folderWith(t)
  await scene.github.git.text('clone', '-q', scene.github.git.folder, folder)
  const { code, out } = await contender('audit verify', folder)
  assert.deepEqual([code, /PASS\n {2}5 events in 6 commits/.test(out)], [0, true], out)
})
