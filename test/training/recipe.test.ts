import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { nameOf, programsOf } from '../../core/training/programs.ts'
import { cacheKey, type Recipe, recipeChanges } from '../../core/training/recipe.ts'

const digest = (digit: string) => `sha256:${digit.repeat(64)}`

const recipe: Recipe = {
  command: 'python train.py',
  builtin: null,
  params: { depth: 3 },
  seeds: [7],
  inputs: [{ uri: 'train.py', digest: digest('1') }],
  data: {
    train: { uri: 'd.csv', digest: digest('2'), by: 'content' },
    test: { uri: 't.csv', digest: digest('3'), by: 'dvc' },
  },
  settings: { target: 'late' },
  environment: {
    platform: 'linux-x64',
    node: 'v24.0.0',
    runtimes: { python: 'Python 3.12.1' },
    locks: [{ uri: 'uv.lock', digest: digest('4') }],
  },
  contender: '0.1.0',
}

const others: readonly (readonly [said: string, other: Recipe])[] = [
  ['params.depth 3 → 4', { ...recipe, params: { depth: 4 } }],
  ['params.rate is new', { ...recipe, params: { depth: 3, rate: 1 } }],
  ['params.depth is gone', { ...recipe, params: {} }],
  ['seeds [7] → [7,8]', { ...recipe, seeds: [7, 8] }],
  ['train.run python train.py → python3 train.py', { ...recipe, command: 'python3 train.py' }],
  ['train.py changed', { ...recipe, inputs: [{ uri: 'train.py', digest: digest('9') }] }],
  [
    'data.test (t.csv) changed',
    { ...recipe, data: { ...recipe.data, test: { ...recipe.data.test!, digest: digest('9') } } },
  ],
  ['target late → early', { ...recipe, settings: { target: 'early' } }],
  [
    'python Python 3.12.1 → Python 3.13.0',
    { ...recipe, environment: { ...recipe.environment, runtimes: { python: 'Python 3.13.0' } } },
  ],
  ['uv.lock is gone', { ...recipe, environment: { ...recipe.environment, locks: [] } }],
  [
    'platform linux-x64 → darwin-arm64',
    { ...recipe, environment: { ...recipe.environment, platform: 'darwin-arm64' } },
  ],
]

test('recipeChanges: says each part that differs, and cacheKey differs just then', () => {
  for (const [said, other] of others) {
    assert.deepEqual(recipeChanges(recipe, other), [said])
    assert.notEqual(cacheKey(other), cacheKey(recipe), said)
  }
  assert.deepEqual(recipeChanges(recipe, structuredClone(recipe)), [])
})

test('cacheKey: the order of parameters does not matter, and a command does not depend on our version', () => {
  const key = cacheKey({ ...recipe, params: { a: 1, b: { c: 2, d: 3 } } })
  assert.equal(cacheKey({ ...recipe, params: { b: { d: 3, c: 2 }, a: 1 } }), key)
  assert.equal(
    cacheKey({ ...recipe, contender: '9.9.9', environment: { ...recipe.environment, node: 'v30.0.0' } }),
    cacheKey(recipe),
  )
})

test('cacheKey: a built-in trainer depends on our version, and not on the test rows', () => {
  const builtin: Recipe = { ...recipe, command: null, builtin: 'linear' }
  assert.notEqual(cacheKey({ ...builtin, contender: '9.9.9' }), cacheKey(builtin))
  const { test: _, ...data } = builtin.data
  assert.equal(cacheKey({ ...builtin, data }), cacheKey(builtin))
})

test('cacheKey: a file whose name is that of another part hides nothing', () => {
  const named = (digit: string): Recipe => ({ ...recipe, inputs: [{ uri: 'platform', digest: digest(digit) }] })
  assert.notEqual(cacheKey(named('1')), cacheKey(named('2')))
})

test('programsOf: interpreters that start a part of the command, never a script of the team', () => {
  const cases: Record<string, string[]> = {
    'python train.py': ['python'],
    '"C:\\Program Files\\Python\\python.exe" train.py': ['C:\\Program Files\\Python\\python.exe'],
    'A=1 B="x y" exec .venv/bin/python3.12 -m train': ['.venv/bin/python3.12'],
    'cd a && Rscript fit.R | tee log; julia j.jl\nnode n.mjs': ['Rscript', 'julia', 'node'],
    './train.sh python': [],
    'make model': [],
    "echo 'python x'": [],
    '(python a.py; python b.py)': ['python'],
    '': [],
  }
  for (const [command, programs] of Object.entries(cases)) assert.deepEqual(programsOf(command), programs, command)
  assert.equal(nameOf('C:\\Python\\python.exe'), 'python')
  fc.assert(fc.property(fc.string(), (command) => Array.isArray(programsOf(command))))
})
