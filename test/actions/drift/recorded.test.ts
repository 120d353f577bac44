import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import type { DriftEvent } from '../../../core/ledger/event.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { listen } from '../../github/listen.ts'
import { script } from '../repository.ts'
import { byDay, made, NOW, watchedFiles } from './production-logs.ts'

/** A repository of its own whose column goes up in its second week. */
async function repository(t: TestContext, name = 'distance'): Promise<string> {
  const rows = made({ days: 21, rows: 100, seed: 2, shift: (day) => (day >= 7 ? 0.32 : 0) })
  const files = { ...watchedFiles(), ...byDay(rows) }
  const renamed = Object.entries(files).map(([path, text]) => [
    path,
    /csv$/.test(path) ? text.replace('distance', name) : text,
  ])
  const folder = await folderWith(t, Object.fromEntries(renamed))
  script(folder, 'git init -q -b main', 'git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  return folder
}

function events(folder: string): DriftEvent[] {
  const paths = script(folder, 'git ls-tree -r --name-only contender/ledger drift/').split('\n')
  return paths.map((path) => JSON.parse(script(folder, `git show contender/ledger:${path}`)) as DriftEvent)
}

async function judge(folder: string, line: string, now = NOW) {
  const { code, error, out } = await contender(`drift --json ${line}`, folder, {}, now)
  assert.notEqual(code, 2, error)
  return { code, drift: driftSchema.parse(JSON.parse(out)) as Drift, error }
}

const WEEKS = ['2026-01-08T06:00:00Z', '2026-01-15T06:00:00Z', '2026-01-22T06:00:00Z']

test('drift --record: each week is recorded once, and the one after it counts what was there before', async (t) => {
  const folder = await repository(t)
  const verdicts: string[] = []
  for (const now of WEEKS)
    for (const again of [1, 2]) {
      const { drift } = await judge(folder, '--record', now)
      if (again === 2) verdicts.push(drift.verdict)
    }
  assert.equal(events(folder).length, 3)
  // Seen once it is watched, seen twice it is drift.
  assert.deepEqual(verdicts, ['stable', 'watch', 'drift'])
  const { drift: inOne } = await judge(folder, '--windows 3 --local', NOW)
  assert.deepEqual(
    [...inOne.history.map(({ verdict }) => verdict), inOne.verdict],
    verdicts,
    'many windows at once are as many one after the other',
  )
  const single = events(folder).map(({ summary }) => summary)
  assert.deepEqual(inOne.history, single.toSorted((a, b) => (a.window.from < b.window.from ? -1 : 1)).slice(0, 2))
  // What is recorded together is what was recorded alone.
  await judge(folder, '--record --windows 3')
  assert.equal(events(folder).length, 3)
})

for (const name of ['__proto__', 'constructor'])
  test(`drift --record: a column called ${name} is recorded once too`, async (t) => {
    const folder = await repository(t, name)
    for (const _ of [1, 2]) await judge(folder, '--record', WEEKS[1])
    const [event, ...others] = events(folder)
    assert.deepEqual(others, [])
    assert.ok(Object.hasOwn(event!.summary.effects, name) || name === '__proto__')
  })

test('drift --record: a week that is not whole is not recorded', async (t) => {
  const folder = await repository(t)
  for (const day of ['21']) await rm(join(folder, `logs/2026-01-${day}.csv`))
  const { code } = await judge(folder, '--record')
  assert.equal(code, 3)
  assert.throws(() => events(folder))
})

test('drift --record: two runs at once record a week once', async (t) => {
  const folder = await repository(t)
  const line = '--record --local'
  const both = await Promise.all([judge(folder, line, WEEKS[1]), judge(folder, `${line} --out other`, WEEKS[1])])
  assert.deepEqual(both[0].drift.features, both[1].drift.features)
  assert.equal(events(folder).length, 1)
  const { drift } = await judge(folder, '--local')
  assert.deepEqual(drift.history.length, 1)
})

test('drift --record: outside Git it is refused, in one sentence', async (t) => {
  const folder = await folderWith(t, watchedFiles())
  const { code, error } = await contender('drift --record', folder, {}, NOW)
  assert.equal(code, 2)
  assert.match(error, /Unexpected --record outside Git/)
})

test('drift: with the ledger out of reach it warns, judges by what is here, and fails only to record', async (t) => {
  const folder = await repository(t)
  script(folder, 'git remote add origin file:///nowhere/at/all.git')
  const judged = await judge(folder, '')
  assert.equal(judged.code, 0)
  assert.match(judged.error, /Only what is known here is shown/)
  const { code, out } = await contender('drift --record', folder, {}, NOW)
  assert.equal(code, 2)
  assert.match(out, /^delay +WATCH/)
  assert.match(await readFile(join(folder, '.contender/drift.md'), 'utf8'), /watch/)
  const drift = driftSchema.parse(JSON.parse(await readFile(join(folder, '.contender/delay/drift.json'), 'utf8')))
  assert.equal(drift.verdict, 'watch')
  // The next run goes on.
  script(folder, 'git remote remove origin')
  await judge(folder, '--record')
  assert.equal(events(folder).length, 1)
})

test('drift --respond: without GitHub a drift that nobody is told of ends with 2', async (t) => {
  const folder = await repository(t)
  const said = /delay: no issue is opened or brought up to date: GITHUB_TOKEN and GITHUB_REPOSITORY are missing/
  const responding = () => contender('drift --windows 3 --respond', folder, {}, NOW)
  const alone = await responding()
  assert.equal(alone.code, 2)
  assert.match(alone.error, said)
  const report = await readFile(join(folder, '.contender/drift.md'), 'utf8')
  assert.match(report, /This run opens no issue: GITHUB_TOKEN and GITHUB_REPOSITORY are missing\./)
  assert.doesNotMatch(report, /One issue for this model/)
  // A webhook tells somebody, or says itself that it could not.
  const config = join(folder, 'contender.yml')
  await writeFile(
    config,
    (await readFile(config, 'utf8')).replace('logs:', 'alert: { webhook: { url: ALERT_URL } }\n      logs:'),
  )
  const called = await responding()
  assert.equal(called.code, 2)
  assert.match(called.out, /delay: no issue is opened/)
  assert.match(called.error, /error: .*ALERT_URL/)
})

test('drift --respond: that no issue can be reached is said once where there is nothing to tell, and what fails names the model', async (t) => {
  const folder = await repository(t)
  const calm = await contender('drift --respond --at 2026-01-08T06:00', folder, {}, NOW)
  assert.equal(calm.code, 0, calm.error)
  const said = /`--respond` opens and closes no issue here: GITHUB_TOKEN and GITHUB_REPOSITORY are missing/g
  assert.equal(calm.error.match(said)?.length, 1)
  const silent = await contender('drift --at 2026-01-08T06:00', folder, {}, NOW)
  assert.doesNotMatch(silent.error, /opens and closes/)
  const { close, url } = await listen(async () => ({ status: 401, body: { message: 'Bad credentials' } }))
  t.after(close)
  const environment = { GITHUB_TOKEN: 'secret', GITHUB_REPOSITORY: 'acme/models', GITHUB_API_URL: url }
  const refused = await contender('drift --respond', folder, environment, NOW)
  assert.equal(refused.code, 2)
  assert.match(refused.error, /delay: Cannot use the account of \$GITHUB_TOKEN/)
})

test('drift: a peer’s rules neither record nor respond', async (t) => {
  const folder = await repository(t)
  for (const flag of ['--record', '--respond']) {
    const { code, error } = await contender(`drift --compat evidently ${flag}`, folder, {}, NOW)
    assert.equal(code, 2)
    assert.match(error, new RegExp(`Unexpected ${flag} beside --compat evidently`))
  }
})

test('drift --metrics-file: the newest verdicts are there in the format of Prometheus', async (t) => {
  const folder = await repository(t)
  await judge(folder, '--metrics-file metrics.prom')
  const text = await readFile(join(folder, 'metrics.prom'), 'utf8')
  assert.match(text, /contender_drift_verdict\{model="delay",.*verdict="watch"\} 1/)
})
