import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { csvLines } from '../../core/data/csv-lines.ts'

/** @param cut where the text is cut in two pieces */
function linesOf(text: string, cut = 0, delimiter = ',') {
  const lines = csvLines(delimiter)
  const bytes = Buffer.from(text)
  lines.add(bytes.subarray(0, cut))
  lines.add(bytes.subarray(cut))
  return lines.end()
}

test('csvLines: the example of its docstring', () => {
  assert.deepEqual(linesOf('a,b\n1,2\r\n'), { ends: ['\n', '\r\n'], fault: undefined })
})

test('csvLines: lines that end alike are not mixed, and ends within quotes are none', () => {
  for (const end of ['\n', '\r\n', '\r'] as const)
    assert.deepEqual(linesOf(['a,b', '1,"x\r\ny\nz\rw"', '', '2,"say ""x"""', ''].join(end)), {
      ends: [end],
      fault: undefined,
    })
  assert.deepEqual(linesOf('a\r1\n').ends, ['\n', '\r'])
  assert.deepEqual(linesOf('\ufeff"a",b\r\n1,2'), { ends: ['\r\n'], fault: undefined })
})

test('csvLines: the first broken line is named, whatever ends the lines before', () => {
  assert.deepEqual(linesOf('a,b\n1,2\r\n3\n4,5,6\n').fault, { line: 3, is: { values: 1, expected: 2 } })
  assert.deepEqual(linesOf('a,b\n1,"x\r\ny"\r\n4,5,6').fault, { line: 4, is: { values: 3, expected: 2 } })
  assert.deepEqual(linesOf('a,b\n1,2\r\n3,"x"y\n').fault, { line: 3, is: 'stray quote' })
  assert.deepEqual(linesOf('a,b\n1,x"y\r\n').fault, { line: 2, is: 'stray quote' })
  assert.deepEqual(linesOf('a,b\r\n1,"x\n2,3\n').fault, { line: 2, is: 'open quote' })
})

test('csvLines: what is written soundly is found to be, wherever it is cut', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', '7') })
  const row = fc.record({ cells: fc.tuple(cell, cell), end: fc.constantFrom('\n', '\r\n') })
  fc.assert(
    fc.property(fc.array(row, { minLength: 1 }), fc.nat(), (rows, at) => {
      const written = (value: string) => `"${value.replaceAll('"', '""')}"`
      const text = rows.map(({ cells, end }) => cells.map(written).join(',') + end).join('')
      const ends = (['\n', '\r\n'] as const).filter((one) => rows.some(({ end }) => end === one))
      assert.deepEqual(linesOf(text, at % text.length), { ends, fault: undefined })
    }),
  )
})
