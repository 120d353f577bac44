import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import { anchorOf } from '../../../core/ledger/anchor.ts'
import { README } from '../../../core/ledger/branch.ts'
import { eventFile, eventMessage, eventPath } from '../../../core/ledger/event-file.ts'
import { script } from '../../actions/repository.ts'
import { folderWith } from '../../folder.ts'
import type { ApiAnswer } from '../../github/route.ts'
import { type ApiRequest, gitDataServer } from '../../github/server.ts'
import { auditEvent, tagOf } from '../../ledger/events.ts'
import { raceFor } from './race-for.ts'
import { remoteWith } from './repositories.ts'
import { add } from './waiting.ts'

const BRANCH = 'refs/heads/contender/ledger'

async function github(t: TestContext, before?: (request: ApiRequest) => ApiAnswer | undefined) {
  const { bare } = await remoteWith(t, 0)
  const { requests, url } = await gitDataServer(t, bare, before)
  const connect = (token = 'good') => githubLedger({ owner: 'acme', repo: 'models', url, token, second: 1 })
  return { bare, connect, ledger: connect(), requests }
}

test('events are commits of one file each on an orphan branch at GitHub', async (t) => {
  const { bare, ledger } = await github(t)
  assert.equal(ledger.place, 'contender/ledger of acme/models')
  assert.equal(await ledger.head(), undefined)
  const events = [1, 2, 3].map((n) => auditEvent(n))
  await add(ledger, events.slice(0, 1))
  await add(ledger, events.slice(1))
  const head = (await ledger.head())!
  assert.equal(script(bare, `git rev-parse ${BRANCH}`), head)
  assert.match(
    script(bare, `git log -1 --format='%an|%ae|%cI|%s' ${BRANCH}`),
    /^Ann\|ann@example.com\|2026-11-21T10:00:30\+00:00\|registry.register delay$/,
  )
  assert.deepEqual(await ledger.read(head, 'audit'), events.map(eventFile))
  assert.deepEqual(
    (await ledger.read(head, '')).map(({ path }) => path),
    [README, ...events.map(eventPath)],
  )
  assert.deepEqual(await ledger.read(head, 'runs/delay'), [])
  assert.equal(await ledger.file(head, 'none.json'), undefined)
  const history = await ledger.history(head)
  assert.deepEqual(
    history.map(({ changes }) => changes),
    [README, ...events.map(eventPath)].map((path) => [{ status: 'added', path }]),
  )
  assert.deepEqual(
    history.map(({ message }) => message.trimEnd()),
    ['Begin the ledger', ...events.map((event) => eventMessage(event).trimEnd())],
  )
  assert.deepEqual(history.map(({ sha }) => sha).join('\n'), script(bare, `git rev-list --reverse ${BRANCH}`))
})

test('a tag is made after the branch has moved, and names the ledger’s commit', async (t) => {
  const { bare, ledger, requests } = await github(t)
  const code = script(bare, 'git rev-parse main')
  await add(ledger, [auditEvent(1)])
  requests.length = 0
  const added = await add(ledger, [auditEvent(2)], [tagOf('models/fraud=clf@v2.1.0-rc.1+gpu.1', code)])
  assert.deepEqual(requests.slice(-2), ['PATCH git/refs/heads/contender/ledger', 'POST git/refs'])
  assert.equal(requests.length, 10)
  const message = script(bare, "git tag -l --format='%(contents)'")
  assert.equal(anchorOf(message), (added as { head: string }).head)
  assert.equal(await add(ledger, [auditEvent(3)], [tagOf('models/fraud=clf@v2.1.0-rc.1+gpu.1', code)]), 'exists')
  assert.equal(await ledger.head(), (added as { head: string }).head)
})

test('an advance from where the branch no longer is has raced', async (t) => {
  const { ledger } = await github(t)
  await raceFor(ledger)
})

test('a branch of that name that something else made is refused and not touched', async (t) => {
  const { bare, ledger } = await github(t)
  script(bare, 'git branch contender/ledger')
  await assert.rejects(add(ledger, [auditEvent(1)]), {
    name: 'UserError',
    message: /is no ledger of Contender, and was not touched/,
  })
  assert.equal(script(bare, `git rev-parse ${BRANCH}`), script(bare, 'git rev-parse main'))
})

test('what fails on GitHub’s side is repeated, and GitHub’s waits are kept', async (t) => {
  const failures: ApiAnswer[] = [
    { status: 502, body: { message: 'Bad gateway' } },
    { status: 403, body: { message: 'You have exceeded a secondary rate limit' }, headers: { 'retry-after': '3' } },
    { status: 429, body: { message: 'You have exceeded a secondary rate limit' }, headers: { 'retry-after': '2' } },
    { status: 502, body: { message: 'Bad gateway' } },
  ]
  const { ledger, requests } = await github(t, ({ method }) => (method === 'POST' ? failures.pop() : undefined))
  await add(ledger, [auditEvent(1)])
  assert.equal(failures.length, 0)
  assert.equal(requests.filter((line) => line === 'POST git/trees').length, 6)
})

test('an advance whose answer was lost is not made twice', async (t) => {
  let lost = false
  const { bare, ledger } = await github(t, ({ body, method, path }) => {
    if (method !== 'PATCH' || lost) return undefined
    lost = true
    script(bare, `git update-ref refs/${path.slice('git/refs/'.length)} ${body.sha}`)
    return { status: 502, body: { message: 'Bad gateway' } }
  })
  await add(ledger, [auditEvent(1)])
  await add(ledger, [auditEvent(2)])
  assert.ok(lost)
  assert.equal(script(bare, `git rev-list --count ${BRANCH}`), '3')
})

const REFUSALS = [
  [
    { status: 403, body: { message: 'Resource not accessible by integration' } },
    /^Cannot use contender\/ledger of acme\/models: POST \/repos\/acme\/models\/git\/refs was answered with 403, Resource not accessible by integration\. Does the token have the permission `contents: write`/,
  ],
  [
    { status: 422, body: { message: 'Required status check "ci" is expected.' } },
    /^Cannot write to contender\/ledger of acme\/models, nothing was written: Required status check "ci" is expected/,
  ],
  [
    { status: 403, body: { message: 'You have exceeded a secondary rate limit and have been temporarily blocked' } },
    /with 403, You have exceeded a secondary rate limit and have been temporarily blocked\. Run the command again in a few minutes$/,
  ],
  [
    { status: 422, body: { message: 'Repository rule violations found' } },
    /^Cannot write to contender\/ledger of acme\/models, nothing was written: Repository rule violations found/,
  ],
  [
    {
      status: 403,
      body: { message: 'API rate limit exceeded' },
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795255200' },
    },
    /used up until 2026-11-21T10:00:00\.000Z/,
  ],
] as const

for (const [answer, message] of REFUSALS) {
  test(`a refusal is told in GitHub's words: ${answer.body.message}`, async (t) => {
    const { bare, ledger } = await github(t, ({ method, path }) =>
      method === 'POST' && path === 'git/refs' ? answer : undefined,
    )
    await assert.rejects(add(ledger, [auditEvent(1)]), { name: 'UserError', message })
    assert.equal(script(bare, 'git for-each-ref refs/heads/contender'), '')
  })
}

test('a bad token, an empty repository and a server that is not there are told apart', async (t) => {
  const { connect } = await github(t)
  await assert.rejects(connect('bad').head(), { name: 'UserError', message: /answered with 401, Bad credentials/ })
  const empty = await folderWith(t)
  script(empty, 'git init -q --bare')
  const { url } = await gitDataServer(t, empty)
  const at = { owner: 'acme', repo: 'models', token: 'good', second: 1 }
  await assert.rejects(add(githubLedger({ ...at, url }), [auditEvent(1)]), {
    name: 'UserError',
    message: /Git Repository is empty\. Push a first commit$/,
  })
  await assert.rejects(githubLedger({ ...at, url: 'http://127.0.0.1:1' }).head(), {
    name: 'UserError',
    message: /GET http:\/\/127\.0\.0\.1:1\/\S+ got no answer: /,
  })
})

test('a tag that another made meanwhile is told, with what the ledger says', async (t) => {
  const { bare, ledger } = await github(t, ({ body, method, path }) => {
    if (method === 'POST' && path === 'git/refs' && body.ref.startsWith('refs/tags/'))
      script(bare, `git tag "${body.ref.slice(10)}"`)
    return undefined
  })
  await assert.rejects(add(ledger, [auditEvent(1)], [tagOf('delay@v1.0.0', script(bare, 'git rev-parse main'))]), {
    name: 'UserError',
    message: /^The tag delay@v1\.0\.0 could not be made \(Reference already exists/,
  })
})
