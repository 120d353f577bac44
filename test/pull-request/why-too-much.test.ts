import assert from 'node:assert/strict'
import test from 'node:test'
import { parseConfig } from '../../core/config.ts'
import { touchedByPaths } from '../../core/pull-request/touched-by-paths.ts'
import { whyTooMuch } from '../../core/pull-request/why-too-much.ts'

const configOf = (tests: readonly string[]) => {
  const models = tests.map(
    (name, at) => `  m${at}: { task: regression, data: { test: "${name}", target: y }, model: m${at}.onnx }`,
  )
  return parseConfig(['models:', ...models, ''].join('\n'), 'contender.yml')
}

test('whyTooMuch: 3,000 paths can be compared with what 200 models name', () => {
  const paths = Array.from({ length: 3000 }, (_, at) => `data/m${at % 200}/part-of-the-year-2026/file-${at}.csv`)
  const config = configOf(Array.from({ length: 200 }, (_, at) => `data/m${at}/**/*.{csv,parquet}`))
  assert.equal(whyTooMuch(config, paths), undefined)
  assert.equal(touchedByPaths(config.models, paths, []).surely.length, 200)
})

test('whyTooMuch: long paths cannot be compared with globs that are all wildcards', () => {
  const paths = Array.from({ length: 3000 }, () => 'a'.repeat(4000))
  assert.match(
    whyTooMuch(configOf(Array(100).fill(`${'*a'.repeat(100)}b`)), paths) ?? '',
    /^its globs are too many to be compared with 3000 changed paths, expected fewer of them: name folders instead$/,
  )
})
