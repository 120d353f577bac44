import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import type { BotWorld } from '../../../bot/create-bot.ts'
import { startBot } from '../../../bot/start-bot.ts'
import { WORK, type Work } from '../../../bot/work.ts'
import { ledgerEvents } from '../../../core/io/github/ledger-events.ts'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import { tellDrift } from '../../../core/ledger/drift-told.ts'
import { AT, scene } from '../../github/routes/scene.ts'
import { installationToken } from '../../github/tokens.ts'
import { driftEvent } from '../../ledger/drift-event.ts'
import { accessTo } from '../access.ts'
import { appendEvent } from '../pull/append-event.ts'
import { handTimers, settled } from '../queue/hand-timers.ts'
import { settingsAt, startTestBot } from '../start-bot.ts'

const MINUTE = 60_000

/** A bot that writes down what it does; it is told of nothing until a test says so. */
async function quiet(t: TestContext, more: BotWorld & { readonly jobs?: Partial<Work> } = {}) {
  const at = await scene(t)
  const did: string[] = []
  const { jobs, ...world } = more
  const work: Partial<Work> = {
    lookAtPull: async (_, number, options) => void did.push(`look ${number}${options?.verify ? ' verify' : ''}`),
    lookAtGroup: async (_, { base_ref, base_sha }) => void did.push(`group on ${base_ref} ${base_sha}`),
    runCommand: async ({ at, client }, { comment, delivery, isPull, sender }) => {
      did.push(`${sender}: ${comment.body} ${delivery === null ? '' : 'told '}${isPull}`)
      await client.rest.reactions.createForIssueComment({ ...at, comment_id: comment.id, content: 'rocket' })
    },
    updateDashboard: async () => void did.push('dashboard'),
    recordPolicyChange: async (_, { after, before }) =>
      void did.push(`policy ${before?.slice(0, 4) ?? 'whatever'}...${after.slice(0, 4)}`),
    ...jobs,
  }
  const bot = await startTestBot(at.github, { work, ...world })
  const { webhooks } = bot
  at.github.listen()
  return { ...at, bot, did, webhooks, work }
}

type Quiet = Awaited<ReturnType<typeof quiet>>

/** A commit of `ann` on a branch with this config, as her push leaves it. */
async function pushPolicy(
  { ann, at, change, main }: Quiet,
  branch: 'main' | 'change' = 'main',
  content = 'models: {}\n',
): Promise<string> {
  const file = { path: 'contender.yml', mode: '100644', type: 'blob', content } as const
  const parents = [branch === 'main' ? main : change]
  const tree = await ann.git.createTree({ ...at, tree: [file] })
  const author = { name: 'ann', email: 'ann@example.com', date: new Date(AT).toISOString() }
  const commit = { message: 'Ask for more', tree: tree.data.sha, parents, author }
  const { data } = await ann.git.createCommit({ ...at, ...commit })
  await ann.git.updateRef({ ...at, ref: `heads/${branch}`, sha: data.sha })
  return data.sha
}

const LATE = 'models: { delay: { task: regression, predictions: p.csv, gates: [{ metric: rmse, max: 1 }] } }\n'

test('reconcile: with every webhook lost, all open pull requests are looked at, and the dashboard', async (t) => {
  const { bot, did, github, ...rest } = await quiet(t)
  const tip = await pushPolicy({ bot, did, github, ...rest })
  await github.openPullRequest({ head: 'change' })
  await bot.reconcile()
  assert.deepEqual(did, [`policy whatever...${tip.slice(0, 4)}`, 'look 1 verify', 'dashboard'])
  did.length = 0
  github.setClock(AT + 20 * MINUTE)
  await bot.reconcile()
  assert.deepEqual(did, ['look 1 verify', 'dashboard'])
})

test('reconcile: a command that no webhook brought is run once, also where one who died had begun it; one that we answered, and an edited one, never', async (t) => {
  const { ann, as, at, bot, did, github, work } = await quiet(t)
  const app = as(installationToken(github.world).value)
  await github.openPullRequest({ head: 'change' })
  const say = async (body: string) => (await ann.issues.createComment({ ...at, issue_number: 1, body })).data.id
  await say('/contender sign dpia')
  await say('Looks good')
  const edited = await say('Please')
  github.setClock(AT + MINUTE)
  await ann.issues.updateComment({ ...at, comment_id: edited, body: '/contender promote delay' })
  const reacted = await say('/contender rerun')
  await ann.reactions.createForIssueComment({ ...at, comment_id: reacted, content: 'rocket' })
  const begun = await say('/contender help')
  await app.reactions.createForIssueComment({ ...at, comment_id: begun, content: 'eyes' })
  const answered = await say('/contender unsign dpia')
  await app.reactions.createForIssueComment({ ...at, comment_id: answered, content: 'confused' })
  await bot.reconcile()
  const asked = ['ann: /contender sign dpia true', 'ann: /contender rerun true', 'ann: /contender help true']
  assert.deepEqual(
    did.filter((one) => one.startsWith('ann')),
    asked,
  )
  did.length = 0
  await bot.reconcile()
  // One that starts anew knows of nothing but our reactions.
  const other = await startTestBot(github, { work })
  github.listen()
  await other.reconcile()
  assert.deepEqual(did, ['look 1 verify', 'look 1 verify'])
})

test('reconcile: a failed webhook is asked for again, once, and not where it arrived later', async (t) => {
  const { bot, did, github, webhooks } = await quiet(t)
  github.listen(webhooks)
  github.setChaos({ seed: 1, drop: 1 })
  const tell = (number: number) => {
    const own = { pull_request: { number, head: { ref: 'change' } } }
    return github.deliver({ name: 'pull_request', action: 'synchronize', own, sender: 'ann' })
  }
  await tell(5)
  await tell(6)
  await bot.settle()
  assert.deepEqual(did, [])
  github.setChaos({ seed: 0 })
  await bot.reconcile()
  await bot.settle()
  assert.deepEqual(did.toSorted(), ['look 5', 'look 6'])
  const attempts = () => github.calls.filter(({ path }) => path.endsWith('/attempts')).length
  assert.equal(attempts(), 2)
  await bot.reconcile()
  const fresh = await startTestBot(github, { work: {} })
  await fresh.reconcile()
  assert.equal(attempts(), 2, 'asked again for what had arrived')
})

test('reconcile: a webhook that always fails is asked for a few times, and none that is older than three days', async (t) => {
  const { bot, github } = await quiet(t)
  github.listen('http://127.0.0.1:9/')
  await github.deliver({ name: 'push', own: {}, sender: 'ann' })
  await github.settle()
  for (let round = 0; round < 8; round++) {
    await bot.reconcile()
    await github.settle()
  }
  const attempts = () => github.calls.filter(({ path }) => path.endsWith('/attempts')).length
  assert.equal(attempts(), 4)
  await github.deliver({ name: 'push', own: {}, sender: 'ann' })
  await github.settle()
  github.setClock(AT + 4 * 1440 * MINUTE)
  await bot.reconcile()
  assert.equal(attempts(), 4)
})

test('reconcile: a part that GitHub does not give leaves the others, and is looked for in the next round', async (t) => {
  const { ann, at, bot, did, github } = await quiet(t)
  await github.openPullRequest({ head: 'change' })
  await ann.issues.createComment({ ...at, issue_number: 1, body: '/contender help' })
  const comments = 'GET /repos/{owner}/{repo}/issues/comments'
  github.faults.push(
    { match: comments, status: 500, times: 4 },
    { match: 'GET /app/hook/deliveries', status: 500, times: 4 },
  )
  await bot.reconcile()
  assert.deepEqual(did, ['look 1 verify'])
  const warnings = bot.log.filter(({ level }) => level === 'warn').map(({ message }) => message)
  assert.deepEqual(warnings, [
    'The reconcile could not read the deliveries',
    'The reconcile could not read a repository',
  ])
  did.length = 0
  await bot.reconcile()
  assert.deepEqual(did, ['ann: /contender help true', 'look 1 verify'])
})

test('reconcile: what was found in a repository is measured while the App is installed there, as far as is known', async (t) => {
  const jobs: Partial<Work> = {
    updateDashboard: async ({ onDrift }) => onDrift!([tellDrift(driftEvent(1, { verdict: 'drift' }))]),
  }
  const at = await quiet(t, { jobs })
  await pushPolicy(at)
  const { bot, github } = at
  const measured = async () => {
    await bot.reconcile()
    return (await (await fetch(`${bot.url}/metrics`)).text()).includes('{repository="acme/models",model="delay"')
  }
  assert.ok(await measured())
  const installed = 'GET /installation/repositories'
  github.faults.push({ match: installed, status: 500, times: 4 })
  assert.ok(await measured(), 'a list that could not be read')
  github.faults.push({ match: installed, status: 200, body: { total_count: 0, repositories: [] } })
  assert.ok(!(await measured()), 'not installed there')
  assert.ok(await measured())
  github.faults.push({ match: 'GET /app/installations', status: 200, body: [] })
  assert.ok(!(await measured()), 'not installed anywhere')
})

test('reconcile: with GitHub down it ends, and says so', async (t) => {
  const { bot, did, github } = await quiet(t)
  await github.openPullRequest({ head: 'change' })
  github.faults.push({ match: '*', status: 503, times: Number.POSITIVE_INFINITY })
  await bot.reconcile()
  assert.deepEqual(did, [])
  github.faults.length = 0
  await bot.reconcile()
  assert.deepEqual(did, ['look 1 verify'])
})

test('reconcile: a group of a merge queue is found by its branch, on the commit that it is built on', async (t) => {
  const { ann, at, bot, change, did, main, ...rest } = await quiet(t)
  await pushPolicy({ ann, at, bot, change, did, main, ...rest })
  await ann.git.createRef({ ...at, ref: `refs/heads/gh-readonly-queue/main/pr-1-${main}`, sha: change })
  did.length = 0
  await bot.reconcile()
  assert.ok(did.includes(`group on refs/heads/main ${main}`), did.join(', '))
})

test('reconcile: pull requests that were closed since are looked at once more', async (t) => {
  const { ann, at, bot, did, github, ...rest } = await quiet(t)
  await pushPolicy({ ann, at, bot, did, github, ...rest })
  const { number } = await github.openPullRequest({ head: 'change' })
  await bot.reconcile()
  github.setClock(AT + 20 * MINUTE)
  await ann.pulls.update({ ...at, pull_number: number, state: 'closed' })
  did.length = 0
  await bot.reconcile()
  assert.deepEqual(did, ['look 1', 'dashboard'])
})

/** Commits with which the policy changed, as the ledger tells of them. */
async function policyCommits({ ann, at, github }: Quiet) {
  const { signed } = await ledgerEvents(ann, at, {
    apps: ['contender[bot]'],
    repository: github.world.repositoryId,
    since: new Date(0),
  })
  return signed.map(({ commit }) => commit)
}

test('reconcile: a policy that came with a merge is told of once, though its commit is older than the last round', async (t) => {
  const all = await quiet(t, { jobs: { recordPolicyChange: WORK.recordPolicyChange } })
  const { ann, at, bot, github } = all
  await pushPolicy(all, 'change', LATE)
  await github.openPullRequest({ head: 'change' })
  for (const minute of [0, 30]) {
    github.setClock(AT + minute * MINUTE)
    await bot.reconcile()
  }
  assert.deepEqual(await policyCommits(all), [])
  github.setClock(AT + 60 * MINUTE)
  const merged = await ann.pulls.merge({ ...at, pull_number: 1 })
  await bot.reconcile()
  assert.deepEqual(await policyCommits(all), [merged.data.sha])
})

test('reconcile: a start finds a policy of which an earlier process told nothing, however long ago it came', async (t) => {
  const all = await quiet(t, { jobs: { recordPolicyChange: WORK.recordPolicyChange } })
  const { ann, at, bot, github } = all
  await pushPolicy(all, 'change', LATE)
  await github.openPullRequest({ head: 'change' })
  const merged = await ann.pulls.merge({ ...at, pull_number: 1 })
  github.setClock(AT + 40 * 1440 * MINUTE)
  await bot.reconcile()
  assert.deepEqual(await policyCommits(all), [merged.data.sha])
  const other = await startTestBot(github, { work: { recordPolicyChange: WORK.recordPolicyChange } })
  github.listen()
  const since = github.calls.length
  await other.reconcile()
  assert.deepEqual(await policyCommits(all), [merged.data.sha])
  assert.equal(github.count('writes', since), 1, 'a token')
})

test('reconcile: a branch that has not moved costs one read of it', async (t) => {
  const { bot, github } = await quiet(t)
  await bot.reconcile()
  const since = github.calls.length
  await bot.reconcile()
  const paths = github.calls.slice(since).map(({ path }) => path.replace('/repos/acme/models/', ''))
  assert.deepEqual(
    paths.filter((path) => !path.startsWith('/')),
    ['git/ref/heads%2Fmain', 'pulls'],
  )
})

test('reconcile: a release that no webhook told of, long after the merge, is told at the pull request', async (t) => {
  const all = await quiet(t)
  const { ann, at, bot, did, github } = all
  await pushPolicy(all, 'change')
  await github.openPullRequest({ head: 'change' })
  const merged = await ann.pulls.merge({ ...at, pull_number: 1 })
  github.setClock(AT + 20 * MINUTE)
  await bot.reconcile()
  github.setClock(AT + 90 * MINUTE)
  await bot.reconcile()
  const access = accessTo(github)
  const event = { action: 'registry.register', model: 'delay', version: 'v1.0.0', tag: 'delay@v1.0.0' } as const
  await appendEvent(githubLedger(access.place), access, { ...event, commit: merged.data.sha })
  did.length = 0
  github.setClock(AT + 95 * MINUTE)
  await bot.reconcile()
  assert.deepEqual(did, ['look 1', 'dashboard'])
})

test('reconcile: a registration that names pull requests that there are not holds up nothing', async (t) => {
  const all = await quiet(t, { jobs: { lookAtPull: WORK.lookAtPull } })
  const { bot, did, github } = all
  await pushPolicy(all, 'main')
  const access = accessTo(github)
  const event = { action: 'registry.register', model: 'delay', version: 'v1.0.0', tag: 'delay@v1.0.0' } as const
  await appendEvent(githubLedger(access.place), access, { ...event, commit: null, pulls: [404] })
  await bot.reconcile()
  assert.deepEqual(did.slice(-1), ['dashboard'])
  assert.ok(github.calls.some(({ path }) => path.endsWith('/pulls/404')))
  assert.doesNotMatch(await (await fetch(`${bot.url}/metrics`)).text(), /^contender_failures_total\{/m)
})

test('reconcile: its age grows while GitHub is down, or a repository cannot be read, and is 0 once all was seen', async (t) => {
  const { ann, at, bot, github } = await quiet(t)
  await github.openPullRequest({ head: 'change' })
  await ann.issues.createComment({ ...at, issue_number: 1, body: 'Hello' })
  const minutes = async () => {
    const [, age] = /^contender_reconcile_age_seconds (.*)$/m.exec(await (await fetch(`${bot.url}/metrics`)).text())!
    return Math.floor(Number(age) / 60)
  }
  await bot.reconcile()
  assert.equal(await minutes(), 0)
  github.setClock(AT + 31 * MINUTE)
  for (const match of ['*', 'GET /app/installations', 'GET /repos/{owner}/{repo}/pulls']) {
    github.faults.push({ match, status: 503, times: Number.POSITIVE_INFINITY })
    await bot.reconcile()
    assert.equal(await minutes(), 31, match)
    github.faults.length = 0
  }
  await bot.reconcile()
  assert.equal(await minutes(), 0)
})

test('reconcile: a command that fails for half an hour is run once it can be', async (t) => {
  let broken = true
  const ran: string[] = []
  const runCommand: Work['runCommand'] = async (_, { comment }) => {
    if (broken) throw new Error('502')
    ran.push(comment.body)
  }
  const { ann, at, bot, github } = await quiet(t, { jobs: { runCommand } })
  await github.openPullRequest({ head: 'change' })
  await ann.issues.createComment({ ...at, issue_number: 1, body: '/contender help' })
  for (const minute of [1, 16, 32]) {
    github.setClock(AT + minute * MINUTE)
    await bot.reconcile()
    await bot.idle()
  }
  broken = false
  github.setClock(AT + 50 * MINUTE)
  await bot.reconcile()
  assert.deepEqual(ran, ['/contender help'])
  await bot.reconcile()
  assert.equal(ran.length, 1)
})

test('reconcile: a webhook that GitHub does not send again holds up none of the others', async (t) => {
  const { bot, did, github, webhooks } = await quiet(t)
  github.listen(webhooks)
  github.setChaos({ seed: 1, drop: 1 })
  for (const number of [5, 6]) {
    github.setClock(AT + number * MINUTE)
    const own = { pull_request: { number, head: { ref: 'change' } } }
    await github.deliver({ name: 'pull_request', action: 'synchronize', own, sender: 'ann' })
  }
  await bot.settle()
  github.setChaos({ seed: 0 })
  github.faults.push({ match: 'POST /app/hook/deliveries/{delivery_id}/attempts', status: 422 })
  await bot.reconcile()
  await bot.settle()
  assert.deepEqual(did, ['look 6'])
})

test('reconcile: a button that was pressed hours ago is not pressed again; a pull request is looked at', async (t) => {
  const pressed: string[] = []
  const pressRerun: Work['pressRerun'] = async (_, { name }) => void pressed.push(name)
  const { bot, did, github, webhooks } = await quiet(t, { jobs: { pressRerun } })
  github.listen(webhooks)
  const press = () => {
    const app = { id: github.app.id }
    const check_run = { id: 5, name: 'contender / metrics', head_sha: 'a'.repeat(40), app, pull_requests: [] }
    const own = { check_run, requested_action: { identifier: 'rerun' } }
    return github.deliver({ name: 'check_run', action: 'requested_action', own, sender: 'ann' })
  }
  github.setChaos({ seed: 1, drop: 1 })
  await press()
  const own = { pull_request: { number: 6, head: { ref: 'change' } } }
  await github.deliver({ name: 'pull_request', action: 'synchronize', own, sender: 'ann' })
  await bot.settle()
  github.setClock(AT + 61 * MINUTE)
  await press()
  await bot.settle()
  github.setChaos({ seed: 0 })
  await bot.reconcile()
  await bot.settle()
  assert.deepEqual([pressed, did], [['contender / metrics'], ['look 6']])
})

test('reconcile: few requests left are left to webhooks', async (t) => {
  const { github } = await scene(t, { limits: { requests: 12 } })
  const did: string[] = []
  const lookAtPull: Work['lookAtPull'] = async ({ at, client }, number, { verify } = {}) => {
    did.push(`look ${number} ${verify}`)
    for (let read = 0; read < 8; read++) await client.rest.repos.get({ ...at })
  }
  const bot = await startTestBot(github, { work: { lookAtPull } })
  await github.openPullRequest({ head: 'change' })
  await bot.settle()
  assert.deepEqual(did, ['look 1 undefined'])
  await bot.reconcile()
  assert.deepEqual(did, ['look 1 undefined'])
  assert.ok(bot.log.some(({ message }) => /leaves the rest to its next round/.test(String(message))))
})

test('reconcile: it comes five seconds after the start, and every ten minutes', async (t) => {
  const { github } = await scene(t)
  const timers = handTimers()
  const now = () => new Date(github.world.now())
  const world = { after: timers.after, now, second: 1, write: () => undefined, work: {} }
  const bot = await startBot(settingsAt(github, { reconcileMinutes: 10 }), world)
  github.world.closers.unshift(async () => {
    const stopped = bot.stop()
    await settled()
    timers.advance(60)
    await stopped
  })
  assert.deepEqual(timers.due(), [5])
  const rounds = () => github.calls.filter(({ path }) => path === '/app/installations').length
  timers.advance(5)
  assert.deepEqual(timers.due(), [600])
  await bot.reconcile()
  timers.advance(600)
  await bot.reconcile()
  // Nobody waits for the rounds of the timers.
  for (let turn = 0; turn < 1000 && rounds() < 4; turn++) await settled()
  assert.equal(rounds(), 4)
})
