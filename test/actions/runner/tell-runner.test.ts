import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Annotation, Host, Outcome } from '../../../actions/action.ts'
import { evaluate } from '../../../actions/evaluate/main.ts'
import type { Log } from '../../../actions/runner/open-log.ts'
import { tellRunner } from '../../../actions/runner/tell-runner.ts'
import { folderWith } from '../../folder.ts'

async function tell(outcome: Partial<Outcome>, environment: Record<string, string> = {}) {
  const shown: Annotation[] = []
  const warned: string[] = []
  const log = {
    annotate: (annotation: Annotation) => shown.push(annotation),
    debug: () => {},
    step: (_name: string, work: () => Promise<unknown>) => work(),
    warn: (message: string) => warned.push(message),
  } as unknown as Log
  const given = { own: {}, runner: { artifact: undefined, failOn: 'fail', githubToken: undefined } } as const
  const host = { environment, warn: log.warn } as unknown as Host
  const whole = { outcome: 'pass', text: 'said', artifact: undefined, ...outcome } as const
  return { uploaded: await tellRunner(whole, { action: evaluate, given, host, log }), shown, warned }
}

const remark = (level: Annotation['level'], line: number): Annotation => {
  return { level, title: '', message: '', file: 'contender.yml', line }
}

test('tellRunner: of many remarks GitHub gets ten errors and ten warnings, the errors first', async () => {
  const annotations = Array.from({ length: 40 }, (_, at) => remark(at % 2 === 0 ? 'warning' : 'error', at))
  const { shown } = await tell({ annotations })
  assert.deepEqual(
    shown.map(({ level }) => level),
    [...Array(10).fill('error'), ...Array(10).fill('warning')],
  )
  assert.equal(shown[0]!.line, 1)
})

test('tellRunner: an output that is too long for a job is left empty, and says so', async (t) => {
  const folder = await folderWith(t, { output: '' })
  const GITHUB_OUTPUT = join(folder, 'output')
  const before = process.env.GITHUB_OUTPUT
  process.env.GITHUB_OUTPUT = GITHUB_OUTPUT
  t.after(() => {
    if (before === undefined) delete process.env.GITHUB_OUTPUT
    else process.env.GITHUB_OUTPUT = before
  })
  const { warned } = await tell({ outputs: { metrics: 'é'.repeat(60_000) } }, { GITHUB_OUTPUT })
  assert.match(warned[0]!, /^The output `metrics` would have 120000 bytes and is left empty/)
  assert.match(await readFile(GITHUB_OUTPUT, 'utf8'), /^outcome<<(\S+)\npass\n\1\nmetrics<<(\S+)\n\n\2\n$/)
})

test('tellRunner: a runner without a service for artifacts gets a warning, and no red', async () => {
  const report = { content: {} as never, folder: '/nowhere', files: ['report.json'] }
  const { uploaded, warned } = await tell({ report })
  assert.equal(uploaded, undefined)
  assert.match(warned[0]!, /not uploaded as contender-report: this runner has no service/)
})
