import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peopleCsv, TRAINED_CONFIG } from '../actions/people.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { testRefused } from './refused.ts'

const files = {
  'contender.yml': TRAINED_CONFIG,
  'train.csv': peopleCsv({ rows: 100, seed: 1 }),
  'test.csv': peopleCsv({ rows: 60, seed: 2 }).replaceAll(/^(?=\d)/gm, '9000'),
}

const withContract = (contract: string | Uint8Array) => ({ ...files, 'contender.schema.yml': contract })
const column = (text: string) => withContract(`models: { delay: { columns: { good: ${text} } } }`)

const NONSENSE: readonly (readonly [title: string, contract: ReturnType<typeof withContract>, says: RegExp])[] = [
  [
    'a contract that is no YAML',
    withContract('::: ['),
    /^Unexpected YAML in contender\.schema\.yml:\d+:\d+, expected valid/,
  ],
  [
    'a contract that is empty',
    withContract(''),
    /^Unexpected value `null` in contender\.schema\.yml:1, expected a section/,
  ],
  [
    'a contract of bytes that are no text',
    withContract(new Uint8Array([0xff, 0xfe, 0x00, 0x80])),
    /^Unexpected bytes in .*contender\.schema\.yml, expected text in UTF-8$/,
  ],
  [
    'a contract of another model',
    withContract('models: { dealy: {} }'),
    /^Unknown model `dealy` in contender\.schema\.yml:1 → models\.dealy, did you mean `delay`\?/,
  ],
  [
    'a column without a type',
    column('{ min: 0 }'),
    /^Missing `type` in contender\.schema\.yml:1 → models\.delay\.columns\.good/,
  ],
  [
    'a column of no known type',
    column('{ type: flaot }'),
    /^Unexpected value `flaot` in .*, expected one of integer, float/,
  ],
  [
    'a range that holds nothing',
    column('{ type: float, min: 2, max: 1 }'),
    /^Unexpected min 2 above max 1 in .*columns\.good/,
  ],
  [
    'a share of missing values above 1',
    column('{ type: float, missing: 2 }'),
    /^Unexpected value `2` in .*a share of the rows/,
  ],
]

for (const [title, contract, says] of NONSENSE)
  testRefused({ title: `validate: ${title}`, files: contract, line: 'validate', says })

test('validate: a column of the contract that the data lack is named with the nearest one, and fails', async (t) => {
  const folder = await folderWith(t, withContract('models: { delay: { columns: { godo: { type: float } } } }'))
  const { code, out } = await contender('validate', folder)
  assert.equal(code, 1)
  assert.match(out, /^ {2}fail {2}columns +godo in train: the column is missing, did you mean `good`\?/m)
})
