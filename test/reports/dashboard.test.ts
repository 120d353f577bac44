import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { DriftVerdict } from '../../core/artifacts/drift.ts'
import type { Dashboard, DashboardModel } from '../../core/dashboard/dashboard.ts'
import { isDashboard } from '../../core/dashboard/decide-dashboard.ts'
import { renderDashboard } from '../../reports/dashboard.ts'

const REPOSITORY = 'https://github.com/acme/models'
const BAD = '<img src=x> | @ann #1 [x](https://evil.example) <!-- `'

const model = (name: string, more: Partial<DashboardModel> = {}): DashboardModel => ({
  name,
  deprecated: false,
  stages: [
    { version: 'v1.1.0', tag: `${name}@v1.1.0` },
    { version: 'v1.0.0', tag: `${name}@v1.0.0` },
  ],
  newest: { version: 'v1.1.0', tag: `${name}@v1.1.0`, age: '3 days' },
  drift: undefined,
  ...more,
})

const EMPTY: Dashboard = {
  stages: ['staging', 'production'],
  models: [],
  due: [],
  retraining: [],
  unsigned: [],
  more: false,
  broken: undefined,
}

const FULL: Dashboard = {
  ...EMPTY,
  models: [
    model('delay'),
    model('team/eu/fraud_score', { stages: [undefined, { version: '1a2b3c4', tag: undefined }] }),
    model('churn', { stages: [undefined, undefined], newest: undefined }),
    model('old', { stages: [undefined, undefined], deprecated: true }),
  ],
  due: [
    {
      model: 'delay',
      version: 'v1.0.0',
      stages: ['staging', 'production'],
      given: '2026-02-01',
      since: '2026-08-01',
    },
  ],
  retraining: [{ model: 'delay', pull: { number: 141, title: 'Retrain delay' } }],
  unsigned: [{ pull: { number: 12, title: 'Use the weather' }, missing: '2 of 5 items are missing' }],
}

test('the dashboard says first what waits for people, then where models stand', (t) => {
  const snapshot = fileURLToPath(new URL('snapshots/dashboard.md', import.meta.url))
  t.assert.fileSnapshot(renderDashboard(FULL, REPOSITORY), snapshot, { serializers: [(text: string) => text] })
})

test('nothing to do is said in one line, and nothing else stands above the models', () => {
  const text = renderDashboard({ ...EMPTY, models: [model('delay')] }, REPOSITORY)
  assert.match(
    text,
    /\n\n\*\*No pull request waits for a sign-off, no version is due, no retraining is open\.\*\*\n\n### Models\n/,
  )
  assert.ok(isDashboard({ author: 'contender[bot]', body: text, number: 1 }, 'contender[bot]'))
})

test('a verdict on drift gets a column where anything is watched', () => {
  const drift = { verdict: 'drift', age: '3 days', path: 'drift/team/delay/1.json', history: [] } as const
  const models = [model('delay', { drift }), model('churn'), model('new', { drift: 'not judged yet' })]
  const text = renderDashboard({ ...EMPTY, models }, REPOSITORY)
  assert.match(text, /\| newest \| drift \|/)
  assert.match(text, /\| \*\*churn\*\* .* \| not\u00a0watched\u00a0yet \|/)
  const link = `[drift](${REPOSITORY}/blob/contender/ledger/drift/team/delay/1.json)`
  assert.ok(text.includes(`| ❌\u00a0${link},\u00a03\u00a0days |`), text)
  assert.match(text, /\| \*\*new\*\* .* \| not\u00a0judged\u00a0yet \|/)
  assert.ok(!text.includes('Drift:'))
})

test('the last verdicts of each model stand as squares, and in words for who cannot see them', () => {
  const judged = (verdict: DriftVerdict, history: DriftVerdict[]) => ({
    drift: { ...{ verdict, history }, age: '3 days', path: 'drift/delay/1.json' },
  })
  const models = [
    model('team/de_lay', judged('drift', ['stable', 'stable', 'watch', 'insufficient', 'drift', 'drift'])),
    model('once', judged('stable', ['stable'])),
    model('new', { drift: 'not judged yet' }),
  ]
  const text = renderDashboard({ ...EMPTY, models }, REPOSITORY)
  const [, table] = /\n\n### Drift so far\n\n((?:\|.*\n)+)\n<sub>🟩 stable 🟨 watch 🟥 drift ⬜ too little/.exec(text)!
  assert.deepEqual(table!.split('\n'), [
    '| model | last windows | oldest first |',
    '| - | - | - |',
    '| **team/de_lay** | 🟩🟩🟨⬜🟥🟥 | 2 × stable, watch, insufficient, 2 × drift |',
    '',
  ])
  assert.doesNotMatch(renderDashboard({ ...EMPTY, models: models.slice(1) }, REPOSITORY), /Drift so far|🟩/)
})

test('more than four stages stand in one column', () => {
  const stages = ['a', 'b', 'c', 'd', 'e']
  const held = stages.map((_, at) => (at === 1 || at === 4 ? { version: `v${at}.0.0`, tag: undefined } : undefined))
  const text = renderDashboard({ ...EMPTY, stages, models: [model('delay', { stages: held })] }, REPOSITORY)
  assert.match(text, /\| model \| stages \| newest \|\n.*\n\| \*\*delay\*\* \| b\u00a0v1\.0\.0, e\u00a0v4\.0\.0 \|/)
})

test('what people wrote is shown as text: no HTML, no mention, no link of theirs, no trace at the pull request', () => {
  const text = renderDashboard(
    {
      ...FULL,
      unsigned: [{ pull: { number: 12, title: BAD }, missing: BAD }],
      retraining: [{ model: BAD, pull: { number: 13, title: `ghp_${'a'.repeat(36)}` } }],
      broken: `${BAD}\n\n# x`,
    },
    REPOSITORY,
  )
  const shown = text.slice(text.indexOf('\n'))
  assert.doesNotMatch(shown, /<(?!\/?sub>)/)
  assert.doesNotMatch(shown, /@ann|#1 |ghp_|(?<!\\)\]\(https:\/\/evil|^# x/m)
  assert.doesNotMatch(shown, /\/\/github\.com\/acme\/models\/pull/)
  assert.match(shown, /\]\(https:\/\/redirect\.github\.com\/acme\/models\/pull\/12\)/)
  assert.match(
    renderDashboard(FULL, 'https://git.example/acme/models'),
    /\(https:\/\/git\.example\/acme\/models\/pull\/12\)/,
  )
})

const WATCHED = {
  ...{ verdict: 'stable', age: 'today', path: 'drift/model/017f22e2-79b0-7000-8000-000000000000.json' },
  history: Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 'insufficient' : 'stable')),
} satisfies DashboardModel['drift']

for (const count of [50, 700, 3000])
  test(`the dashboard of ${count} models and as many of everything fits, and counts what it leaves out`, () => {
    const many = Array.from({ length: count }, (_, at) => at)
    const dashboard: Dashboard = {
      ...EMPTY,
      models: many.map((at) => model(`model-${at}`, { drift: WATCHED })),
      due: many.map((at) => ({ ...FULL.due[0]!, model: `model-${at}` })),
      retraining: many.map((number) => ({ model: `model-${number}`, pull: { number, title: BAD.repeat(9) } })),
      unsigned: many.map((number) => ({ pull: { number, title: BAD.repeat(9) }, missing: BAD.repeat(99) })),
      more: true,
    }
    const text = renderDashboard(dashboard, REPOSITORY)
    assert.ok(text.length <= 58_000, `${text.length}`)
    const [above, below] = text.split('### Drift so far') as [string, string | undefined]
    const rows = above.match(/^\| \*\*model-\d+\*\*/gm)!.length
    if (below !== undefined) {
      const [, others = '0'] = /^and ([\d,]+) more model/m.exec(below) ?? []
      assert.equal(below.match(/^\| \*\*model-\d+\*\*/gm)!.length + Number(others.replace(',', '')), count)
    }
    assert.equal(below === undefined, count > 50)
    const [, left = '0'] = /(\d+) more models do not fit here/.exec(text) ?? []
    assert.equal(rows + Number(left), count)
    assert.ok(rows >= 50)
    assert.match(text, /- and \d+ more\n/)
    const alone = renderDashboard({ ...EMPTY, models: many.map((at) => model(`model-${at}`)) }, REPOSITORY)
    assert.ok(alone.length <= 58_000 && (count > 700 || !alone.includes('do not fit')))
  })
