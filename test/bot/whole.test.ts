import assert from 'node:assert/strict'
import test from 'node:test'
import { CONFIG, pullScene, uploadOn } from './pull/pull-scene.ts'
import { startTestBot } from './start-bot.ts'

const POLICY = `  items:
    - { id: dpia, text: Privacy impact assessed, sign: write }
`

test('the whole bot: a pull request is judged, signed, judged again, merged, released and shown, by webhooks alone', async (t) => {
  const scene = await pullScene(t, {
    base: { 'contender.yml': `${CONFIG.replace('{ policy: none }', '\n  policy: none')}${POLICY}` },
  })
  const { addRun, checks, comments, github, head, number } = scene
  const bot = await startTestBot(github)
  const ask = async (method: string, path: string, body: object = {}, login = 'bob') => {
    const answer = await github.request(method, `/repos/acme/models/${path}`, body, github.userToken(login))
    assert.ok(answer.status < 300, `${method} ${path}: ${JSON.stringify(answer.body)}`)
    await bot.settle()
    return answer.body
  }
  const titles = async () => {
    const { governance, metrics } = await checks()
    return [metrics!.output.title, governance!.output.title]
  }

  const counted = async (work: () => Promise<void>) => {
    const since = github.calls.length
    await work()
    await bot.settle()
    return { writes: github.count('writes', since) }
  }

  // A run begins, and ends with a report.
  const { id } = await addRun()
  await bot.settle()
  assert.deepEqual(await titles(), ['judging', '0 of 1 met; the rest waits for the run'])
  await uploadOn(github, id, { head_sha: head })
  await github.finishRun(id)
  await bot.settle()
  assert.deepEqual(await titles(), ['passed', '0 of 1 met; missing: dpia'])

  // Somebody signs; the author cannot.
  github.setClock(github.world.now() + 60_000)
  await ask('POST', `issues/${number}/comments`, { body: '/contender sign dpia' }, 'ann')
  assert.deepEqual(await titles(), ['passed', '0 of 1 met; missing: dpia'])
  await ask('POST', `issues/${number}/comments`, { body: '/contender sign dpia as agreed' })
  assert.deepEqual(await titles(), ['passed', '1 of 1 met'])
  const [report] = (await comments()).filter(({ body }) => body.includes('contender:report'))
  assert.match(report!.body, /signed by `@bob`|@bob/)

  // A button asks for another run.
  const { metrics } = await checks()
  await ask('POST', `check-runs/${metrics!.id}/rerequest`)
  assert.equal((await github.request('GET', `/repos/acme/models/actions/runs/${id}`)).body.run_attempt, 2)

  // It is merged and released.
  const { sha } = await ask('PUT', `pulls/${number}/merge`)
  await scene.record({
    action: 'registry.register',
    model: 'delay',
    version: 'v1.0.0',
    tag: 'delay@v1.0.0',
    commit: sha,
  })
  const tag = { tag: 'delay@v1.0.0', message: 'Register', object: sha, type: 'commit' }
  const { sha: object } = await ask('POST', 'git/tags', {
    ...tag,
    tagger: { name: 'bob', email: 'bob@example.com', date: new Date(github.world.now()).toISOString() },
  })
  await ask('POST', 'git/refs', { ref: 'refs/tags/delay@v1.0.0', sha: object })
  const after = (await comments()).find(({ id }) => id === report!.id)
  assert.match(after!.body, /🚀 \*\*delay v1\.0\.0\*\* is released/)

  // The dashboard shows it.
  const issues = (await github.request('GET', '/repos/acme/models/issues?state=open')).body
  const dashboards = issues.filter((issue: { user: { login: string } }) => issue.user.login === 'contender[bot]')
  assert.equal(dashboards.length, 1)
  assert.match(dashboards[0].body, /delay.*v1\.0\.0/s)

  // A look at everything finds the commit that brought the policy, of which no webhook told; the next one finds nothing.
  const { writes } = await counted(() => bot.reconcile())
  assert.ok(writes > 0)
  assert.equal((await counted(() => bot.reconcile())).writes, 0)
  assert.deepEqual(
    bot.log.filter(({ level }) => level !== 'info'),
    [],
  )
})
