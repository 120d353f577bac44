import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { type TestContext, test } from 'node:test'
import { readDrift } from '../../../bot/dashboard/read-drift.ts'
import { updateDashboard } from '../../../bot/dashboard/update-dashboard.ts'
import type { RepositoryAccess } from '../../../bot/github/open-github.ts'
import { type DriftTold, tellDrift } from '../../../core/ledger/drift-told.ts'
import { eventFile, eventMessage, type LedgerEvent } from '../../../core/ledger/event-file.ts'
import { script } from '../../actions/repository.ts'
import { AT, scene } from '../../github/routes/scene.ts'
import { driftEvent } from '../../ledger/drift-event.ts'
import { auditEvent } from '../../ledger/events.ts'
import { accessTo } from '../access.ts'

const CONFIG = `models:
  delay: { task: regression, predictions: p.csv }
  churn: { task: regression, predictions: p.csv }
governance: { expires: 30d }
`
const DAY = 86_400_000
const ISSUES = '/repos/{owner}/{repo}/issues'

interface Issue {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: string
  readonly user: { readonly login: string }
}

/** acme/models with a contender.yml on main, unless there is none, and the App. */
async function repository(t: TestContext, config: string | null = CONFIG) {
  const made = await scene(t)
  const { github } = made
  const put = (text: string) =>
    script(
      github.git.folder,
      `git fast-import --quiet --date-format=raw <<'DONE'\ncommit refs/heads/main\ncommitter Ann <ann@example.com> ${AT / 1000} +0000\ndata 1\nx\nfrom ${script(github.git.folder, 'git rev-parse main')}\nM 100644 inline contender.yml\ndata <<END\n${text}END\nDONE`,
    )
  if (config !== null) put(config)
  const issues = async () => {
    const { body } = await github.request('GET', '/repos/acme/models/issues?state=all&per_page=100&direction=asc')
    return (body as (Issue & { pull_request?: object })[]).filter((issue) => issue.pull_request === undefined)
  }
  const instance = (said: string[] = []): RepositoryAccess => {
    const access = accessTo(github)
    const log = { ...access.log, info: (message: string) => void said.push(message) }
    return { ...access, log, server: 'https://github.com' }
  }
  const access = instance()
  const only = async () => {
    const [issue, ...others] = await issues()
    assert.deepEqual(others, [])
    return issue!
  }
  /** Reads and writes of one update. */
  const cost = async (by: RepositoryAccess = access) => {
    const since = github.calls.length
    await updateDashboard(by)
    return [github.count('reads', since), github.count('writes', since)]
  }
  const edit = (number: number, body: object, login = 'ann') =>
    github.request('PATCH', `/repos/acme/models/issues/${number}`, body, github.userToken(login))
  const tag = (name: string, daysAgo: number) =>
    script(
      github.git.folder,
      `GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=ann@example.com GIT_COMMITTER_DATE='${AT / 1000 - daysAgo * 86_400} +0000' git tag -a -m x '${name}' main`,
    )
  return { ...made, access, cost, edit, instance, issues, only, put, tag }
}

test('a repository gets one dashboard, which is left alone while nothing changes', async (t) => {
  const { cost, only } = await repository(t)
  assert.deepEqual(await cost(), [6, 1])
  const { body, state, title, user } = await only()
  assert.deepEqual([title, state, user.login], ['Contender dashboard', 'open', 'contender[bot]'])
  assert.match(body, /^<!-- contender:dashboard [\w=]+ -->\n/)
  assert.match(body, /\| \*\*churn\*\* \| – \| – \| none\u00a0yet \|/)
  assert.deepEqual(await cost(), [5, 0])
})

test('without a contender.yml there is none, and two reads', async (t) => {
  const { cost, issues } = await repository(t, null)
  assert.deepEqual([await cost(), await issues()], [[2, 0], []])
})

test('versions, stages, ages and what is past its time come from the tags, each of which is read once', async (t) => {
  const { cost, github, instance, only, tag } = await repository(t)
  tag('delay@v1.0.0', 40)
  tag('delay#staging#1', 40)
  tag('delay#production#2', 39)
  script(github.git.folder, "git tag 'other' main")
  assert.deepEqual(await cost(), [9, 1])
  const { body } = await only()
  const link = '[v1.0.0](https://github.com/acme/models/releases/tag/delay%40v1.0.0)'
  assert.ok(body.includes(`| **delay** | ${link} | ${link} | ${link},\u00a05\u00a0weeks |`), body)
  assert.match(body, /- \*\*delay\*\* v1\.0\.0 in staging and production since 2026-09-23, due since 2026-10-23/)
  tag('delay@v1.1.0', 0)
  assert.deepEqual(await cost(), [6, 1])
  assert.match((await only()).body, /v1\.1\.0\),\u00a0today \|/)
  github.setClock(AT + DAY)
  assert.deepEqual(await cost(instance()), [9, 1], 'another process has kept no tag')
})

test('a registry of more tags than are read at one time is read in parts, and shown once it is whole', async (t) => {
  const { github, instance, issues, only, tag } = await repository(t)
  for (const n of [1, 2, 3, 4, 5]) tag(`delay@v1.${n}.0`, 9 - n)
  const said: string[] = []
  const access = instance(said)
  const reads: number[] = []
  for (const _ of [1, 2, 3, 4]) {
    const since = github.calls.length
    await updateDashboard(access, 2)
    reads.push(github.calls.slice(since).filter(({ route }) => route.endsWith('/git/tags/{tag_sha}')).length)
    if (reads.length < 3) assert.deepEqual(await issues(), [])
  }
  assert.deepEqual(reads, [2, 2, 1, 0])
  assert.deepEqual(said, [
    'The registry is read in parts: 2 of 5 tags so far',
    'The registry is read in parts: 4 of 5 tags so far',
  ])
  assert.match((await only()).body, /v1\.5\.0\),\u00a04\u00a0days \|/)
})

test('open pull requests that wait for a sign-off, with what their check misses, and retrainings of the App', async (t) => {
  const { bot, change: head, cost, github, only } = await repository(t)
  for (const branch of ['contender/retrain/delay', 'contender/retrain/churn', 'other'])
    script(github.git.folder, `git branch ${branch} change`)
  const first = await github.openPullRequest({ head: 'change', title: 'Use the weather' })
  const retrain = await github.openPullRequest({
    head: 'contender/retrain/delay',
    title: 'Retrain delay',
    author: 'contender[bot]',
  })
  await github.openPullRequest({ head: 'contender/retrain/churn', title: 'Not of the App' })
  const at = { owner: 'acme', repo: 'models' }
  const check = { ...at, name: 'contender / governance', head_sha: head, status: 'completed' } as const
  const { data } = await bot.checks.create({
    ...check,
    conclusion: 'action_required',
    output: { title: '2 of 5 items are missing: dpia', summary: 'x' },
  })
  await bot.checks.create({
    ...check,
    name: 'contender / metrics',
    conclusion: 'action_required',
    output: { title: 'undecided', summary: 'x' },
  })
  assert.deepEqual(await cost(), [9, 1])
  const { body } = await only()
  assert.ok(
    body.includes(
      `[#\u200b${first.number} Use the weather](https://redirect.github.com/acme/models/pull/${first.number}): 2 of 5 items are missing: dpia`,
    ),
    body,
  )
  assert.match(
    body,
    new RegExp(`### Retraining\n\n- \\*\\*delay\\*\\*: \\[#\u200b${retrain.number} Retrain delay\\]\\S+\n\n### Models`),
  )
  await bot.checks.update({
    ...at,
    check_run_id: data.id,
    conclusion: 'success',
    output: { title: 'all met', summary: 'x' },
  })
  await cost()
  const signed = (await only()).body
  assert.ok(!signed.includes('Waiting for a sign-off'), signed)
})

test('a check of that name that another App made counts for nothing', async (t) => {
  const { as, change: head, cost, github, only } = await repository(t)
  await github.openPullRequest({ head: 'change' })
  const job = as(github.jobToken({ permissions: { checks: 'write' } }))
  await job.checks.create({
    owner: 'acme',
    repo: 'models',
    name: 'contender / governance',
    head_sha: head,
    conclusion: 'action_required',
    output: { title: 'forged', summary: 'x' },
  })
  await cost()
  assert.match((await only()).body, /\*\*No pull request waits for a sign-off/)
})

test('what a person wrote into it does not stay; a title of theirs does', async (t) => {
  const { cost, edit, only } = await repository(t)
  await cost()
  const { body, number } = await only()
  await edit(number, { body: `${body}\nAll models are fine!`, title: 'Where our models are' })
  assert.deepEqual(await cost(), [5, 1])
  const healed = await only()
  assert.deepEqual([healed.body.trimEnd(), healed.title], [body.trimEnd(), 'Where our models are'])
})

test('one that a person closed stays closed, and goes on being updated', async (t) => {
  const { cost, edit, only, tag } = await repository(t)
  await cost()
  await edit((await only()).number, { state: 'closed' })
  assert.deepEqual(await cost(), [5, 0])
  tag('delay@v1.0.0', 3)
  await cost()
  const { body, state } = await only()
  assert.deepEqual([state, /v1\.0\.0/.test(body)], ['closed', true])
})

test('an issue of somebody else that looks like it is left alone', async (t) => {
  const { cost, github, issues, only } = await repository(t)
  await cost()
  const { body } = await only()
  const forged = await github.request(
    'POST',
    '/repos/acme/models/issues',
    { title: 'x', body: `${body}!` },
    github.userToken('mallory'),
  )
  assert.equal(forged.status, 201)
  assert.deepEqual(await cost(), [5, 0])
  assert.deepEqual(
    (await issues()).map(({ body, state }) => [body.trimEnd().endsWith('!'), state]),
    [
      [false, 'open'],
      [true, 'open'],
    ],
  )
})

test('instances that come at once leave one open, the oldest; the others say where it is', async (t) => {
  const { access, cost, instance, issues } = await repository(t)
  await Promise.all([1, 2, 3].map(() => updateDashboard(instance())))
  await updateDashboard(access)
  const all = await issues()
  const open = all.filter(({ state }) => state === 'open')
  assert.equal(open.length, 1)
  assert.equal(open[0]!.number, Math.min(...all.map(({ number }) => number)))
  for (const { body, state } of all.slice(1))
    assert.deepEqual(
      [state, body],
      ['closed', `Another instance of Contender made this a second time: the dashboard is #${open[0]!.number}.`],
    )
  assert.deepEqual(await cost(), [5, 0])
})

test('an answer that was lost makes no second dashboard in the end', async (t) => {
  const { cost, github, issues } = await repository(t)
  github.faults.push({ match: `POST ${ISSUES}`, drop: 'after' })
  await cost()
  await cost()
  assert.equal((await issues()).filter(({ state }) => state === 'open').length, 1)
})

test('a contender.yml that cannot be read is told in the dashboard, and begins none', async (t) => {
  const { cost, issues, only, put } = await repository(t, 'models: {\n')
  await cost()
  assert.deepEqual(await issues(), [])
  put(CONFIG)
  await cost()
  put('models: { delay: { task: x } }\n')
  await cost()
  const { body } = await only()
  assert.match(body, /> \[!WARNING\]\n> `contender\.yml` of the default branch cannot be read, so no model is judged: /)
})

test('where issues are switched off nothing is made, and nothing fails', async (t) => {
  const { github, instance } = await repository(t)
  const said: string[] = []
  github.faults.push({
    match: `GET ${ISSUES}`,
    status: 410,
    body: { message: 'Issues has been disabled in this repository.' },
  })
  await updateDashboard(instance(said))
  assert.deepEqual(said, ['No dashboard: issues are switched off'])
})

/** What the ledger says, one commit an event. */
function record({ git }: { readonly git: { readonly folder: string } }, events: readonly LedgerEvent[]): void {
  const stream = events.map((event, at) => {
    const { path, text } = eventFile(event)
    const data = (content: string) => `data ${Buffer.byteLength(content)}\n${content}\n`
    const commit = `commit refs/heads/contender/ledger\nmark :${at + 1}\ncommitter Ann <ann@example.com> ${AT / 1000 + at} +0000\n`
    return `${commit}${data(eventMessage(event))}${at === 0 ? FROM : `from :${at}\n`}M 100644 inline ${path}\n${data(text)}`
  })
  const known = execFileSync('git', ['for-each-ref', 'refs/heads/contender/ledger'], { cwd: git.folder }).length > 0
  const input = stream.join('').replace(FROM, known ? 'from refs/heads/contender/ledger^0\n' : '')
  execFileSync('git', ['fast-import', '--quiet'], { cwd: git.folder, input })
}

const FROM = 'FROM\n'

const WATCHED = CONFIG.replace(
  'p.csv }',
  'p.csv, data: { train: t.csv, target: late }, drift: { logs: { files: logs/*.csv, time: at } } }',
)

test('the last verdict of a model that is watched costs one read more, and is told to whoever measures', async (t) => {
  const { access, cost, github, only, put } = await repository(t)
  put(WATCHED)
  const told: unknown[] = []
  const watching = { ...access, onDrift: (windows: unknown) => void told.push(windows) }
  assert.deepEqual(await cost(watching), [7, 1])
  assert.match(
    (await only()).body,
    /\*\*delay\*\* .* \| not\u00a0judged\u00a0yet \|\n.*churn.*not\u00a0watched\u00a0yet/,
  )
  const events = [
    driftEvent(1, { verdict: 'stable' }),
    driftEvent(2, { verdict: 'watch' }),
    driftEvent(3, { model: 'gone', verdict: 'drift' }),
  ]
  record(github, [...events, auditEvent(4)])
  assert.deepEqual(await cost(watching), [6, 1])
  const link = `[watch](https://github.com/acme/models/blob/contender/ledger/drift/delay/${events[1]!.id}.json)`
  assert.ok((await only()).body.includes(`| 👀\u00a0${link},\u00a0`), (await only()).body)
  assert.deepEqual(told, [[], [tellDrift(events[1]!)]])
  assert.deepEqual(await cost(watching), [6, 0])
})

test('without its contender.yml nothing of a repository is measured any more', async (t) => {
  const { access, cost, github, put } = await repository(t)
  put(WATCHED)
  record(github, [driftEvent(1, { verdict: 'drift' })])
  const told: unknown[] = []
  const watching = { ...access, onDrift: (windows: readonly unknown[]) => void told.push(windows.length) }
  await cost(watching)
  script(
    github.git.folder,
    `git fast-import --quiet --date-format=raw <<'DONE'\ncommit refs/heads/main\ncommitter Ann <ann@example.com> ${AT / 1000} +0000\ndata 1\nx\nfrom ${script(github.git.folder, 'git rev-parse main')}\nD contender.yml\nDONE`,
  )
  await cost(watching)
  assert.deepEqual(told, [1, 0])
})

test('a model that is judged once a week is known beside one that is judged each hour, for one read each at first', async (t) => {
  const { access, cost, github, instance, only, put } = await repository(t)
  const drift = 'data: { train: t.csv, target: late }, drift: { logs: { files: logs/*.csv, time: at } }'
  put(CONFIG.replaceAll('p.csv }', `p.csv, ${drift} }`))
  const told: string[][] = []
  const onDrift = (windows: readonly DriftTold[]) =>
    void told.push(windows.map(({ model, summary }) => `${model} ${summary.verdict}`))
  const watching = { ...access, onDrift }
  const hours = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, at) =>
      driftEvent(from + at, { model: 'churn', week: from + at, verdict: 'stable' }),
    )
  const weekly = [driftEvent(1, { week: 1, verdict: 'watch' }), driftEvent(2, { week: 2, verdict: 'drift' })]
  record(github, [...weekly, ...hours(3, 313)])
  const both = ['delay drift', 'churn stable']
  // The newest hundred tell of the hourly one as much as is shown.
  assert.deepEqual(await cost(watching), [8, 1])
  assert.deepEqual(told.at(-1)!.toSorted(), both.toSorted())
  const { body } = await only()
  assert.match(body, /\*\*delay\*\* .*❌\u00a0\[drift\]/)
  assert.ok(body.includes(`| **churn** | ${'🟩'.repeat(12)} | 12 × stable |`), body)
  assert.ok(body.includes('| **delay** | 🟨🟥 | watch, drift |'), body)
  assert.deepEqual(await cost(watching), [6, 0], 'what is known is not read again')
  record(github, [...hours(313, 340), driftEvent(340, { week: 3, verdict: 'stable' })])
  assert.deepEqual(await cost(watching), [6, 1], 'what came since is read alone')
  assert.ok((await only()).body.includes('| **delay** | 🟨🟥🟩 | watch, drift, stable |'))
  record(github, hours(341, 341 + 120))
  assert.deepEqual(await cost(watching), [7, 1], 'more than a page came since')
  assert.deepEqual(told.at(-1)!.toSorted(), ['churn stable', 'delay stable'])
  assert.deepEqual(await cost(instance()), [7, 0], 'another process has kept nothing')
})

test('of more models than are looked for at one time, none is shown until all are known', async (t) => {
  const { access, github } = await repository(t)
  const models = ['a', 'b', 'c', 'never']
  const old = ['a', 'b', 'c'].map((model, at) => driftEvent(at + 1, { model, week: 1, verdict: 'watch' }))
  record(github, [...old, ...Array.from({ length: 120 }, (_, at) => driftEvent(at + 4, { week: at + 1 }))])
  const said: string[] = []
  const info = (message: string) => void said.push(message)
  const told = () => readDrift({ ...access, log: { ...access.log, info } }, models, 2)
  assert.equal(await told(), undefined)
  assert.deepEqual([...(await told())!.keys()].toSorted(), ['a', 'b', 'c'])
  assert.deepEqual(said, ['What was found in production is read in parts: 2 of 4 models so far'])
})
