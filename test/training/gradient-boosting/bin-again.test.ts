import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Column } from '../../../core/data/table.ts'
import { binAgain } from '../../../core/training/gradient-boosting/bin-again.ts'
import { MISSING } from '../../../core/training/gradient-boosting/bin-numbers.ts'
import { binColumns } from '../../../core/training/gradient-boosting/columns.ts'
import { binary, numbers, texts } from '../columns.ts'

function cut(column: Column) {
  const rows = column.kind === 'text' ? column.codes.length : column.values.length
  return binColumns(
    binary(
      { x: column },
      Array.from({ length: rows }, (_, row) => row % 2),
    ),
    255,
    7,
  )[0]!
}

test('binAgain: numbers fall into the bins of training, above and below them too', () => {
  const column = cut(numbers([1, 2, 4]))
  assert.deepEqual([...binAgain(column, numbers([-9, 1, 2.5, 9, Number.NaN]))], [0, 0, 1, 2, MISSING])
})

test('binAgain: text has the bin it had, whatever the order of levels; what is new or empty counts as missing', () => {
  const column = cut(texts(['b', 'a', undefined, 'b']))
  assert.deepEqual([...binAgain(column, texts(['a', 'new', 'b', undefined, '']))], [1, MISSING, 0, MISSING, MISSING])
})

test('binAgain: text of many levels goes by the means of training', () => {
  const levels = Array.from({ length: 300 }, (_, i) => `level ${i}`)
  const column = cut(texts([...levels, ...levels]))
  assert.equal(column.kind, 'ordered')
  const bins = binAgain(column, texts(['level 7', 'new', undefined]))
  assert.ok(bins[0]! < MISSING)
  assert.deepEqual([...bins.subarray(1)], [MISSING, MISSING])
})

test('binAgain: refuses text where numbers were, and numbers where text was', () => {
  assert.throws(() => binAgain(cut(numbers([1, 2])), texts(['a'])), {
    message: 'Unexpected text in `x`, expected numbers as in training',
  })
  assert.throws(() => binAgain(cut(texts(['a', 'b'])), numbers([1])), {
    message: 'Unexpected numbers in `x`, expected text as in training',
  })
})
