import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import test from 'node:test'

const PURE = ['core', 'reports']
const IMPURE_PACKAGES =
  /^(node:(fs|fs\/promises|process|child_process|net|http|https|timers.*|os)|@actions\/.*|@octokit\/.*|probot|onnxruntime-node)$/
const IMPURE_WORDS =
  /\b(process\.(env|cwd|argv|stdout|stderr|exit|hrtime)|Date\.now|new Date\(\)|performance\.now|Math\.random|console\.\w+|setTimeout|setInterval)\b/

/** The one door to DuckDB and the one to onnxruntime: they must load native code, and nothing else may. */
const DOORS: Record<string, readonly string[]> = {
  '@duckdb/node-api': ['core/data/'],
  'onnxruntime-node': ['core/models/onnx'],
}

interface Import {
  readonly from: string
  readonly to: string
  readonly typeOnly: boolean
}

const files = ['core', 'reports', 'actions', 'bot', 'cli'].flatMap((folder) => globSync(`${folder}/**/*.ts`))

const imports: Import[] = files.flatMap((from) =>
  [
    ...readFileSync(from, 'utf8').matchAll(
      /^(?:import|export)\s+(type\s+)?[^;'"]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)|^import\s+'([^']+)'/gm,
    ),
  ].map(([, typeOnly, named, dynamic, bare]) => {
    const to = (named ?? dynamic ?? bare)!
    return { from, to: to.startsWith('.') ? normalize(join(dirname(from), to)) : to, typeOnly: typeOnly !== undefined }
  }),
)

const isPure = (file: string) => PURE.some((folder) => file.startsWith(`${folder}/`)) && !file.startsWith('core/io/')

test('core and reports reach no disk, process, clock, network or chance', () => {
  const reaching = imports.filter(
    ({ from, to }) =>
      isPure(from) && IMPURE_PACKAGES.test(to) && !(DOORS[to] ?? []).some((door) => from.startsWith(door)),
  )
  assert.deepEqual(reaching, [])
  const saying = files.filter((file) => isPure(file) && IMPURE_WORDS.test(withoutComments(readFileSync(file, 'utf8'))))
  assert.deepEqual(saying, [])
})

test('core imports nothing from the folders around it', () => {
  const outward = imports.filter(({ from, to }) => from.startsWith('core/') && /^(actions|bot|cli|reports)\//.test(to))
  assert.deepEqual(outward, [])
})

test('reports import only core', () => {
  const outward = imports.filter(
    ({ from, to }) => from.startsWith('reports/') && /^(actions|bot|cli|core\/io)\//.test(to),
  )
  assert.deepEqual(outward, [])
})

test('only the shell of a runner speaks to it', () => {
  const speaking = imports.filter(({ from, to }) => to.startsWith('@actions/') && !from.startsWith('actions/runner/'))
  assert.deepEqual(speaking, [])
  assert.ok(imports.some(({ to }) => to === '@actions/core'))
})

test('native packages have one door each', () => {
  for (const [name, doors] of Object.entries(DOORS)) {
    const through = imports.filter(
      ({ from, to, typeOnly }) => to === name && !typeOnly && !doors.some((door) => from.startsWith(door)),
    )
    assert.deepEqual(through, [])
  }
})

test('the boundary test sees the imports it is about', () => {
  assert.ok(files.length > 40, `${files.length} files`)
  assert.ok(imports.some(({ to }) => to === 'core/errors.ts'))
})

function withoutComments(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}
