import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseConfig } from '../../../core/config.ts'
import { inferContract } from '../../../core/data/contract/infer-contract.ts'
import { parseContract } from '../../../core/data/contract/parse-contract.ts'
import { renderContract } from '../../../core/data/contract/render-contract.ts'
import { missingShare, widen } from '../../../core/data/contract/slack.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { openRows } from '../../../core/data/quality/rows.ts'
import { folderWith } from '../../folder.ts'
import { csv } from '../quality/checked.ts'

test('widen: examples of its docstring, hours, shares and one value', () => {
  assert.deepEqual(widen([3, 118], true), [0, 130])
  assert.deepEqual(widen([0, 23], true), [0, 23])
  assert.deepEqual(widen([0.2, 0.7], false), [0, 1])
  assert.deepEqual(widen([-50, -10], false), [-54, -6])
  assert.deepEqual(widen([100, 100], true), [90, 110])
  assert.deepEqual(widen([0, 0], true), [0, 1])
})

test('widen: a range always holds what was seen, and crosses 0 only where that did', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
  fc.assert(
    fc.property(number, number, (a, b) => {
      const [min, max] = [Math.min(a, b), Math.max(a, b)]
      const [low, high] = widen([min, max], false)
      assert.ok(low <= min && high >= max, `${low} ${high}`)
      assert.ok(min < 0 || low >= 0)
      assert.ok(max > 0 || high <= 1)
    }),
    { seed: 1 },
  )
})

test('widen: a tail reaches further than a tenth, a wall does not', () => {
  assert.deepEqual(widen([3, 118], true, [0.1, 1]), [0, 130])
  assert.deepEqual(widen([0, 100], true, [0, 10]), [0, 170])
  assert.deepEqual(widen([-50, -10], false, [2, 0]), [-64, -6])
})

test('inferContract: ranges hold for as many rows again of the same kind, with normal and with exponential tails', async (t) => {
  const folder = await folderWith(t)
  const uniform = (column: number) => `((hash(i, ${column}) % 1000003) + 0.5) / 1000003`
  const columns = Array.from({ length: 60 }, (_, at) =>
    at < 30
      ? `-ln(${uniform(at)}) AS c${at}`
      : `sqrt(-2 * ln(${uniform(at)})) * cos(6.283185307 * ${uniform(at + 1000)}) AS c${at}`,
  ).join(', ')
  const sql = `CREATE TABLE train AS SELECT ${columns} FROM range(0, 2000) t(i);
    CREATE TABLE more AS SELECT ${columns} FROM range(2000, 4000) t(i)`
  await using engine = await openEngine({ directory: folder, root: folder, prepare: { path: 'p.sql', sql } })
  const config =
    'models: { m: { task: regression, predictions: p, data: { prepare: p.sql, train: train, target: c0 } } }'
  const contract = await inferContract([await openRows(engine, 'train', 'train')], parseConfig(config, 'c').models[0]!)
  const outside = contract.columns.map(
    ({ contract: { max, min }, name }) => `bool_or(${name} < ${min} OR ${name} > ${max})`,
  )
  const [broken] = await engine.query(`SELECT ${outside.join(', ')} FROM more`, 'more')
  assert.ok(broken!.filter(Boolean).length <= 2, `${broken!.filter(Boolean).length} of 60 columns`)
})

test('missingShare: none stays none, some get room for chance', () => {
  assert.equal(missingShare(0, 10), 0)
  assert.equal(missingShare(12, 1000), 0.039)
  assert.equal(missingShare(10, 10), 1)
})

const DATA = csv('id,who,note,few,late_at,early_at,x_min,x_max,y', 300, (at) => [
  at,
  `Person ${at % 3}`,
  at % 100 === 0 ? 'rare' : `kind ${at % 2}`,
  'same',
  `2026-11-${String((at % 15) + 2).padStart(2, '0')}`,
  `2026-11-${String((at % 15) + 1).padStart(2, '0')}`,
  at,
  at + (at % 5),
  at % 2,
])

async function inferred(t: Parameters<typeof folderWith>[0], data: string) {
  const folder = await folderWith(t, { 'd.csv': DATA })
  const config = `models: { m: { task: binary-classification, predictions: p, data: { train: d.csv, target: y, ${data} } } }`
  await using engine = await openEngine({ directory: folder, root: folder })
  return await inferContract([await openRows(engine, 'train', 'd.csv')], parseConfig(config, 'c').models[0]!)
}

test('inferContract: names that mean an order make a relation, other times a comment', async (t) => {
  const contract = await inferred(t, 'id: id, time: late_at, sensitive: [who]')
  assert.deepEqual(contract.relations, ['x_max >= x_min'])
  assert.deepEqual(contract.possible, ['late_at >= early_at'])
  const text = renderContract(undefined, new Map([['m', contract]]), new Date('2026-11-21'))
  assert.match(
    text,
    /# Not checked unless you say so:\n +# relations: \["late_at >= early_at"\] # held in every row; is it meant\?/,
  )
  assert.match(text, /# max_age: 30d # in late_at, where new rows come in all the time/)
  assert.match(
    text,
    /note: \{ type: text, missing: 0 \} # 1 of 3 values stand in fewer than 10 rows: list those allowed\?/,
  )
  assert.match(text, /who: \{ type: text, missing: 0 \} # sensitive/)
  assert.doesNotMatch(text, /Person|rare/)
  assert.deepEqual(parseContract(text, 'c', ['m']).models.get('m')?.columns.few, {
    type: 'text',
    values: ['same'],
    missing: 0,
  })
})

test('inferContract: of old data nothing proposes how fresh it must be', async (t) => {
  const contract = await inferred(t, 'id: id, time: late_at')
  assert.doesNotMatch(renderContract(undefined, new Map([['m', contract]]), new Date('2027-06-01')), /max_age/)
})

test('renderContract: whatever models and columns are called, the contract is read again', async (t) => {
  const contract = await inferred(t, 'id: id')
  for (const name of ['yes', '3', 'a: b', '#x', '"q"', "it's", '- x', '{a}', 'é', 'null', 'a\nb']) {
    const columns = [{ name, contract: { type: 'text' as const, values: [name] } }]
    const text = renderContract(undefined, new Map([['m', { ...contract, columns, relations: [] }]]), new Date(0))
    assert.deepEqual(parseContract(text, 'c', ['m']).models.get('m')?.columns, {
      [name]: { type: 'text', values: [name] },
    })
  }
})
