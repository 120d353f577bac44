import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { muted } from '../../../actions/runner/muted.ts'

function open() {
  let log = ''
  const output = muted((text) => (log += text), 'TOKEN')
  return { ...output, log: () => log }
}

test('muted: what a program says stands between commands of ours, on lines of their own', () => {
  const { add, end, log } = open()
  add(Buffer.from('::error::x\nhalf'))
  add(Buffer.from(' a line'))
  end()
  assert.equal(log(), '::stop-commands::TOKEN\n::error::x\nhalf a line\n::TOKEN::\n')
})

test('muted: silence says nothing, and output after the end is muted again', () => {
  const { add, end, log } = open()
  end()
  assert.equal(log(), '')
  add(Buffer.from('a\n'))
  end()
  end()
  add(Buffer.from('b\n'))
  end()
  assert.equal(log(), '::stop-commands::TOKEN\na\n::TOKEN::\n::stop-commands::TOKEN\nb\n::TOKEN::\n')
})

test('muted: a character that was cut by the end of the output does not swallow our command', () => {
  const { add, end, log } = open()
  add(Buffer.from('é').subarray(0, 1))
  end()
  assert.equal(log(), '::stop-commands::TOKEN\n\ufffd\n::TOKEN::\n')
})

test('muted: however output is cut into chunks, the runner obeys none of it and hears us again', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom(':', '#', '[', '\n', '\r', 'é', 'x') })), (chunks) => {
      const { add, end, log } = open()
      for (const chunk of chunks) add(Buffer.from(chunk))
      end()
      const said = chunks.join('')
      const line = said === '' || said.endsWith('\n') ? '' : '\n'
      const expected = `::stop-commands::TOKEN\n${said}${line}::TOKEN::\n`
      assert.equal(log(), chunks.length === 0 ? '' : expected)
    }),
  )
})
