import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseConfig } from '../../core/config.ts'
import { coarseAge } from '../../core/dashboard/coarse-age.ts'
import { describeModels } from '../../core/dashboard/describe-models.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'

const CONFIG = `models:
  delay: { task: regression, predictions: p.csv }
  churn: { task: regression, predictions: p.csv }
governance: { expires: 180d }
`
const [A, B] = ['a'.repeat(40), 'b'.repeat(40)]
const tag = (name: string, commit: string, at: string) => ({
  name,
  commit,
  at: new Date(at),
  by: { name: 'Ann', email: null },
  message: '',
})
const TAGS = [
  tag('delay@v1.0.0', A, '2026-01-10T23:00:00Z'),
  tag('delay#staging#1', A, '2026-01-10T23:00:01Z'),
  tag('delay#production#2', A, '2026-01-10T23:00:02Z'),
  tag('delay@v1.1.0', B, '2026-06-01T00:00:00Z'),
  tag('delay#staging#3', B, '2026-06-01T00:00:01Z'),
  tag('gone@v1.0.0', A, '2020-01-01T00:00:00Z'),
]

const describe = (now: string, config = CONFIG, tags = TAGS) =>
  describeModels(parseConfig(config, 'contender.yml'), { registry: readRegistry(tags) }, new Date(now))

test('models of contender.yml, with the version in each stage and the newest with its age', () => {
  const { due, models, stages } = describe('2026-07-08T00:00:00Z')
  assert.deepEqual(stages, ['staging', 'production'])
  assert.deepEqual(models, [
    {
      name: 'delay',
      deprecated: false,
      stages: [
        { version: 'v1.1.0', tag: 'delay@v1.1.0' },
        { version: 'v1.0.0', tag: 'delay@v1.0.0' },
      ],
      newest: { version: 'v1.1.0', tag: 'delay@v1.1.0', age: '5 weeks' },
      drift: undefined,
    },
    { name: 'churn', deprecated: false, stages: [undefined, undefined], newest: undefined, drift: undefined },
  ])
  assert.deepEqual(due, [])
})

test('a version in a stage is due once it has been there for longer than the policy allows, and only there', () => {
  const expected = [
    { model: 'delay', version: 'v1.0.0', stages: ['production'], given: '2026-01-10', since: '2026-07-09' },
  ]
  assert.deepEqual(describe('2026-07-09T22:59:59Z').due, [])
  assert.deepEqual(describe('2026-07-09T23:00:03Z').due, expected)
  assert.deepEqual(describe('2026-07-10T00:00:00Z', CONFIG.replace(/governance.*\n/, '')).due, [])
  const taken = tag('delay#production!#4', A, '2026-06-02T00:00:00Z')
  assert.deepEqual(describe('2026-07-10T00:00:00Z', CONFIG, [...TAGS, taken]).due, [])
})

test('time counts from when a version came into a stage, however long ago it was registered', () => {
  const late = [
    TAGS[0]!,
    tag('delay#staging#1', A, '2026-03-01T00:00:00Z'),
    tag('delay#production#2', A, '2026-07-01T00:00:00Z'),
  ]
  assert.deepEqual(describe('2026-08-01T00:00:00Z', CONFIG, late).due, [])
  assert.deepEqual(describe('2026-09-01T00:00:00Z', CONFIG, late).due, [
    { model: 'delay', version: 'v1.0.0', stages: ['staging'], given: '2026-03-01', since: '2026-08-28' },
  ])
})

test('a stage that was given to a commit without a version names the commit', () => {
  const { models } = describe('2026-07-10T00:00:00Z', CONFIG, [tag('churn#production#1', B, '2020-01-01T00:00:00Z')])
  assert.deepEqual(models[1]!.stages, [undefined, { version: 'bbbbbbb', tag: undefined }])
})

test('ages are as coarse as people say them', () => {
  const ages = [-5, 0, 0.9, 1, 1.5, 13.9, 14, 60.9, 61, 400, 729, 730, 1500].map((days) => coarseAge(days * 86_400_000))
  assert.deepEqual(ages, [
    'today',
    'today',
    'today',
    '1 day',
    '1 day',
    '13 days',
    '2 weeks',
    '8 weeks',
    '2 months',
    '13 months',
    '23 months',
    '1 year',
    '4 years',
  ])
})
