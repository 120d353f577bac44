import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { carryOut, type ResponseHost, type WebhookRequest } from '../../../actions/drift/carry-out.ts'
import { openIssues } from '../../../actions/drift/open-issues.ts'
import type { Drift } from '../../../core/artifacts/drift.ts'
import { UserError } from '../../../core/errors.ts'
import { findDriftIssue } from '../../../core/io/github/drift-issue.ts'
import type { IssuePlace } from '../../../core/io/github/one-issue.ts'
import { earlierOf, planResponse, type ResponseSituation } from '../../../core/response/plan-response.ts'
import { scene } from '../../github/routes/scene.ts'
import { column, drift, event, modelOf, performance, situation, windowOf } from '../../response/situation.ts'

const ISSUES = '/repos/{owner}/{repo}/issues'
const ISSUE = `${ISSUES}/{issue_number}`
const COMMENTS = `${ISSUE}/comments`
const WEBHOOK = ', alert: { webhook: { url: ALERT_URL }, escalate: { after: 2, owners: ["@acme/heads"] } }'

/** acme/models, and runs of its drift workflow. */
async function watched(t: TestContext) {
  const { at, github } = await scene(t)
  const token = github.jobToken({ permissions: { issues: 'write' } })
  const environment = {
    GITHUB_TOKEN: token,
    GITHUB_REPOSITORY: 'acme/models',
    GITHUB_API_URL: github.url,
  }
  const place = async (change = {}): Promise<IssuePlace> => {
    const opened = await openIssues({ environment: { ...environment, ...change }, warn: () => undefined })
    return opened!
  }
  const called: WebhookRequest[] = []
  const trained: string[] = []
  const host = async (change: Partial<ResponseHost> = {}): Promise<ResponseHost> => ({
    issues: await place(),
    callWebhook: async (call) => void called.push(call),
    retrain: async ({ evidence }) => {
      trained.push(evidence)
      return 'training was started'
    },
    ...change,
  })
  const planned = async (change: Partial<ResponseSituation>) => {
    const issue = await findDriftIssue(await place(), change.model?.name ?? 'delay')
    const known = situation({ ...change, issue })
    return {
      drift: known.drift,
      earlier: earlierOf(known),
      actions: planResponse(known),
      retrainings: [],
      isTrained: true,
    }
  }
  /** A run, from reading the issue to the end. */
  const run = async (change: Partial<ResponseSituation> = {}, by: Partial<ResponseHost> = {}) =>
    carryOut(await planned(change), await host(by))
  const writesOf = async (work: () => Promise<unknown>) => {
    const since = github.calls.length
    await work()
    return github.calls
      .slice(since)
      .filter(({ method, route }) => method !== 'GET' && route.startsWith('/repos'))
      .map(({ method, route }) => `${method} ${route}`)
  }
  const issues = async () => {
    const { body } = await github.request('GET', '/repos/acme/models/issues?state=all&per_page=100&direction=asc')
    return body as {
      number: number
      title: string
      body: string
      state: string
      state_reason: string
      user: { login: string }
    }[]
  }
  const only = async () => {
    const [issue, ...others] = await issues()
    assert.deepEqual(others, [])
    return issue!
  }
  const comments = async (number = 1) => {
    const { body } = await github.request('GET', `/repos/acme/models/issues/${number}/comments?per_page=100`)
    return (body as { body: string }[]).map((comment) => comment.body.replace(/^<!--.*-->\n/, ''))
  }
  const edit = (body: object, number = 1, login = 'ann') =>
    github.request('PATCH', `/repos/acme/models/issues/${number}`, body, github.userToken(login))
  return {
    at,
    called,
    comments,
    edit,
    environment,
    github,
    host,
    issues,
    only,
    place,
    planned,
    run,
    trained,
    writesOf,
  }
}

const stable = (week = 5) => drift('stable', { window: windowOf(week) })
const next = (week = 5): Drift => drift('drift', { window: windowOf(week) })

test('drift makes one issue that names its owners once, and the same run again writes nothing', async (t) => {
  const { comments, only, run, writesOf } = await watched(t)
  assert.deepEqual(await writesOf(() => run()), [`POST ${ISSUES}`, `POST ${COMMENTS}`, `PATCH ${ISSUE}`])
  const { body, state, title, user } = await only()
  assert.deepEqual([title, state, user.login], ['Drift of delay', 'open', 'github-actions[bot]'])
  assert.match(body, /^<!-- contender:drift [\w+/=]+ -->\n## ❌ delay drifts since 2026-01-29\n/)
  assert.deepEqual(await comments(), [
    '@acme/ml: production of delay has drifted. What was found and what happens next stands above.',
  ])
  assert.deepEqual(await writesOf(() => run()), [])
})

test('the same plan carried out twice changes nothing the second time', async (t) => {
  const { called, host, planned, writesOf } = await watched(t)
  const plan = await planned({ model: modelOf(WEBHOOK) })
  await carryOut(plan, await host())
  assert.deepEqual(await writesOf(async () => carryOut(plan, await host())), [])
  assert.equal(called.length, 1)
})

test('the next window edits the issue in place and mentions nobody; a second level is told once', async (t) => {
  const { called, comments, only, run, writesOf } = await watched(t)
  const model = modelOf(WEBHOOK)
  await run({ model })
  const later = { model, drift: next(), history: [event(4, 'drift')] }
  assert.deepEqual(await writesOf(() => run(later)), [`PATCH ${ISSUE}`, `POST ${COMMENTS}`, `PATCH ${ISSUE}`])
  assert.deepEqual(await writesOf(() => run(later)), [])
  assert.match((await comments())[1]!, /^@acme\/heads: the drift of delay goes on/)
  assert.equal((await comments()).length, 2)
  assert.deepEqual(
    called.map(({ action, issueUrl }) => [action.event, issueUrl?.split('/').at(-1)]),
    [
      ['drift', '1'],
      ['escalated', '1'],
    ],
  )
  assert.match((await only()).body, /2026-01-29 🟥🟥 2026-02-05/)
})

test('what has healed is closed with a last comment, and opened again by a new episode, which tells anew', async (t) => {
  const { called, comments, only, run, writesOf } = await watched(t)
  const model = modelOf(WEBHOOK)
  await run({ model })
  assert.deepEqual(await writesOf(() => run({ model, drift: stable() })), [`PATCH ${ISSUE}`])
  assert.deepEqual(await writesOf(() => run({ model, drift: stable() })), [])
  const calm = await only()
  assert.equal(calm.state, 'open')
  assert.match(calm.body, /\n## ✅ delay is stable again, drift since 2026-01-29\n/)
  assert.match(calm.body, /- it is stable: the issue is closed after 2 more stable windows\.\n/)
  await run({ model, drift: stable(6) })
  await run({ model, drift: stable(7) })
  const healed = await only()
  assert.deepEqual([healed.state, healed.state_reason], ['closed', 'completed'])
  assert.match((await comments()).at(-1)!, /^✅ The window 2026-02-19 to 2026-02-25 is stable\. distance is stable$/)
  assert.deepEqual(await writesOf(() => run({ model, drift: stable(7) })), [])
  assert.deepEqual(await writesOf(() => run({ model, drift: stable(8) })), [])
  await run({ model, drift: next(9), history: [event(8, 'stable')] })
  assert.equal((await only()).state, 'open')
  assert.equal((await comments()).length, 3)
  assert.deepEqual(
    called.map(({ action }) => action.event),
    ['drift', 'healed', 'drift'],
  )
})

test('a breach of performance in an open issue, and what opens a muted one, mention the owners again', async (t) => {
  const { called, comments, edit, run } = await watched(t)
  const model = modelOf(WEBHOOK)
  await run({ model })
  const breach = { model, drift: drift('drift', { window: windowOf(5), performance: performance('drift') }) }
  await run(breach)
  await run(breach)
  await edit({ state: 'closed', state_reason: 'not_planned' })
  const columns = [column('distance', 'drift'), column('origin', 'drift')]
  await run({ model, drift: drift('drift', { window: windowOf(6), features: columns }) })
  assert.deepEqual(
    (await comments()).map((comment) => comment.split('. ')[0]),
    [
      '@acme/ml: production of delay has drifted',
      '@acme/ml: delay predicts worse in production than its margin allows',
      '@acme/ml: production of delay has drifted',
    ],
  )
  assert.deepEqual(
    called.map(({ action: { event, kind } }) => `${event} ${kind}`),
    ['drift inputs', 'drift performance', 'drift inputs'],
  )
})

test('each model has an issue of its own, and what fails for one keeps no other from being told', async (t) => {
  const { called, comments, github, issues, planned, host } = await watched(t)
  const named = (name: string, week: number, verdict: 'drift' | 'stable') => ({
    model: { ...modelOf(WEBHOOK), name },
    drift: drift(verdict, { model: name, window: windowOf(week) }),
    owners: [`@acme/${name}`],
  })
  const run = async (name: string, week: number, verdict: 'drift' | 'stable' = 'drift') =>
    carryOut(await planned(named(name, week, verdict)), await host())
  github.faults.push({ match: `POST ${ISSUES}`, status: 403, body: { message: 'Resource not accessible' } })
  const [first] = [await run('delay', 4), await run('price', 4)]
  assert.match(first.failed!.message, /answered with 403/)
  await run('delay', 5)
  for (const week of [5, 6, 7]) await run('price', week, 'stable')
  assert.deepEqual(
    (await issues()).map(({ state, title }) => `${title}: ${state}`),
    ['Drift of price: closed', 'Drift of delay: open'],
  )
  assert.deepEqual((await comments(2)).length, 1)
  assert.match((await comments(2))[0]!, /^@acme\/delay: production of delay has drifted/)
  assert.match((await comments(1))[0]!, /^@acme\/price: production of price has drifted/)
  assert.deepEqual(
    called.map(({ action, state }) => `${state.model} ${action.event}`),
    ['price drift', 'delay drift', 'price healed'],
  )
})

test('an episode of which nobody was told, for quiet hours, says so in its issue, and as it is closed', async (t) => {
  const { comments, only, run } = await watched(t)
  const model = modelOf(', alert: { quiet: { from: "00:00", to: "12:00" } }')
  await run({ model })
  assert.match((await only()).body, /- Nobody is told now: quiet hours until 2026-02-05 12:00 UTC/)
  await run({ model, drift: next() })
  assert.match((await only()).body, /- ⚠️ \*\*an alert is held since 2026-02-05, for every run since then fell into/)
  for (const week of [6, 7, 8]) await run({ model, drift: stable(week) })
  const [last, ...others] = await comments()
  assert.deepEqual([others, (await only()).state], [[], 'closed'])
  assert.match(
    last!,
    /is stable\. distance is stable\n\n⚠️ nobody was told of this episode: from 2026-02-05 on every run/,
  )
})

test('a stable window makes no issue and asks once', async (t) => {
  const { github, issues, run } = await watched(t)
  const since = github.calls.length
  await run({ drift: stable() })
  assert.deepEqual([await issues(), github.count('writes', since)], [[], 0])
})

test('closed as not planned it stays closed while the evidence is the same, and other evidence opens it', async (t) => {
  const { called, comments, edit, only, run, trained, writesOf } = await watched(t)
  const model = modelOf(WEBHOOK)
  await run({ model })
  await edit({ state: 'closed', state_reason: 'not_planned' })
  assert.deepEqual(await writesOf(() => run({ model, drift: next(), history: [event(4, 'drift')] })), [])
  assert.equal((await only()).state, 'closed')
  const breach = drift('drift', { window: windowOf(6), performance: performance('drift') })
  await run({ model, drift: breach, history: [event(4, 'drift'), event(5, 'drift')] })
  assert.equal((await only()).state, 'open')
  assert.equal(trained.length, 1)
  assert.deepEqual([(await comments()).length, called.length], [2, 2])
})

test('a person who closes it while a run is under way is heard', async (t) => {
  const { comments, edit, host, only, planned, run } = await watched(t)
  await run({ drift: drift('watch') })
  await run()
  const plan = await planned({ drift: next(), model: modelOf(WEBHOOK), history: [event(4, 'drift')] })
  await edit({ state: 'closed', state_reason: 'not_planned' })
  const { did } = await carryOut(plan, await host())
  assert.deepEqual([(await only()).state, (await comments()).length], ['closed', 1])
  assert.deepEqual(did, ['the issue was closed by a person, and stays so'])
})

test('runs that come at once leave one open issue, the oldest', async (t) => {
  const { comments, host, issues, planned, run, writesOf } = await watched(t)
  const plan = await planned({})
  await Promise.all([1, 2, 3].map(async () => carryOut(plan, await host())))
  await run()
  const kept = (await issues()).find(({ state }) => state === 'open')!
  assert.equal((await comments(kept.number)).length, 1)
  const all = await issues()
  const open = all.filter(({ state }) => state === 'open')
  assert.deepEqual(
    open.map(({ number }) => number),
    [Math.min(...all.map(({ number }) => number))],
  )
  for (const { body, state } of all.filter(({ number }) => number !== open[0]!.number))
    assert.deepEqual(
      [state, body],
      ['closed', `Another run of Contender made this a second time: the issue is #${open[0]!.number}.`],
    )
  assert.deepEqual(await writesOf(() => run()), [])
})

test('lost answers make no second issue and no second comment', async (t) => {
  const { comments, github, issues, run, writesOf } = await watched(t)
  github.faults.push({ match: `POST ${ISSUES}`, drop: 'after' }, { match: `POST ${COMMENTS}`, drop: 'after' })
  const [first] = [await run()]
  assert.equal(first.failed, undefined)
  await run()
  const open = (await issues()).filter(({ state }) => state === 'open')
  assert.equal(open.length, 1)
  assert.equal((await comments(open[0]!.number)).length, 1)
  assert.deepEqual(await writesOf(() => run()), [])
})

test('where GitHub is down the error says so, nobody is told, and the next run goes on', async (t) => {
  const { called, comments, github, host, planned, run, trained } = await watched(t)
  const model = modelOf(WEBHOOK)
  const plan = await planned({ model, drift: drift('drift', { performance: performance('drift') }) })
  const down = await host()
  github.faults.push({ match: '*', status: 503, times: 40 })
  const { failed } = await carryOut(plan, { ...down, issues: { ...down.issues!, client: quick(down.issues!) } })
  assert.match(failed!.message, /^Cannot use the issues of this repository: GET \S+\/issues was answered with 503/)
  assert.deepEqual([called.length, trained.length], [0, 1], 'training needs no issue')
  github.faults.length = 0
  const after = await run({ model })
  assert.deepEqual([after.failed, called.length, (await comments()).length], [undefined, 1, 1])
})

/** A client that does not try again: the seconds between are not waited for in a test. */
function quick({ client }: IssuePlace): IssuePlace['client'] {
  client.hook.before('request', (options) => {
    options.request = { ...options.request, retries: 0 }
  })
  return client
}

test('a mention that fails is made up for by the next run, and the webhook is told once', async (t) => {
  const { called, comments, github, host, planned, run } = await watched(t)
  const model = modelOf(WEBHOOK)
  const plan = await planned({ model })
  const by = await host()
  github.faults.push({
    match: `POST ${COMMENTS}`,
    status: 403,
    body: { message: 'Resource not accessible by integration' },
  })
  const { failed } = await carryOut(plan, by)
  assert.match(failed!.message, /answered with 403.*issues: write/)
  assert.deepEqual([called.length, await comments()], [1, []])
  await run({ model })
  assert.deepEqual([called.length, (await comments()).length], [1, 1])
})

test('a webhook that does not answer is an error, keeps nothing from being done, and is called again', async (t) => {
  const { called, comments, run, trained } = await watched(t)
  const model = modelOf(WEBHOOK)
  const breach = drift('drift', { performance: performance('drift') })
  const callWebhook = async () => {
    throw new UserError('The webhook in $ALERT_URL answered with 502 after 5 tries, expected an answer of 2xx')
  }
  const { failed } = await run({ model, drift: breach }, { callWebhook })
  assert.match(failed!.message, /^The webhook in \$ALERT_URL/)
  assert.deepEqual([(await comments()).length, trained.length], [1, 1])
  await run({ model })
  assert.deepEqual([called.length, (await comments()).length], [1, 1])
})

test('an error of ours is no failure to be told: it is thrown', async (t) => {
  const { run } = await watched(t)
  const callWebhook = async () => {
    throw new TypeError('ours')
  }
  await assert.rejects(run({ model: modelOf(WEBHOOK) }, { callWebhook }), TypeError)
})

test('an issue that looks like it, of somebody else, is left alone; one of the job counts for the App', async (t) => {
  const { at, github, issues, only, place, run } = await watched(t)
  await run()
  const { body } = await only()
  await github.request(
    'POST',
    '/repos/acme/models/issues',
    { title: 'x', body: `${body}!` },
    github.userToken('mallory'),
  )
  await run({ drift: next(), history: [event(4, 'drift')] })
  const [ours, theirs] = await issues()
  assert.deepEqual([theirs!.body.trimEnd().endsWith('!'), theirs!.state, ours!.state], [true, 'open', 'open'])
  const app = await place({
    GITHUB_TOKEN: (await import('../../github/tokens.ts')).installationToken(github.world).value,
  })
  assert.deepEqual(app.authors, ['github-actions[bot]', 'contender[bot]'])
  assert.equal((await findDriftIssue(app, 'delay'))!.number, ours!.number)
  assert.equal(app.at.repo, at.repo)
})

test('the issue is found behind more than a page of others', async (t) => {
  const { github, run, issues, writesOf } = await watched(t)
  const job = github.jobToken({ permissions: { issues: 'write' } })
  for (let n = 0; n < 101; n++)
    await github.request('POST', '/repos/acme/models/issues', { title: `other ${n}`, body: 'x' }, job)
  await run()
  assert.deepEqual(await writesOf(() => run()), [])
  assert.ok((await issues()).length >= 100)
})

test('where issues are switched off it is said, and the rest is done', async (t) => {
  const { github, called, trained, host, planned } = await watched(t)
  const plan = await planned({ model: modelOf(WEBHOOK), drift: drift('drift', { performance: performance('drift') }) })
  const body = { message: 'Issues has been disabled in this repository.' }
  github.faults.push({ match: `GET ${ISSUES}`, status: 410, body })
  const { did, failed, issue } = await carryOut(plan, await host())
  assert.deepEqual([failed, issue, called.length, trained.length], [undefined, undefined, 1, 1])
  assert.ok(did.includes('there is no issue: issues are switched off in this repository'), did.join('\n'))
})

test('a token that may not write issues is told so', async (t) => {
  const { github, host, planned, place } = await watched(t)
  const reading = github.jobToken({ permissions: { issues: 'read' } })
  const plan = await planned({})
  const { failed } = await carryOut(plan, await host({ issues: await place({ GITHUB_TOKEN: reading }) }))
  assert.match(failed!.message, /POST \/repos\/acme\/models\/issues was answered with 403.*permission `issues: write`/)
})
