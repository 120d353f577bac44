import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { newTagName, parseTagName, writeTagName } from '../../../core/ledger/registry/tag-name.ts'

const FORMS = [
  ['churn@v1.0.0', { artifact: 'churn', action: 'register', version: 'v1.0.0' }],
  ['churn@v1.0.0#2', { artifact: 'churn', action: 'register', version: 'v1.0.0', number: 2 }],
  ['churn@v1.0.0!', { artifact: 'churn', action: 'deregister', version: 'v1.0.0' }],
  ['churn@v1.0.0!#2', { artifact: 'churn', action: 'deregister', version: 'v1.0.0', number: 2 }],
  ['churn#prod', { artifact: 'churn', action: 'assign', stage: 'prod' }],
  ['churn#prod#3', { artifact: 'churn', action: 'assign', stage: 'prod', number: 3 }],
  ['churn#prod!', { artifact: 'churn', action: 'unassign', stage: 'prod' }],
  ['churn#prod!#4', { artifact: 'churn', action: 'unassign', stage: 'prod', number: 4 }],
  ['churn@deprecated', { artifact: 'churn', action: 'deprecate' }],
  ['churn@deprecated#12', { artifact: 'churn', action: 'deprecate', number: 12 }],
  [
    'models/fraud=clf@v2.1.0-rc.1+gpu.1',
    { artifact: 'models/fraud:clf', action: 'register', version: 'v2.1.0-rc.1+gpu.1' },
  ],
  ['./my.folder=a/b_c-d#eu/prod#7', { artifact: './my.folder:a/b_c-d', action: 'assign', stage: 'eu/prod', number: 7 }],
  ['a@v1.0.0', { artifact: 'a', action: 'register', version: 'v1.0.0' }],
] as const

for (const [name, parts] of FORMS) {
  test(`${name} is read, and written the same`, () => {
    const read = parseTagName(name)
    assert.deepEqual(read, { version: null, stage: null, number: null, ...parts })
    assert.equal(writeTagName(read), name)
  })
}

test('other tags are not of the registry', () => {
  const others = [
    'v1.0.0',
    'churn',
    'churn@1.0.0',
    'churn@v1.0',
    'my.model@v1.0.0',
    'churn@v1.0.0#',
    'churn@v1.0.0#x',
    'churn@deprecated!',
    'churn@created',
    'churn#prod!!',
    '-churn@v1.0.0',
    'churn-@v1.0.0',
    'churn#prod-',
    'a=b=c@v1.0.0',
    '=churn@v1.0.0',
    'churn#prod#3#4',
    'churn@v1.0.0\n',
  ]
  assert.deepEqual(
    others.filter((name) => parseTagName(name) !== undefined),
    [],
  )
})

test('numbers grow over all tags of an artifact, and of no other', () => {
  const names = ['delay@v1.0.0', 'delay#dev#2', 'delay#dev!#9', 'delay@deprecated#4', 'other#dev#30', 'delay-2#dev#40']
  const assign = { artifact: 'delay', action: 'assign', version: null, stage: 'dev' } as const
  assert.equal(newTagName(assign, names), 'delay#dev#10')
  assert.equal(newTagName(assign, []), 'delay#dev#1')
  const register = { artifact: 'delay', action: 'register', version: 'v1.0.0', stage: null } as const
  assert.equal(newTagName(register, names), 'delay@v1.0.0#10')
  assert.equal(newTagName({ ...register, version: 'v1.1.0' }, names), 'delay@v1.1.0')
})

test('a new name is one that no tag has, and is read as what it was made for', () => {
  const name = fc.constantFrom(...FORMS.map(([form]) => form))
  fc.assert(
    fc.property(name, fc.array(name), (form, names) => {
      const { number: _, ...what } = parseTagName(form)!
      const fresh = newTagName(what, names)
      assert.ok(!names.includes(fresh as never))
      const { number: __, ...read } = parseTagName(fresh)!
      assert.deepEqual(read, what)
    }),
  )
})
