import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AT, scene } from '../github/routes/scene.ts'
import { deliver } from './deliver.ts'
import { startTestBot } from './start-bot.ts'
import { pull } from './webhooks/payloads.ts'

const page = async (url: string) => {
  const answer = await fetch(url)
  return [answer.status, (await answer.text()).trim()] as const
}

test('/health says that the process is alive, whatever GitHub does', async (t) => {
  const { github } = await scene(t)
  const bot = await startTestBot(github, { work: {} })
  github.faults.push({ match: '*', status: 503, times: Number.POSITIVE_INFINITY })
  assert.deepEqual(await page(`${bot.url}/health`), [200, 'alive'])
  assert.equal((await page(`${bot.url}/nothing`))[0], 404)
  assert.equal((await fetch(`${bot.url}/health`, { method: 'POST' })).status, 404)
})

test('/ready asks GitHub at most once a minute, and says why it is not', async (t) => {
  const { github } = await scene(t)
  const bot = await startTestBot(github, { work: {} })
  const asked = () => github.calls.filter(({ path }) => path === '/app').length
  assert.deepEqual(await page(`${bot.url}/ready`), [200, 'ready'])
  const before = asked()
  for (let again = 0; again < 5; again++) await page(`${bot.url}/ready`)
  assert.equal(asked(), before)
  github.setClock(AT + 61_000)
  github.faults.push({ match: 'GET /app', status: 503, times: 1 })
  const [status, why] = await page(`${bot.url}/ready`)
  assert.equal(status, 503)
  assert.match(why, /^GitHub does not answer: Server Error/)
  assert.deepEqual(await page(`${bot.url}/ready`), [200, 'ready'])
})

test('/ready says that a key or a clock is wrong', async (t) => {
  const { github } = await scene(t)
  const bot = await startTestBot(github, { work: {}, settings: { appId: 12 } })
  const [status, why] = await page(`${bot.url}/ready`)
  assert.equal(status, 503)
  assert.match(why, /does not take APP_ID and PRIVATE_KEY/)
})

test('/metrics counts webhooks, looks, calls, waits and the age of the reconcile', async (t) => {
  const { github } = await scene(t)
  let limited = true
  const bot = await startTestBot(github, {
    work: {
      lookAtPull: async ({ at, client }) => {
        if (limited) github.faults.push({ match: 'GET /repos/{owner}/{repo}', secondary: 30 })
        limited = false
        await client.rest.repos.get({ ...at })
      },
    },
  })
  await deliver(github, bot.webhooks, JSON.stringify(pull('opened')))
  await bot.settle()
  github.setClock(AT + 90_000)
  const [, text] = await page(`${bot.url}/metrics`)
  for (const line of [
    'contender_deliveries_total{event="pull_request",result="accepted"} 1',
    'contender_jobs{state="running"} 0',
    'contender_jobs{state="waiting"} 0',
    'contender_job_seconds_count{kind="pull"} 1',
    'contender_github_calls_total{method="GET",status="403"} 1',
    'contender_github_calls_total{method="POST",status="201"} 1',
    'contender_github_wait_seconds_total 30',
    'contender_reconcile_age_seconds 90',
  ])
    assert.ok(text.includes(`\n${line}\n`), `${line}\n${text}`)
  assert.match(text, /process_resident_memory_bytes \d/)
})
