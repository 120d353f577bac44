import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RepositoryAccess } from '../../../bot/github/open-github.ts'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import { AT, scene } from '../../github/routes/scene.ts'
import { startTestBot } from '../start-bot.ts'

const MINUTE = 60_000

/** A bot whose looks are `look`, and a way to ask for one. */
async function looking(t: Parameters<typeof scene>[0], look: (access: RepositoryAccess) => Promise<void>) {
  const at = await scene(t)
  const bot = await startTestBot(at.github, { work: { lookAtPull: look } })
  const ask = async () => {
    const own = { pull_request: { number: 1, head: { ref: 'change' } } }
    await at.github.deliver({ name: 'pull_request', action: 'synchronize', own, sender: 'ann' })
    await bot.settle()
  }
  const tokens = () => at.github.calls.filter(({ path }) => path.endsWith('/access_tokens')).length
  return { ...at, bot, ask, tokens }
}

test('one token of the installation serves until five minutes before it expires, by our clock', async (t) => {
  const { ask, github, tokens } = await looking(
    t,
    async ({ at, client }) => void (await client.rest.repos.get({ ...at })),
  )
  await ask()
  github.setClock(AT + 54 * MINUTE)
  await ask()
  assert.equal(tokens(), 1)
  github.setClock(AT + 55 * MINUTE)
  await ask()
  assert.equal(tokens(), 2)
  assert.equal(github.calls.filter(({ path }) => path === '/app').length, 1)
})

test('a token that GitHub does not take is thrown away, and the look is done with another', async (t) => {
  const { ask, bot, github, tokens } = await looking(t, async ({ at, client }) => {
    await client.rest.repos.get({ ...at })
  })
  await ask()
  for (const [value, { kind }] of github.world.tokens) if (kind === 'installation') github.world.tokens.delete(value)
  await ask()
  assert.equal(tokens(), 2)
  assert.deepEqual(
    bot.log.filter(({ level }) => level === 'error'),
    [],
  )
  assert.equal(github.calls.at(-1)!.status, 200)
})

test('a look gets clock, chance, links and the name of the App, and its ledger writes as the App', async (t) => {
  const seen: RepositoryAccess[] = []
  const { ask, github } = await looking(t, async (access) => void seen.push(access))
  await ask()
  const [{ app, at, installation, now, place, random, server } = assert.fail()] = seen
  assert.deepEqual(
    [app, at],
    [
      { id: 4711, login: 'contender[bot]' },
      { owner: 'acme', repo: 'models' },
    ],
  )
  assert.deepEqual([installation, server, now().getTime(), random(10).length], [815, github.url, AT, 10])
  assert.equal(await githubLedger(place).head(), undefined)
})

test('with GitHub down for a minute, a look is done as soon as it is back', async (t) => {
  let looks = 0
  const { ask, bot, github } = await looking(t, async ({ at, client }) => {
    await client.rest.repos.get({ ...at })
    looks += 1
  })
  github.faults.push({ match: '*', status: 502, times: 15 })
  await ask()
  assert.equal(looks, 1)
  assert.ok(bot.log.some(({ again, message }) => message === 'Could not look at something' && again === true))
})

test('a secondary rate limit is waited for, and nothing of the installation is begun meanwhile', async (t) => {
  const begun: number[] = []
  const { at, bot, github } = await scene(t).then(async (scene) => {
    const lookAtPull = async (access: RepositoryAccess, number: number) => {
      begun.push(number)
      const issue_number = 1
      await access.client.rest.issues.createComment({ ...access.at, issue_number, body: `${number}` })
    }
    return { ...scene, bot: await startTestBot(scene.github, { work: { lookAtPull }, settings: { concurrency: 1 } }) }
  })
  await github.openPullRequest({ head: 'change' })
  const comments = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments'
  github.faults.push({ match: comments, secondary: 45, times: 2 })
  await bot.settle()
  const { body } = await github.request('GET', `/repos/${at.owner}/${at.repo}/issues/1/comments`)
  assert.equal(body.length, 1)
  assert.deepEqual(begun, [1, 1, 1])
  assert.match(await (await fetch(`${bot.url}/metrics`)).text(), /contender_github_wait_seconds_total 90/)
})
