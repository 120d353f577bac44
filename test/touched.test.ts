import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTouched, type MadeOf, throughLinks } from '../core/touched.ts'

const made = (names: readonly string[], more: Partial<MadeOf> = {}): MadeOf => ({
  names,
  code: [],
  beginnings: [],
  open: false,
  ...more,
})

const file = (path: string) => [{ path, folder: false }]
const folder = (path: string) => [{ path, folder: true }]

test('isTouched: by a file, a glob or a folder that the model names, and by nothing beside them', () => {
  const cases: [string, string, boolean][] = [
    ['a/d.csv', 'a/d.csv', true],
    ['a/d.csv', 'a/d.csv.bak', false],
    ['a/*.csv', 'a/1.csv', true],
    ['a/*.csv', 'a/b/1.csv', false],
    ['a/**/*.csv', 'a/b/c/1.csv', true],
    ['a/**/*.csv', 'a/readme.md', false],
    ['a', 'a/b/1.csv', true],
    ['a', 'ab/1.csv', false],
    ['.', 'anything', true],
    ['a/[1].csv', 'a/[1].csv', true],
    ['a/[1].csv', 'a/1.csv', true],
  ]
  for (const [name, path, touched] of cases) assert.equal(isTouched(made([name]), [], file(path)), touched, path)
})

test('isTouched: a folder whose files are not known counts where it could hold what the model names', () => {
  const cases: [string, string, boolean][] = [
    ['data/2024/d.csv', 'data', true],
    ['data/*/d.csv', 'data/2024', true],
    ['data/*.csv', 'data/2024', false],
    ['other/d.csv', 'data', false],
    ['other/d.csv', '.', true],
  ]
  for (const [name, path, touched] of cases) assert.equal(isTouched(made([name]), [], folder(path)), touched, path)
})

test('isTouched: names that a script puts together count by how they begin', () => {
  const model = made([], { beginnings: ['data/part-'] })
  assert.equal(isTouched(model, [], file('data/part-7.csv')), true)
  assert.equal(isTouched(model, [], file('data/whole.csv')), false)
  assert.equal(isTouched(model, [], folder('data')), true)
})

test('isTouched: where not all is named, anything counts but what other models name', () => {
  const open = made(['a.csv'], { open: true })
  const other = made(['b/*'])
  assert.equal(isTouched(open, [other], file('lib.py')), true)
  assert.equal(isTouched(open, [other], file('b/train.py')), false)
  assert.equal(isTouched(made(['b/train.py'], { open: true }), [other], file('b/train.py')), true)
  assert.equal(isTouched(open, [other], []), false)
})

test('isTouched: code that another model names may be that of one that names none', () => {
  const other = made(['b/d.csv'], { code: ['lib.py'] })
  const own = made(['a/d.csv'], { open: true })
  assert.ok(isTouched(own, [other], file('lib.py')))
  assert.ok(!isTouched(own, [other], file('b/d.csv')))
  assert.ok(isTouched(other, [own], file('lib.py')))
})

test('throughLinks: a change goes by every name that links give it, also through each other, and ends', () => {
  const links = [
    { path: 'data', to: 'shared' },
    { path: 'shared/new', to: 'raw/2026' },
    { path: 'top', to: '' },
    { path: 'one.csv', to: 'raw/one.csv' },
  ]
  const through = (path: string) => throughLinks(file(path), links).map((one) => one.path)
  const noTop = (path: string) => through(path).filter((name) => !name.startsWith('top'))
  assert.deepEqual(noTop('shared/d.csv'), ['shared/d.csv', 'data/d.csv'])
  assert.deepEqual(noTop('raw/2026/d.csv'), ['raw/2026/d.csv', 'shared/new/d.csv', 'data/new/d.csv'])
  assert.deepEqual(noTop('raw/one.csv'), ['raw/one.csv', 'one.csv'])
  assert.deepEqual(noTop('sharedx'), ['sharedx'])
  assert.deepEqual(through('x'), ['x', 'top/x'])
})
