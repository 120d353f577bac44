import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Host } from '../../actions/action.ts'
import { openLedger } from '../../actions/ledger.ts'
import { auditLogSchema } from '../../core/artifacts/audit.ts'
import { contender } from '../command-line.ts'
import { gitDataServer } from '../github/server.ts'
import { remoteWith, repository } from '../io/ledger/repositories.ts'
import { auditEvent } from '../ledger/events.ts'
import { script } from './repository.ts'

function hostIn(directory: string, environment: Host['environment'] = {}): Host {
  return {
    directory,
    environment,
    now: () => new Date('2026-11-21T10:00:30Z'),
    clock: () => performance.now(),
    random: randomBytes,
    step: (_, work) => work(),
    warn: () => undefined,
    stream: () => undefined,
    paint: (_, text) => text,
  }
}

test('the ledger is that of origin, this clone’s own without one or with `local`, and GitHub’s in a workflow', async (t) => {
  const { clones } = await remoteWith(t)
  const alone = await repository(t)
  const github = { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/models', GITHUB_TOKEN: 'good' }
  const place = async (root: string, environment = {}, local = false) =>
    (await openLedger({ root }, hostIn(root, environment), { local })).place
  assert.equal(await place(clones[0]!), 'contender/ledger of origin')
  assert.equal(await place(clones[0]!, {}, true), 'contender/ledger of this clone')
  assert.equal(await place(alone), 'contender/ledger of this clone')
  assert.equal(await place(alone, github), 'contender/ledger of acme/models')
  assert.equal(await place(clones[0]!, { ...github, GITHUB_TOKEN: '' }), 'contender/ledger of origin')
  assert.equal(await place(clones[0]!, github, true), 'contender/ledger of this clone')
})

test('events written through GitHub’s API are read back, by model and by kind', async (t) => {
  const folder = await repository(t)
  const { url } = await gitDataServer(t, join(folder, '.git'))
  const environment = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/models',
    GITHUB_TOKEN: 'good',
    GITHUB_API_URL: url,
  }
  const asked: string[] = []
  // By way of the machine's proxy, where it has one.
  const proxied: typeof fetch = (input, init) => {
    asked.push(String(input))
    return fetch(input, init)
  }
  const ledger = await openLedger({ root: folder }, { ...hostIn(folder, environment), fetch: proxied })
  assert.deepEqual([await ledger.head(), await ledger.audit(), await ledger.runs('delay')], [undefined, [], []])
  await ledger.append([auditEvent(1), auditEvent(2)])
  assert.deepEqual(await ledger.audit(), [auditEvent(1), auditEvent(2)])
  assert.deepEqual(await ledger.runs('delay'), [])
  assert.ok(asked.length > 0 && asked.every((one) => one.startsWith(url)))
  assert.deepEqual(await (await openLedger({ root: folder }, hostIn(folder))).audit(), [auditEvent(1), auditEvent(2)])
})

test('audit log tells who did what, newest first, of all models or one', async (t) => {
  const folder = await repository(t)
  assert.equal(
    (await contender('audit log', folder)).out,
    'Nothing is recorded in contender/ledger of this clone yet.\n',
  )
  const ledger = await openLedger({ root: folder }, hostIn(folder))
  await ledger.append([
    auditEvent(1, { reason: 'new\nfeatures\u001b[31m' }),
    auditEvent(2, { action: 'registry.assign', stage: 'production', model: 'other' }),
  ])
  const { code, out } = await contender('audit log', folder)
  assert.equal(code, 0)
  assert.equal(
    out,
    `  when (UTC)        who  what               model  version  stage       why
  2026-11-21 10:00  Ann  registry.assign    other  v1.0.2   production
  2026-11-21 10:00  Ann  registry.register  delay  v1.0.1   –           new features\ufffd[31m

  2 events of the audit log in contender/ledger of this clone
`,
  )
  const { events, head } = auditLogSchema.parse(
    JSON.parse((await contender('audit log --model delay --json', folder)).out),
  )
  assert.deepEqual(events, [auditEvent(1, { reason: 'new\nfeatures\u001b[31m' })])
  assert.equal(head, script(folder, 'git rev-parse contender/ledger'))
})

test('audit log says who signed what as whom, on which pull request, where anybody did', async (t) => {
  const folder = await repository(t)
  const ledger = await openLedger({ root: folder }, hostIn(folder))
  const nothing = { model: null, version: null }
  await ledger.append([
    auditEvent(1, {
      ...nothing,
      action: 'governance.sign',
      item: 'dpia',
      pull: 7,
      role: '@acme/privacy',
      reason: 'fine',
    }),
    auditEvent(2, { action: 'governance.accept', gate: 'delay/roc_auc-min', pull: 7, role: 'maintain', version: null }),
    auditEvent(3, {
      ...nothing,
      action: 'governance.policy',
      commit: 'c0ffee1'.repeat(6).slice(0, 40),
      reason: 'stages: a → b',
    }),
  ])
  assert.equal(
    (await contender('audit log', folder)).out,
    `  when (UTC)        who  as             what               about              pull  model  version  stage  why
  2026-11-21 10:00  Ann  –              governance.policy  c0ffee1            –     –      –        –      stages: a → b
  2026-11-21 10:00  Ann  maintain       governance.accept  delay/roc_auc-min  #7    delay  –        –
  2026-11-21 10:00  Ann  @acme/privacy  governance.sign    dpia               #7    –      –        –      fine

  3 events of the audit log in contender/ledger of this clone
`,
  )
})

test('a branch that something else made is not read as a ledger', async (t) => {
  const folder = await repository(t)
  script(folder, 'git branch contender/ledger')
  const { code, error } = await contender('audit log', folder)
  assert.match(error, /contender\/ledger of this clone is no ledger of Contender, and was not touched/)
  assert.equal(code, 2)
})
