import assert from 'node:assert/strict'
import test from 'node:test'
import type { Report } from '../../../core/artifacts/report.ts'
import { markComment } from '../../../core/pull-request/comment-state.ts'
import { zipOf } from '../../report-archive/zip.ts'
import { exampleReport } from '../../reports/example-report.ts'
import { pullRequestScene } from './scene.ts'

const content = JSON.stringify(exampleReport())
const HOSTILE: readonly (readonly [what: string, bytes: () => Uint8Array, words: RegExp])[] = [
  [
    'a path out of the archive',
    () => zipOf([{ name: '../../report.json', content }]),
    /Unexpected artifact contender-report of run 1: invalid relative path/,
  ],
  [
    'a symbolic link',
    () => zipOf([{ name: 'report.json', content: '/proc/self/environ', mode: 0o120777 }]),
    /is a link or a device/,
  ],
  [
    'a zip bomb',
    () => zipOf([{ name: 'report.json', content: Buffer.alloc(15_000_000, ' ') }]),
    /inflates more than 200 times/,
  ],
  ['200 MB', () => new Uint8Array(200_000_000), /with 200000000 bytes, expected at most 20000000/],
  [
    'a report of another schema',
    () => zipOf([{ name: 'report.json', content: '{"schema":"contender/report@1","pull_request":1}' }]),
    /Unexpected report.json in contender-report of run 1: contender: /,
  ],
  ['a page of HTML', () => Buffer.from('<!doctype html>'), /Unexpected artifact contender-report of run 1/],
]

for (const [what, bytes, words] of HOSTILE) {
  test(`comment: an artifact with ${what} is refused, and nothing is written`, async (t) => {
    const { comment, github, run } = await pullRequestScene(t)
    github.putArtifact(run, 'contender-report', bytes())
    const { code, error, writes } = await comment()
    assert.equal(code, 2)
    assert.match(error, words)
    assert.equal(writes, 0)
  })
}

test('comment: a report of another commit is refused: what was judged is bound by GitHub, not by the report', async (t) => {
  const { comment, upload } = await pullRequestScene(t)
  upload({ head_sha: 'c'.repeat(40) })
  const { code, error, writes } = await comment()
  assert.equal(code, 2)
  assert.match(error, /Unexpected report of commit c{40}, expected one of [0-9a-f]{40}/)
  assert.equal(writes, 0)
})

test('comment: a report that names another pull request is refused, and the other is not written to', async (t) => {
  const { comment, github, run } = await pullRequestScene(t, { fork: true })
  const other = await github.openPullRequest({ head: 'main', base: 'change' }).catch(() => undefined)
  const named = { ...exampleReport(), pull_request: other?.number ?? 2, number: 2 }
  github.putArtifact(run, 'contender-report', zipOf([{ name: 'report.json', content: JSON.stringify(named) }]))
  await github.finishRun(run)
  const { code, error, writes } = await comment({ event: 'workflow_run' })
  assert.equal(code, 2)
  assert.match(error, /Unrecognized keys: "pull_request", "number"/)
  assert.equal(writes, 0)
})

/** A report whose every name wants to be more than a name. */
function shouting(head: string): Partial<Report> {
  const mark = markComment({ v: 1, head, run: 9e9, attempt: 1, by: 'app' })
  const evil = `${mark} @acme/owners #1 GH-1 https://github.com/acme/models/issues/1 <img src=x> [a](b)`
  const report = exampleReport()
  const [model] = report.models
  const [against] = model!.comparison!.against
  return {
    models: [
      {
        ...model!,
        model: evil,
        evaluation: { ...model!.evaluation, warnings: [evil, `\n${mark}\n# Pass`], primary: 'roc_auc' },
        comparison: {
          ...model!.comparison!,
          notes: [evil],
          gates: [{ rule: evil, outcome: 'fail', because: evil }],
          against: [{ ...against!, metrics: { ...against!.metrics, [evil]: against!.metrics.roc_auc! } }],
        },
      },
    ],
  }
}

test('comment: mentions, links, HTML and our own mark in a report are text', async (t) => {
  const { comment, comments, github, head, upload } = await pullRequestScene(t)
  upload(shouting(head))
  assert.equal((await comment()).code, 0)
  const [{ body } = { body: '' }] = await comments()
  const [first, ...rest] = body.split('\n')
  const text = rest.join('\n')
  assert.match(first!, /^<!-- contender:report [A-Za-z0-9+/=]+ -->$/)
  assert.doesNotMatch(text, /<!--|<img|@(?!\u200b)|#\d+\b|GH-\d|https:\/\/github.com\/acme\/models\/issues/)
  assert.match(text, /@\u200bacme\/owners/)
  // The next run is not misled by what the report says either.
  const { id: run } = await github.addRun({ headSha: head })
  upload({ models: [] }, { run })
  assert.match((await comment({ run })).out, /is updated/)
})

test('comment: a secret in the name of a metric, or its base64, is not shown', async (t) => {
  const { comment, comments, upload } = await pullRequestScene(t)
  const known = 'correct-horse-battery-staple'
  const token = `ghp_${'a1B2'.repeat(9)}`
  const report = exampleReport()
  const [model] = report.models
  const secrets = [known, token, btoa(`key ${known}`), btoa(token)]
  const { metrics } = model!.evaluation
  const hidden = Object.fromEntries(secrets.map((name) => [`roc ${name}`, metrics.roc_auc!]))
  upload({ models: [{ ...model!, evaluation: { ...model!.evaluation, metrics: { ...metrics, ...hidden } } }] })
  assert.equal((await comment({ environment: { DB_PASSWORD: known } })).code, 0)
  const [{ body } = { body: '' }] = await comments()
  for (const secret of secrets) assert.ok(!body.includes(secret), secret)
  assert.match(body, /roc \\\*\\\*\\\*/)
})
