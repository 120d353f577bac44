import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { configText } from '../../../actions/init/config-text.ts'
import type { Plan } from '../../../actions/init/plan.ts'
import { prepareSql } from '../../../actions/init/prepare-sql.ts'
import { workflowText } from '../../../actions/init/workflow-text.ts'
import { parseConfig } from '../../../core/config.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { folderWith } from '../../folder.ts'
import { peopleCsv } from '../people.ts'

const PLAN: Plan = {
  name: 'late',
  task: 'binary-classification',
  data: {
    train: 'train.csv',
    test: 'test.csv',
    validation: undefined,
    target: 'late',
    positive: undefined,
    id: undefined,
    time: undefined,
    group: undefined,
    exclude: [],
    sensitive: [],
  },
  split: undefined,
  training: undefined,
  model: 'm.onnx',
  predict: undefined,
  predictions: undefined,
  gate: { metric: 'roc_auc', margin: '0.005' },
  notes: [],
}

test('whatever files, columns and commands are called, the config says it back', () => {
  const name = fc.oneof(
    fc.string({ minLength: 1, unit: 'grapheme' }),
    fc.constantFrom(
      'yes',
      'null',
      '1',
      '1e3',
      '- a',
      'a: b',
      'a # b',
      "it's",
      '"',
      '\\',
      '*',
      '{',
      '~',
      ' a',
      'a ',
      'é',
      '.5',
    ),
  )
  fc.assert(
    fc.property(name, name, name, fc.array(name, { maxLength: 3 }), (train, target, run, exclude) => {
      const data = { ...PLAN.data, train, target, positive: run, exclude }
      const text = configText({ ...PLAN, data, training: { kind: 'command', run, inputs: exclude } }, 'contender.yml')
      const [model] = parseConfig(text, 'contender.yml').models
      assert.deepEqual(
        [model!.data.train, model!.data.target, model!.data.positive, model!.train!.run, model!.data.exclude],
        [train, target, run, run, exclude],
      )
      assert.deepEqual(model!.train!.inputs, exclude)
    }),
  )
})

for (const [what, roles] of [
  ['ids', { id: 'id', group: undefined, time: undefined }],
  ['groups', { id: 'id', group: 'person', time: undefined }],
  ['rows', { id: undefined, group: undefined, time: undefined }],
  ['time', { id: 'id', group: undefined, time: 'at' }],
] as const) {
  test(`rows are cut by ${what}: each on one side, about a fifth to judge on, the same every time`, async (t) => {
    const directory = await folderWith(t, { "it's.csv": peopleCsv({ rows: 500, days: 25 }) })
    const facts = [{ name: 'at', type: 'time' as const, rows: 500, filled: 500, distinct: 25, levels: [] }]
    const sql = prepareSql("it's.csv", facts, roles)
    const cut = async () => {
      await using engine = await openEngine({ directory, root: directory, prepare: { path: 'prepare.sql', sql } })
      const value = roles.group ?? roles.time ?? 'id'
      const [test, train] = [await engine.read('test', ['id', value]), await engine.read('train', ['id', value])]
      return { test, train, value }
    }
    const { test: judged, train, value } = await cut()
    assert.equal(judged.rows + train.rows, 500)
    assert.ok(judged.rows > 50 && judged.rows < 160, String(judged.rows))
    assert.deepEqual((await cut()).test, judged)
    if (value === 'at') {
      const times = (table: typeof train) => Array.from((table.columns.get('at') as { values: Float64Array }).values)
      assert.ok(Math.max(...times(train)) < Math.min(...times(judged)))
    }
    if (value === 'person') {
      const people = (table: typeof train) =>
        new Set((table.columns.get('person') as { levels: readonly string[] }).levels)
      assert.equal(people(judged).intersection(people(train)).size, 0)
    }
  })
}

test('labels yes and no stay text when rows are cut', async (t) => {
  const directory = await folderWith(t, {
    'd.csv': `id,y\n${Array.from({ length: 40 }, (_, id) => `${id},${id % 2 ? 'yes' : 'no'}`).join('\n')}\n`,
  })
  const sql = prepareSql('d.csv', [], { id: 'id', group: undefined, time: undefined })
  await using engine = await openEngine({ directory, root: directory, prepare: { path: 'prepare.sql', sql } })
  assert.equal((await engine.columns('train'))[1]!.type, 'text')
})

test('the workflow has no right to write, keeps no token, and pins what it uses', () => {
  const text = workflowText({ config: 'contender.yml', lfs: true, setUp: [] })
  assert.match(text, /^permissions:\n {2}contents: read$/m)
  assert.equal(text.match(/persist-credentials: false/g)?.length, text.match(/uses: actions\/checkout@/g)?.length)
  assert.match(text, /fetch-depth: 0/)
  assert.match(text, /lfs: true/)
  for (const [, pin] of text.matchAll(/uses: \S+@(\S+)/g)) assert.match(pin!, /^[0-9a-f]{40}$/)
  assert.doesNotMatch(text, /pull_request_target|run:.*\$\{\{/)
})

test('a workflow is not written around a path that GitHub would take for an expression', () => {
  for (const config of [`a \${{ github.token }}/contender.yml`, 'a\nb/contender.yml'])
    assert.throws(() => workflowText({ config, lfs: false, setUp: [] }), /^UserError: Unexpected path/)
})
