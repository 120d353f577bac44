import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { stripVTControlCharacters } from 'node:util'
import { openAsk } from '../../cli/ask.ts'

/** A terminal at which somebody types these lines, one whenever they are asked. */
function terminal(...lines: readonly string[]) {
  const input = new PassThrough()
  const output = new PassThrough()
  let seen = ''
  let left = 0
  const rest = [...lines]
  output.on('data', (chunk: Buffer) => {
    seen += chunk
    if (/> (\[.*\] )?$/.test(stripVTControlCharacters(seen)) && rest.length > 0) input.write(rest.shift()!)
  })
  const leaving = Promise.withResolvers<void>()
  const ask = openAsk({
    input,
    output,
    leave: () => {
      left++
      leaving.resolve()
    },
  })
  return { ask, seen: () => seen, left: () => left, leaving: leaving.promise }
}

test('Enter takes the answer in brackets, four times as well as once', async () => {
  const { ask, left, seen } = terminal('\r', '\r', '\r', '\r')
  for (const standard of ['a', 'b', 'c', 'd']) assert.equal(await ask({ text: 'Which?', standard }), standard)
  assert.match(seen(), /\nWhich\?\n.*> \[a\] /s)
  assert.equal(left(), 0)
})

test('of choices the answer is one by its name or its number, and anything else is asked again', async () => {
  const { ask, seen } = terminal('nothing\r', '9\r', '2\r', 'a\r')
  assert.equal(await ask({ text: 'Which?', standard: 'a', choices: ['a', 'b'] }), 'b')
  assert.equal(seen().match(/Please answer with one of the list/g)?.length, 2)
  assert.match(seen(), /\n {2}1 {2}a\n {2}2 {2}b\n/)
  assert.equal(await ask({ text: 'Which?', standard: 'b', choices: ['a', 'b'] }), 'a')
})

for (const [what, key] of [
  ['Ctrl-C', '\u0003'],
  ['the end of the input', '\u0004'],
] as const) {
  test(`${what} leaves, without an answer`, async () => {
    const { ask, leaving, left } = terminal(key)
    const answer = ask({ text: 'Which?', standard: 'a' })
    await leaving
    const nothing = Symbol('nothing')
    assert.equal(await Promise.race([answer, Promise.resolve(nothing)]), nothing)
    assert.equal(left(), 1)
  })
}

test('names from data cannot steer the terminal', async () => {
  const { ask, seen } = terminal('\r')
  await ask({ text: 'Which?', standard: 'a\u001b[2Jb', choices: ['a\u001b[2Jb'] })
  assert.ok(!seen().includes('\u001b[2J'))
})
