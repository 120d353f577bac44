import assert from 'node:assert/strict'
import { test } from 'node:test'
import { LONGEST_YAML, readYaml } from '../../core/config/read-yaml.ts'
import { parseConfig } from '../../core/config.ts'

const times = (text: (at: number) => string, count: number) =>
  Array.from({ length: count }, (_, at) => text(at)).join('')
const levels = 'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`)}]\n`)

const HOSTILE: readonly (readonly [what: string, text: string, words: RegExp])[] = [
  ['is too long', ' '.repeat(LONGEST_YAML + 1), /^Unexpected length of contender\.yml: 100001 characters/],
  ['has keys by the thousand', times((at) => `k${at}:\n`, 12_000), /Unknown key `k0`/],
  [
    'has a name twice',
    'models: { a: 1, a: 2 }',
    /^Unexpected second `a` in contender\.yml:1:17, expected each name once$/,
  ],
  ['is deep', `models: ${'['.repeat(200)}${']'.repeat(200)}`, /^Unexpected values so deep in contender\.yml:1:\d+/],
  ['is deeper than the stack', '['.repeat(90_000), /^Unexpected YAML in contender\.yml/],
  ['has aliases by the hundred', times((at) => `- &a${at} x\n- *a${at}\n`, 5_000), /expected at most 250 aliases$/],
  ['laughs a billion times', `a: &a [x, x]\n${levels.join('')}`, /^Unexpected aliases in contender\.yml/],
]

for (const [what, text, words] of HOSTILE)
  test(`parseConfig: a config that ${what} is refused, in words and in time`, () => {
    const began = performance.now()
    assert.throws(
      () => parseConfig(text, 'contender.yml'),
      (error: Error) => error.name === 'UserError' && words.test(error.message) && error.message.length < 10_000,
    )
    assert.ok(performance.now() - began < 10_000)
  })

test('readYaml: a contract may be longer than a config', () => {
  assert.equal(readYaml(`a: ${'x'.repeat(LONGEST_YAML)}`, 'contender.schema.yml').lineOf(['a']), 1)
})
