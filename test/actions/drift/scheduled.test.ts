import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { drift } from '../../../actions/drift/main.ts'
import type { DriftEvent } from '../../../core/ledger/event.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { startGitHub } from '../../github/github.ts'
import { listen } from '../../github/listen.ts'
import { cloneOf } from '../clone-of.ts'
import { script } from '../repository.ts'
import { jobEnvironment, runnerEvent } from '../runner-event.ts'
import { byDay, csv, made, watchedConfig, watchedFiles } from './production-logs.ts'

const NAMES = ['id', 'at', 'distance', 'origin', 'score', 'label']
const ALERT = 'alert: { owners: ["@ann"], webhook: { url: ALERT_URL } }'
const WEEKS = [
  ...(['2026-01-08T06:00:00Z', '2026-01-15T06:00:00Z', '2026-01-22T06:00:00Z', '2026-01-29T06:00:00Z'] as const),
  ...(['2026-02-05T06:00:00Z', '2026-02-12T06:00:00Z'] as const),
] as const

type Files = Parameters<typeof folderWith>[1]

/** A repository at GitHub, and its scheduled job, each time in a fresh checkout. */
async function scheduled(t: TestContext, logs: ReturnType<typeof made>, files: Files = watchedFiles({ more: ALERT })) {
  const folder = await folderWith(t, { ...files, ...byDay(logs, NAMES) })
  script(folder, 'git init -q -b main', 'git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  const github = await startGitHub({ t, from: folder })
  const heard: { event?: string; model?: string }[] = []
  /** Paths that nobody answers at. */
  const broken = new Set<string>()
  const hook = await listen(async ({ bytes, path }) => {
    if (broken.has(path)) return { status: 404, body: undefined }
    heard.push(JSON.parse(bytes.toString()))
    return { status: 204, body: undefined }
  })
  t.after(hook.close)
  const job = async () => {
    const clone = await cloneOf(t, github.git.folder)
    const permissions = { contents: 'write', issues: 'write' } as const
    const environment = {
      ...jobEnvironment(github, github.jobToken({ permissions, event: 'schedule' })),
      ...(await runnerEvent(t, 'schedule', {})),
      ...{ GITHUB_REF: 'refs/heads/main', GITHUB_RUN_ID: '1' },
      ...{ ALERT_URL: `${hook.url}/hook`, PRICE_URL: `${hook.url}/price` },
    }
    return { clone, environment }
  }
  const run = async (now: string) => {
    const { clone, environment } = await job()
    return contender('drift --record --respond', clone, environment, now)
  }
  /** The same as the action, which hands outputs to the next job. */
  const act = async (now: string) => {
    const { clone, environment } = await job()
    const { failure, outputs, text } = await drift.main(drift.inputs.parse({ record: true, respond: true }), {
      ...{ directory: clone, environment, now: () => new Date(now), clock: () => performance.now() },
      ...{ random: randomBytes, paint: (_style, said) => said, warn: () => undefined, stream: () => undefined },
      step: (_name, work) => work(),
    })
    return { failure, outputs: outputs!, text }
  }
  const issues = async () => {
    const { body } = await github.request('GET', '/repos/acme/models/issues?state=all&direction=asc')
    return (body as { number: number; state: string; title: string; body: string }[]).map(({ body, state, title }) => ({
      ...{ body, state, title },
    }))
  }
  const events = async () => {
    const paths = await github.git.text('ls-tree', '-r', '--name-only', 'contender/ledger', 'drift/')
    return Promise.all(
      paths
        .trim()
        .split('\n')
        .map(async (path) => JSON.parse(await github.git.text('show', `contender/ledger:${path}`)) as DriftEvent),
    )
  }
  return { act, broken, github, heard, run, issues, events }
}

test('a scheduled drift opens one issue, brings it up to date, and closes it when it has healed', async (t) => {
  const logs = made({ days: 42, rows: 60, seed: 2, shift: (day) => (day >= 7 && day < 21 ? 1 : 0) })
  const { events, heard, issues, run } = await scheduled(t, logs)
  const first = await run(WEEKS[0])
  assert.equal(first.code, 0, first.error)
  assert.deepEqual(await issues(), [])

  const second = await run(WEEKS[1])
  assert.equal(second.code, 1, second.error)
  assert.match(second.out, /#1 tells of it/)
  const [opened] = await issues()
  assert.equal(opened!.state, 'open')
  assert.match(opened!.body, /distance/)
  assert.equal(heard.length, 1)

  // The same again tells nobody anew.
  assert.equal((await run(WEEKS[1])).code, 1)
  assert.deepEqual(await issues(), [opened])
  assert.equal(heard.length, 1)

  assert.equal((await run(WEEKS[2])).code, 1)
  const [updated, ...others] = await issues()
  assert.deepEqual(others, [])
  assert.notEqual(updated!.body, opened!.body)

  for (const week of [3, 4, 5] as const) {
    const stable = await run(WEEKS[week])
    assert.equal(stable.code, 0, stable.error)
    assert.equal((await issues())[0]!.state, week === 5 ? 'closed' : 'open')
  }
  assert.deepEqual(
    heard.map(({ event }) => event),
    ['drift', 'healed'],
  )
  assert.equal((await events()).length, 6)
})

test('two scheduled runs at once keep one issue, and the week counts once', async (t) => {
  const { events, issues, run } = await scheduled(t, made({ days: 14, seed: 2, shift: (day) => (day >= 7 ? 1 : 0) }))
  const both = await Promise.all([run(WEEKS[1]), run(WEEKS[1])])
  assert.deepEqual(
    both.map(({ code }) => code),
    [1, 1],
    both.map(({ error }) => error).join(),
  )
  const open = (await issues()).filter(({ state }) => state === 'open')
  assert.equal(open.length, 1)
  const windows = new Set((await events()).map(({ summary }) => summary.window.from))
  assert.equal(windows.size, 1)
})

test('of two models each has its issue and its webhook, and one whose webhook is gone keeps the other from nothing', async (t) => {
  const price = watchedConfig({ more: ALERT.replace('ALERT_URL', 'PRICE_URL') })
  const both = `${watchedConfig({ more: ALERT })}\n${price.replace(/^models:\n {2}delay:/, '  price:')}`
  const logs = made({ days: 14, seed: 2, shift: (day) => (day >= 7 ? 1 : 0) })
  const { broken, events, heard, issues, run } = await scheduled(t, logs, { ...watchedFiles(), 'contender.yml': both })
  broken.add('/hook')
  const first = await run(WEEKS[1])
  assert.equal(first.code, 2)
  assert.match(first.error, /The webhook in \$ALERT_URL answered with 404/)
  broken.clear()
  const next = await run(WEEKS[1])
  assert.equal(next.code, 1, next.error)
  assert.deepEqual(
    (await issues()).map(({ state, title }) => `${title}: ${state}`),
    ['Drift of delay: open', 'Drift of price: open'],
  )
  assert.deepEqual(
    heard.map(({ event, model }) => `${model}: ${event}`),
    ['price: drift', 'delay: drift'],
  )
  assert.deepEqual((await events()).map(({ model }) => model).sort(), ['delay', 'price'])
})

test('runs that fall into quiet hours, each, warn of it: the alert of an earlier day is still held', async (t) => {
  const logs = made({ days: 14, seed: 2, shift: (day) => (day >= 7 ? 1 : 0) })
  const quiet = 'alert: { owners: ["@ann"], quiet: { from: "22:00", to: "07:00", zone: America/New_York } }'
  const { issues, run } = await scheduled(t, logs, watchedFiles({ more: quiet }))
  const first = await run('2026-01-15T06:17:00Z')
  assert.equal(first.code, 1, first.error)
  assert.match(first.out, /quiet hours until 2026-01-15 12:00 UTC/)
  assert.doesNotMatch(first.error, /held/)
  const second = await run('2026-01-16T06:17:00Z')
  assert.match(second.error, /delay: an alert is held since 2026-01-15, for every run since then fell into quiet hours/)
  assert.match((await issues())[0]!.body, /an alert is held since 2026-01-15/)
})

/** A model with a recipe, as it was trained, and how it is trained anew. */
async function retrained(t: TestContext, retrain: string): Promise<Record<string, string | Uint8Array>> {
  const names = ['id', 'at', 'distance', 'origin', 'label']
  const files = {
    'contender.yml': `models:
  delay:
    task: binary-classification
    data: { train: train.csv, test: test.csv, target: label, id: id, time: at, group: { time: at, every: 1d }, exclude: [at] }
    train: { builtin: linear }
    model: delay.onnx
    evaluate: { metrics: [log_loss] }
    drift: { logs: { files: "logs/%Y-%m-%d.csv", time: at, id: id, score: score }, window: 7d }
    retrain: ${retrain}
`,
    'train.csv': csv(made({ from: '2025-11-01', days: 40, rows: 70, seed: 11 }), names),
    'test.csv': csv(made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 }), names),
    '.gitignore': '.contender/\n',
  }
  const folder = await folderWith(t, files)
  assert.equal((await contender('train', folder)).code, 0)
  return { ...files, 'delay.onnx': await readFile(join(folder, 'delay.onnx')) }
}

test('a loss of performance asks for a retraining: the output of the action names the model, and the ledger why', async (t) => {
  const logs = made({ days: 14, seed: 2, turned: true })
  const { act, events } = await scheduled(t, logs, await retrained(t, '{}'))
  const { outputs, text } = await act(WEEKS[1])
  assert.deepEqual([outputs.verdict, outputs.retrain], ['drift', '["delay"]'])
  assert.match(text, /delay is to be trained anew, by `contender retrain`: log_loss is worse than on the test rows/)
  const [event] = await events()
  assert.match(event!.retrain!.evidence, /^performance of .* since 2026-01-08T00:00:00\.000Z$/)
})

test('a webhook that is gone keeps the outputs of the action from nothing: the model is named that is to be trained anew', async (t) => {
  const files = await retrained(t, '{}')
  const config = String(files['contender.yml']).replace('window: 7d', `window: 7d, ${ALERT}`)
  const logs = made({ days: 14, seed: 2, turned: true })
  const { act, broken } = await scheduled(t, logs, { ...files, 'contender.yml': config })
  broken.add('/hook')
  const { failure, outputs } = await act(WEEKS[1])
  assert.match(failure!.message, /The webhook in \$ALERT_URL answered with 404/)
  assert.deepEqual([outputs.verdict, outputs.retrain], ['drift', '["delay"]'])
})

test('where performance holds, or a person has to begin it, the output names no model', async (t) => {
  const held = await scheduled(t, made({ days: 14, seed: 2 }), await retrained(t, '{}'))
  assert.equal((await held.act(WEEKS[1])).outputs.retrain, '[]')
  const logs = made({ days: 14, seed: 2, turned: true })
  const never = await scheduled(t, logs, await retrained(t, '{ when: never }'))
  const { outputs, text } = await never.act(WEEKS[1])
  assert.deepEqual([outputs.verdict, outputs.retrain], ['drift', '[]'])
  assert.match(text, /`retrain\.when` is `never`, so a person has to start it/)
})

test('with GitHub refusing everything the verdict is told, recording fails in one sentence, and the next run goes on', async (t) => {
  const { events, github, issues, run } = await scheduled(
    t,
    made({ days: 14, seed: 2, shift: (day) => (day >= 7 ? 1 : 0) }),
  )
  // Not 502: what may pass is asked for again, after a while.
  const isDown = { status: 403, times: 1000 }
  github.faults.push({ ...isDown, match: 'GET *' }, { ...isDown, match: 'POST *' }, { ...isDown, match: 'PATCH *' })
  const { code, error, out } = await run(WEEKS[1])
  assert.equal(code, 2)
  assert.match(out, /^delay +DRIFT/)
  assert.doesNotMatch(error, /\n\s+at /)
  github.faults.length = 0
  const next = await run(WEEKS[1])
  assert.equal(next.code, 1, next.error)
  assert.equal((await issues()).length, 1)
  assert.equal((await events()).length, 1)
})
