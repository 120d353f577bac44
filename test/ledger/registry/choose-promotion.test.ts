import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choosePromotion } from '../../../core/ledger/registry/choose-promotion.ts'
import { readRegistry } from '../../../core/ledger/registry/read-registry.ts'

const STAGES = { names: ['dev', 'staging', 'production'], place: 'contender.yml of main' }

/** Model `m` with these tags, each a second after the one before; commits by letters. */
function model(...lines: readonly string[]) {
  const tags = lines.map((line, second) => {
    const [name = '', commit = ''] = line.split(' ')
    return { name, commit, at: new Date(second * 1000), by: { name: 'Ann', email: null }, message: name }
  })
  return readRegistry(tags).get('m')!
}

function chosen(lines: readonly string[], version?: string, stage?: string) {
  const change = choosePromotion(model(...lines), { version, stage }, STAGES)
  return `${change.version} ${change.stage}`
}

const OLD = ['m@v1.0.0 a', 'm#dev#1 a', 'm#staging#2 a', 'm#production#3 a']

test('without a stage it is the one after the last that the version has been in', () => {
  assert.equal(chosen(['m@v1.0.0 a']), 'v1.0.0 dev')
  assert.equal(chosen([...OLD, 'm@v1.1.0 b']), 'v1.1.0 dev')
  assert.equal(chosen([...OLD, 'm@v1.1.0 b', 'm#dev#4 b']), 'v1.1.0 staging')
  assert.equal(chosen([...OLD, 'm@v1.1.0 b', 'm#dev#4 b', 'm@v1.2.0 c'], 'v1.1.0'), 'v1.1.0 staging')
  assert.throws(() => chosen(OLD), /v1\.0\.0 is in production, the last stage/)
  const rolledBack = [...OLD, 'm@v1.1.0 b', 'm#dev#4 b', 'm#staging#5 b', 'm#production#6 b', 'm#production#7 a']
  assert.throws(() => chosen(rolledBack), /v1\.1\.0 has been in every stage; name the one that it shall come back to/)
  assert.equal(chosen(rolledBack, 'v1.1.0', 'production'), 'v1.1.0 production')
})

test('without a version it is the newest that may go there, and never one below what is there', () => {
  const three = [...OLD, 'm@v1.1.0 b', 'm#dev#4 b', 'm#staging#5 b', 'm@v1.2.0 c', 'm#dev#6 c']
  assert.equal(chosen(three, undefined, 'production'), 'v1.1.0 production')
  assert.equal(chosen(three, undefined, 'staging'), 'v1.2.0 staging')
  assert.throws(
    () => chosen([...three, 'm#production#7 b'], undefined, 'production'),
    /v1\.2\.0 to production: it was never in staging/,
  )
  assert.throws(() => chosen(OLD, undefined, 'production'), /v1\.0\.0 is in production already/)
  assert.equal(chosen([...three, 'm@v1.1.0! b'], undefined, 'staging'), 'v1.2.0 staging')
})

test('rules of promotion hold, and what is not there is told', () => {
  assert.throws(() => chosen(OLD, 'v2.0.0'), /Unknown version `v2\.0\.0` of m/)
  assert.throws(() => chosen(OLD, undefined, 'prod'), /Unknown stage `prod` in contender\.yml of main/)
  assert.throws(() => chosen(['m@v1.0.0 a', 'm@v1.0.0! a']), /every version of m is deprecated/)
  assert.throws(() => chosen(['m@v1.0.0 a', 'm@deprecated a']), /m is deprecated/)
})
