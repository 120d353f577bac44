import assert from 'node:assert/strict'
import { test } from 'node:test'
import { suggest } from '../core/errors.ts'

const NEAR: [unknown: string, known: string, isNear: boolean][] = [
  ['nope.csv', 'bad.csv', false],
  ['tran.csv', 'train.csv', true],
  ['bogus', 'id', false],
  ['dgo', 'dog', true],
  ['ip', 'id', true],
  ['z', 'y', true],
  ['prod', 'production', true],
  ['auc', 'roc_auc', true],
  ['Late', 'late', true],
  ['live', 'dev', false],
]
for (const [unknown, known, isNear] of NEAR)
  test(`suggest: ${known} is ${isNear ? '' : 'not '}meant by ${unknown}`, () => {
    const said = isNear ? `did you mean \`${known}\`? Known: ${known}` : `known: ${known}`
    assert.equal(suggest(unknown, [known]), said)
  })

test('suggest: of many names none is listed', () => {
  const many = Array.from({ length: 25 }, (_, at) => `column${at}`)
  assert.equal(suggest('bogus', many), '25 others are known')
  assert.equal(suggest('column', many), 'did you mean `column0`? 25 are known')
})
