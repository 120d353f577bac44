import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { commandsOf } from '../../actions/commands-of.ts'

const SCRIPTS: readonly (readonly [script: string, commands: readonly string[]])[] = [
  ['', []],
  ['# all of it', []],
  ['a\n\n  b  \n', ['a', 'b']],
  ['a --x \\\n --y', ['a --x   --y']],
  ['a \\\r\n --y', ['a   --y']],
  ['a; b && c || d | e & f', ['a', 'b', 'c', 'd', 'e', 'f']],
  ['a # b; c\nd', ['a', 'd']],
  ["a # don't\nb # it's", ['a', 'b']],
  ['a b#c $# "# d" \'; e\'', ['a b#c $# "# d" \'; e\'']],
  ['a "b\nc" \\; d', ['a "b c" \\; d']],
  ['a > b 2>&1 &> c', ['a > b 2>&1 &> c']],
  [`a \${{ b && 'c' || 'd' }} e`, [`a \${{ b && 'c' || 'd' }} e`]],
  ['a "b; c', ['a "b', 'c']],
]

for (const [script, commands] of SCRIPTS)
  test(`commandsOf: ${JSON.stringify(script)}`, () => {
    assert.deepEqual(commandsOf(script), commands)
  })

test('commandsOf: any text, in commands of one line each, and in time', () => {
  const text = fc.string({ unit: fc.constantFrom(...`ab #\n\\"'&|;<>{}$`), maxLength: 60 })
  fc.assert(
    fc.property(text, (script) => {
      for (const command of commandsOf(script)) assert.match(command, /^\S(.*\S)?$/)
    }),
  )
  const began = performance.now()
  for (const part of ['"', "'", '\\', '"\\', '#', '&', '$', ' ', '\n']) commandsOf(part.repeat(50_001))
  assert.ok(performance.now() - began < 5_000)
})
