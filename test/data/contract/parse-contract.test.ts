import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parseRelation, relationName } from '../../../core/data/contract/column-relation.ts'
import { contractJsonSchema } from '../../../core/data/contract/json-schema.ts'
import { parseContract } from '../../../core/data/contract/parse-contract.ts'
import { UserError } from '../../../core/errors.ts'

const parse = (text: string) => parseContract(text, 'contender.schema.yml', ['delay', 'price'])

function messageOf(text: string): string {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
  return assert.fail('expected a UserError')
}

const withModel = (lines: string) => `models:\n  delay:\n${lines}\n`
const withColumn = (rules: string) => withModel(`    columns:\n      a: { ${rules} }`)
const withRelation = (relation: string) =>
  withModel(`    columns: { a: { type: integer }, b: { type: float }, at: { type: time }, name: { type: text } }
    relations: ['${relation}']`)

const WRONG: readonly (readonly [title: string, text: string, says: RegExp])[] = [
  [
    'an empty file',
    '',
    /^Unexpected value `null` in contender\.schema\.yml:1, expected a section with keys and values$/,
  ],
  ['broken YAML', 'models: [', /^Unexpected YAML in contender\.schema\.yml:1:\d+, expected valid YAML: /],
  ['a list', '- a', /^Unexpected value `\["a"\]` in contender\.schema\.yml:1, expected a section/],
  ['no models', '{}', /^Missing `models` in contender\.schema\.yml:1 → models, expected a name and a section/],
  [
    'an unknown model',
    'models: { dely: {} }',
    /^Unknown model `dely` in contender\.schema\.yml:1 → models\.dely, did you mean `delay`\? Known: delay, price$/,
  ],
  [
    'an unknown key',
    withModel('    colums: {}'),
    /^Unknown key `colums` in contender\.schema\.yml:3 → models\.delay, did you mean `columns`\?/,
  ],
  [
    'an unknown rule of a column',
    withColumn('type: integer, mim: 3'),
    /^Unknown key `mim` in contender\.schema\.yml:4 → models\.delay\.columns\.a, did you mean `min`\?/,
  ],
  [
    'no type',
    withColumn('min: 3'),
    /^Missing `type` in .*:4 → models\.delay\.columns\.a\.type, expected one of integer, float,/,
  ],
  [
    'an unknown type',
    withColumn('type: int'),
    /^Unexpected value `int` in .*\.a\.type, expected one of integer, float, boolean/,
  ],
  [
    'a column that is text',
    withModel('    columns: { a: text }'),
    /^Unexpected value `text` in .*\.columns\.a, expected a section/,
  ],
  [
    'min above max',
    withColumn('type: float, min: 3, max: 2'),
    /^Unexpected min 3 above max 2 in .*\.columns\.a, expected min ≤ max$/,
  ],
  [
    'times in the wrong order',
    withColumn('type: time, min: 2026-02-01, max: 2026-01-31'),
    /^Unexpected min 2026-02-01 above max 2026-01-31 in /,
  ],
  [
    'a range of text',
    withColumn('type: text, min: 3'),
    /^Unexpected min `3` in .*\.a\.min, expected none for a column of type text$/,
  ],
  [
    'a number for a time',
    withColumn('type: time, max: 3'),
    /^Unexpected max `3` in .*\.a\.max, expected a date such as 2026-01-31$/,
  ],
  [
    'a date for a number',
    withColumn('type: float, max: 2026-01-31'),
    /^Unexpected max `2026-01-31` in .*, expected a number$/,
  ],
  [
    'a date that is none',
    withColumn('type: time, max: 2026-13-31'),
    /^Unexpected value `2026-13-31` in .*, expected a number, or for times a date/,
  ],
  ['infinity', withColumn('type: float, max: .inf'), /^Unexpected value `Infinity` in .*, expected a number/],
  [
    'a share above 1',
    withColumn('type: text, missing: 5'),
    /^Unexpected value `5` in .*\.a\.missing, expected a share of the rows in \[0, 1\]$/,
  ],
  [
    'no values',
    withColumn('type: text, values: []'),
    /^Unexpected value `\[\]` in .*\.a\.values, expected a list of values/,
  ],
  [
    'values of another type',
    withColumn('type: text, values: [1]'),
    /^Unexpected value `1` of a column of type text in .*\.a\.values\[0\], expected a value of type text: write it in quotes$/,
  ],
  [
    'values of a time',
    withColumn('type: time, values: [a]'),
    /^Unexpected value `a` of a column of type time in .*, expected min and max instead$/,
  ],
  [
    'a value twice',
    withColumn('type: text, values: [a, a]'),
    /^Unexpected second `a` in .*\.values\[1\], expected each value once$/,
  ],
  [
    'unique as text',
    withColumn('type: text, unique: maybe'),
    /^Unexpected value `maybe` in .*\.a\.unique, expected true or false$/,
  ],
  [
    'an age of text',
    withColumn('type: text, max_age: 3d'),
    /^Unexpected max_age of a column of type text in .*, expected it for times only$/,
  ],
  [
    'an age without a unit',
    withColumn('type: time, max_age: 3'),
    /^Unexpected value `3` in .*\.a\.max_age, expected a duration above 0/,
  ],
  [
    'half a row',
    withModel('    rows: { train: { min: 0.5 } }'),
    /^Unexpected value `0\.5` in .*\.rows\.train\.min, expected a whole number of rows ≥ 0$/,
  ],
  [
    'fewer rows at most than at least',
    withModel('    rows: { test: { min: 5, max: 4 } }'),
    /^Unexpected min 5 above max 4 in .*\.rows\.test, expected min ≤ max$/,
  ],
  [
    'rows of no part',
    withModel('    rows: { tests: { min: 5 } }'),
    /^Unknown key `tests` in .*\.rows, did you mean `test`\?/,
  ],
  [
    'an unknown check',
    withModel('    checks: { leak: warn }'),
    /^Unknown key `leak` in .*\.checks, did you mean `leakage`\?/,
  ],
  [
    'an unknown setting',
    withModel('    checks: { leakage: ignore }'),
    /^Unexpected value `ignore` in .*\.checks\.leakage, expected one of warn, fail, off$/,
  ],
  [
    'a relation that is none',
    withRelation('a is fine'),
    /^Unexpected relation `a is fine` in .*\.relations\[0\], expected a column, one of >=/,
  ],
  ['a relation with SQL', withRelation('a >= 1; DROP TABLE x'), /^Unexpected relation `a >= 1; DROP TABLE x` in /],
  [
    'a relation with a call',
    withRelation('a >= random()'),
    /^Unknown column `random\(\)` of the relation `a >= random\(\)` in .*, known: /,
  ],
  [
    'a relation of an unknown column',
    withRelation('a >= c'),
    /^Unknown column `c` of the relation `a >= c` in .*\.relations\[0\], did you mean `a`\? Known: a, b, at, name$/,
  ],
  ['a relation of a number first', withRelation('3 <= a'), /^Unexpected relation `3 <= a` in /],
  [
    'a relation of numbers and times',
    withRelation('a >= at'),
    /^Unexpected relation `a >= at` of numbers and times in .*, expected the same of both$/,
  ],
  [
    'a relation of text and a number',
    withRelation('name == 3'),
    /^Unexpected relation `name == 3` of text and numbers in /,
  ],
  [
    'an order of text',
    withRelation('name >= name'),
    /^Unexpected order of text in `name >= name` in .*, expected == or !=$/,
  ],
]

for (const [title, text, says] of WRONG) {
  test(`parseContract refuses ${title}`, () => assert.match(messageOf(text), says))
}

test('parseContract: every mistake is told, a line each', () => {
  const text = withModel('    columns: { a: { type: float, min: 3, max: 2 }, b: { type: text, min: 1 } }')
  assert.equal(messageOf(text).split('\n').length, 2)
})

test('parseRelation: names, quoted names and numbers', () => {
  assert.deepEqual(parseRelation('end-date>=start-date'), {
    text: 'end-date>=start-date',
    left: 'end-date',
    operator: '>=',
    right: { column: 'start-date' },
  })
  assert.deepEqual(parseRelation('"a ""b""" != -1.5')?.right, { number: -1.5 })
  assert.equal(parseRelation('"a ""b""" != -1.5')?.left, 'a "b"')
  assert.deepEqual(parseRelation('a == "3"')?.right, { column: '3' })
  for (const text of ['', 'a', 'a >=', '>= a', 'a >= b >= c', 'a = b', 'a >= b c', 'a >= "b', '" >= a'])
    assert.equal(parseRelation(text), undefined, text)
})

test('relationName: whatever a column is called, its relation is read again', () => {
  for (const name of ['end', 'end date', 'a"b', '>=', '3', '-1.5', "it's", 'größe', 'a=b']) {
    assert.equal(parseRelation(`${relationName(name)} >= start`)?.left, name)
    assert.deepEqual(parseRelation(`start >= ${relationName(name)}`)?.right, { column: name })
  }
})

test('the committed JSON Schema of contracts is the one that the code makes', () => {
  const committed = JSON.parse(readFileSync('docs/contender.contract.schema.json', 'utf8')) as unknown
  assert.deepEqual(committed, JSON.parse(JSON.stringify(contractJsonSchema())))
})
