import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lineage } from '../../core/artifacts/lineage.ts'
import type { RunsDiff } from '../../core/artifacts/runs-diff.ts'
import { renderLineage, renderUses } from '../../reports/lineage.ts'
import { chartLineage } from '../../reports/lineage-chart.ts'
import { renderRunsDiff } from '../../reports/runs-diff.ts'
import { renderRuns } from '../../reports/runs-table.ts'
import type { Paint } from '../../reports/terminal.ts'
import { aRun, digest, idAt, known } from '../runs/known.ts'

const paint: Paint = (_style, text) => text
const side = {
  id: aRun.id,
  model: 'delay',
  commit: aRun.commit,
  dirty: false,
  started: aRun.started,
  artifact: aRun.artifact,
}

const diff: RunsDiff = {
  schema: 'contender/runs-diff@1',
  contender: '0.1.0',
  a: side,
  b: { ...side, commit: 'f'.repeat(40), dirty: true },
  same_model: false,
  params: [{ name: 'rounds', a: 100, b: 200 }],
  data: [
    {
      part: 'train',
      a: aRun.data.train!,
      b: { ...aRun.data.train!, digest: digest('9'), by: 'dvc' },
      change: 'unknown',
    },
    { part: 'test', a: aRun.data.train!, b: aRun.data.train!, change: 'same' },
  ],
  inputs: [{ uri: 'train.py', a: digest('1'), b: null }],
  code: {
    commits: [{ commit: 'f'.repeat(40), subject: 'Add | a\u001b[31m column' }],
    behind: 2,
    files: Array.from({ length: 30 }, (_, at) => ({ status: 'M', path: `part-${at}.py` })),
    unknown: null,
  },
  environment: [{ name: 'uv.lock', a: digest('2'), b: digest('3') }],
  metrics: {
    values: { roc_auc: { a: known({}, { roc_auc: 0.7 }).evaluation!.metrics.roc_auc!, b: null } },
    judged: null,
    unjudged: 'run 01a1fd8c was never evaluated',
  },
}

const lineage: Lineage = {
  schema: 'contender/lineage@1',
  contender: '0.1.0',
  asked: 'v1.0.0',
  model: 'delay',
  versions: [{ version: 'v1.0.0', commit: aRun.commit!, deprecated: true, stages: [] }],
  commit: { sha: aRun.commit!, subject: null, author: null, at: null },
  artifact: null,
  run: { ...aRun, dirty: true, data: { train: { ...aRun.data.train!, by: 'dvc' } } },
  found_by: 'commit',
  places: ['ledger'],
  evaluation: null,
  comparison: null,
  events: [],
  unknown: ['models/delay.onnx is not in Git at 1a2b3c4.'],
}

test('a difference shows what changed by kind, cuts long lists, and gives no verdict that it cannot give', () => {
  assert.equal(
    renderRunsDiff(diff, { a: '01a1fd8c', b: '01a1fd8d', paint }).replace(/(part-\d+\.py\n {4}M ){10}/, '… '),
    `delay  01a1fd8c → 01a1fd8d

               what      from → to
  params       rounds    100 → 200
  data         train     data/train.parquet sha256:dddddddd → data/train.parquet sha256:99999999 (DVC) (taken in two ways: cannot tell)
  inputs       train.py  sha256:11111111 → –
  environment  uv.lock   sha256:22222222 → sha256:33333333

  The same in both: test data.

  code  1a2b3c4 → fffffff*, 1 commit, and without 2 commits of the first, 30 files; * trained with files changed since that commit
    fffffff Add | a\ufffd[31m column
    M … part-10.py
    M part-11.py
    … and 18 more

  No verdict: run 01a1fd8c was never evaluated.

  metric   first, 95 % interval    second, 95 % interval
  roc_auc  0.700 [0.690 to 0.710]  –
`,
  )
})

test('the star after a commit is explained also where the code between two runs is not known', () => {
  const code = { commits: [], behind: 0, files: [], unknown: 'commit fffffff is not in this clone: run `git fetch`' }
  assert.match(
    renderRunsDiff({ ...diff, code }, { a: '01a1fd8c', b: '01a1fd8d', paint }),
    /^ {2}code {2}1a2b3c4 → fffffff\*: commit fffffff is not .*; \* trained with files changed since that commit$/m,
  )
})

test('a lineage says what it is found by and what is not known', () => {
  assert.equal(
    renderLineage(lineage, paint),
    `delay@v1.0.0, deprecated
├─ commit 1a2b3c4 not in this clone
├─ run ${aRun.id}  2026-11-21 10:00 from commit 1a2b3c4, 12.0 s, known in the ledger (by its commit: the model file is not in Git)
│  ├─ trained with files changed since its commit
│  ├─ \`python train.py\`, seed 7
│  ├─ parameters
│  │  └─ rounds 100
│  ├─ data
│  │  └─ train data/train.parquet  ${digest('d')}, by DVC
│  ├─ inputs
│  │  └─ train.py  ${digest('1')}
│  └─ environment
│     ├─ linux-x64, python 3.13.1, Node v24.0.0, Contender 0.1.0
│     └─ uv.lock  ${digest('2')}
└─ models/delay.onnx is not in Git at 1a2b3c4.
`,
  )
  const uses = { schema: 'contender/uses@1', contender: '', digest: 'sha256:12345678', uses: [] } as const
  assert.equal(renderUses({ ...uses, uses: [] }, paint), 'No known run read or made sha256:12345678.\n')
})

test('labels of a chart cannot end their quotes, begin HTML or mention anyone', () => {
  const nasty = 'a"]; click x "javascript:1" <img src=x> @me #1 | `x` %%{init}%%'
  const chart = chartLineage({ ...lineage, model: nasty, run: { ...aRun, command: nasty, params: { [nasty]: nasty } } })
  for (const line of chart.split('\n').filter((line) => line.includes('"'))) {
    assert.match(line, /^ {2}\w+[[({>]+"[^"]*"[\])}]+$/)
    assert.doesNotMatch(line.replaceAll('<br/>', ''), /[<@#|`%;]/)
  }
})

test('runs of several models name model and metric; many parameters that differ are counted', () => {
  const many = (from: number) => Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`p${at}`, at + from]))
  const runs = [
    known({ id: idAt(2), model: 'weather' }, { rmse: 2 }),
    known({ id: idAt(1), params: many(0), dirty: true }, { roc_auc: null }),
    known({ id: idAt(0), params: many(1), commit: null }),
  ]
  const text = renderRuns(runs, { metric: undefined, short: new Map(), paint })
  assert.match(text, / model +commit +p0 +p1 +p2 +p3 +metric +95 % interval +outcome +where\n/)
  assert.match(text, / weather +1a2b3c4 +– +– +– +– +rmse 2\.0000 +1\.9900 to 2\.0100 +– +here\n/)
  assert.match(text, / delay +1a2b3c4\* +0 +1 +2 +3 +roc_auc – +– +– +here\n/)
  assert.match(text, / delay +– +1 +2 +3 +4 +– +not evaluated +– +here\n/)
  assert.match(
    text,
    /\* trained with files changed since that commit\n {2}3 more parameters differ: contender runs diff EARLIER LATER, or --json\n$/,
  )
})

test('a program that names itself in its version is not named twice', () => {
  const environment = { ...aRun.environment, runtimes: { python: 'Python 3.12.1', julia: '1.11' } }
  assert.match(
    renderLineage({ ...lineage, run: { ...aRun, environment } }, paint),
    /, Python 3\.12\.1, julia 1\.11, Node/,
  )
})

test('test data that nothing was evaluated on yet is drawn to its run, not left alone', () => {
  const run = { ...aRun, data: { ...aRun.data, test: aRun.data.train! } }
  assert.match(chartLineage({ ...lineage, run, evaluation: null, comparison: null }), /test --> run/)
})
