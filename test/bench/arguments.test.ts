import assert from 'node:assert/strict'
import test from 'node:test'
import { readArguments } from '../../bench/arguments.ts'

const NAMES = ['compare', 'drift-numeric', 'by-rows']

test('npm run bench: takes names with and without --only, minutes and a scale', () => {
  const asked = readArguments(
    ['--only', 'compare,by-rows', 'drift-numeric', '--minutes', '0.5', '--scale', '0.01'],
    NAMES,
  )
  assert.deepEqual(asked, {
    ...{ only: ['drift-numeric', 'compare', 'by-rows'], missing: false, quick: false, accept: false },
    ...{ minutes: 0.5, scale: 0.01 },
  })
  assert.deepEqual(readArguments([], NAMES).only, [])
})

test('npm run bench: a name, a flag or a number that is none is told in a sentence', () => {
  const told = (...words: string[]): string => {
    try {
      return `took ${readArguments(words, NAMES).only}`
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.equal(told('--only', 'drift'), 'Unexpected work `drift`, expected some of: compare, drift-numeric, by-rows')
  assert.equal(told('--minutes', '0'), 'Unexpected --minutes `0`, expected a number above 0')
  assert.match(told('--fast'), /^Unknown option '--fast'.*see CONTRIBUTING\.md/)
  assert.equal(told('--accept'), 'Unexpected --accept without --quick, which counts')
})
