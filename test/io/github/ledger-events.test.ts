import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ledgerEvents } from '../../../core/io/github/ledger-events.ts'
import { appendAudit } from '../../../core/io/ledger/append-audit.ts'
import { gitLedger } from '../../../core/io/ledger/git.ts'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import type { AuditEvent } from '../../../core/ledger/event.ts'
import { eventMessage } from '../../../core/ledger/event-file.ts'
import { script } from '../../actions/repository.ts'
import { accessTo } from '../../bot/access.ts'
import type { GitHub } from '../../github/github.ts'
import { AT, scene } from '../../github/routes/scene.ts'
import { auditEvent } from '../../ledger/events.ts'
import { add } from '../ledger/waiting.ts'

/** As the App reads it. */
const trusting = ({ world }: GitHub, since = new Date(AT)) => ({
  ...{ apps: ['contender[bot]'], repository: world.repositoryId, since },
})

test('ledger events: none where there is no ledger, and no commit at all', async (t) => {
  const { at, bot, github } = await scene(t)
  const nothing = { head: undefined, signed: [], told: [] }
  assert.deepEqual(await ledgerEvents(bot, at, trusting(github)), nothing)
  script(github.git.folder, 'git update-ref -d refs/heads/main && git update-ref -d refs/heads/change')
  assert.deepEqual(await ledgerEvents(bot, at, trusting(github)), nothing)
})

test('ledger events: a hundred in one read, oldest first, with the head where nothing has happened since', async (t) => {
  const { at, bot, github } = await scene(t)
  const events = Array.from({ length: 240 }, (_, n) => auditEvent(n + 1))
  await add(gitLedger(github.git.folder, undefined), events)
  const head = script(github.git.folder, 'git rev-parse contender/ledger')
  const reads = async (since: Date) => {
    const before = github.calls.length
    const read = await ledgerEvents(bot, at, trusting(github, since))
    assert.equal(read.head, head)
    return { ...read, reads: github.count('reads', before) }
  }
  const all = await reads(new Date(0))
  assert.deepEqual([all.told, all.reads], [events, 3])
  const later = await reads(new Date('2030-01-01T00:00:00Z'))
  assert.deepEqual([later.told, later.reads], [events.slice(-100), 1])
})

test('ledger events: pages go together though the ledger grows between them', async (t) => {
  const { at, bot, github } = await scene(t)
  const ledger = gitLedger(github.git.folder, undefined)
  const events = Array.from({ length: 150 }, (_, n) => auditEvent(n + 1))
  await add(ledger, events)
  const head = await ledger.head()
  let pages = 0
  github.world.before.push(async (_call, route) => {
    if (route.endsWith('/commits') && ++pages === 2) await add(ledger, [auditEvent(151)])
    return undefined
  })
  assert.deepEqual(await ledgerEvents(bot, at, trusting(github, new Date(0))), { head, signed: [], told: events })
})

test('ledger events: of those by way of the App only what the App wrote itself is believed', async (t) => {
  const { ann, at, bot, github } = await scene(t)
  const access = accessTo(github)
  const repository = github.world.repositoryId
  const by = { name: 'bob', email: null, via: 'app', url: null } as const
  const event = (n: number, more: Partial<AuditEvent> = {}) => auditEvent(n, { by, repository, ...more })
  const as = (token: string) => githubLedger({ ...access.place, token })
  await add(gitLedger(github.git.folder, undefined), [event(1)])
  await add(as(github.userToken('ann')), [event(2)])
  await add(as(github.jobToken({ permissions: { contents: 'write' } })), [event(3)])
  await add(githubLedger(access.place), [event(4)])
  // A person gives the App's name, and signs with a key of their own.
  const named = { name: 'contender[bot]', email: 'contender[bot]@users.noreply.github.com' }
  const parent = (await ann.git.getRef({ ...at, ref: 'heads/contender/ledger' })).data.object.sha
  const { tree } = (await ann.git.getCommit({ ...at, commit_sha: parent })).data
  const commit = { ...at, message: eventMessage(event(5)), tree: tree.sha, parents: [parent], author: named }
  const { sha } = (await ann.git.createCommit(commit)).data
  github.world.signed.add(sha)
  await ann.git.updateRef({ ...at, ref: 'heads/contender/ledger', sha })
  await add(githubLedger(access.place), [auditEvent(6)])
  // What the App did in another repository, or in one that it did not name, keeps its signature here.
  await add(githubLedger(access.place), [event(7, { repository: repository + 1 })])
  const { repository: _, ...nowhere } = event(8)
  await add(githubLedger(access.place), [nowhere])
  const { signed, told } = await ledgerEvents(bot, at, trusting(github))
  assert.deepEqual([signed, told], [[event(4)], [event(4), auditEvent(6)]])
  const believed = await ledgerEvents(bot, at, { ...trusting(github), apps: ['github-actions[bot]'] })
  assert.deepEqual(believed.signed, [event(3)])
})

test('an event of a comment is told once, though four are asked to tell it at once', async (t) => {
  const { github } = await scene(t)
  const about = (comment: number) => ({
    since: new Date(AT),
    is: (event: { comment?: number }) => event.comment === comment,
  })
  let n = 0
  const tell = (comment: number) =>
    appendAudit(
      accessTo(github),
      auditEvent(++n, {
        ...{ action: 'governance.sign', item: 'dpia', comment, repository: github.world.repositoryId },
        by: { name: 'bob', email: null, via: 'app', url: null },
      }),
      about(comment),
    )
  const told = await Promise.all(Array.from({ length: 4 }, () => tell(7)))
  assert.deepEqual(told.map(({ did }) => did).sort(), ['added', ...Array(3).fill('found')])
  assert.equal(new Set(told.map(({ event }) => event.id)).size, 1)
  assert.deepEqual(
    (await Promise.all([tell(8), tell(9)])).map(({ did }) => did),
    ['added', 'added'],
  )
  assert.equal(script(github.git.folder, 'git rev-list --count contender/ledger'), '4')
})

test('others who are faster for longer than there is patience are told of', async (t) => {
  const { github } = await scene(t)
  let n = 10
  github.world.before.push(async ({ method }, route) => {
    if (method === 'POST' && route.endsWith('/git/commits'))
      await add(gitLedger(github.git.folder, undefined), [auditEvent(++n)])
    return undefined
  })
  const access = {
    ...accessTo(github),
    patience: 0,
    clock: (() => {
      let at = 0
      return () => at++
    })(),
  }
  await assert.rejects(appendAudit(access, auditEvent(1), { since: new Date(AT), is: () => false }), {
    name: 'UserError',
    message: /^Cannot write to contender\/ledger of acme\/models, nothing was written: /,
  })
})
