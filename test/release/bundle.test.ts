import assert from 'node:assert/strict'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { VERSION } from '../../actions/header.ts'
import { ownCode } from '../../actions/train/own-code.ts'
import { peopleCsv } from '../actions/people.ts'
import { startMirror } from '../actions/runner/native/mirror.ts'
import { folderWith } from '../folder.ts'
import { built, runBundle } from './built.ts'

const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: people.csv, test: test.csv, target: late, id: id, exclude: [at] }
    train: { builtin: linear }
    model: delay.onnx
    evaluate: { metrics: [log_loss] }
    gates: [{ metric: log_loss, max: 1 }]
`
const FILES = {
  'contender.yml': CONFIG,
  'people.csv': peopleCsv({ rows: 200, seed: 1 }),
  'test.csv': peopleCsv({ rows: 200, seed: 2 }),
}

/** Imports that are followed before an entry begins. */
const STATIC = /(?:^|;)(?:import|export)(?:[\w{}*$, ]*from)?"\.\/([\w-]+\.mjs)"/gm
/** Any import, dynamic ones too. */
const ANY = /"\.\/([\w-]+\.mjs)"/g

const predictions = ['id,label,score', ...Array.from({ length: 60 }, (_, at) => `${at},${at % 2},0.${(at * 37) % 100}`)]

test('bundles: hold under 8 MB of JavaScript, 1.3 of them for charts, and nothing native', async () => {
  const { dist } = await built()
  const names = await readdir(dist)
  for (const name of names) assert.match(name, /\.mjs$|^LICENSES\.txt$/)
  for (const name of ['pipeline', 'validate', 'train', 'evaluate', 'compare', 'report', 'contender'])
    assert.ok(names.includes(`${name}.mjs`), name)
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(dist, name))).size))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  assert.ok(total < 8e6, `${total} bytes`)
})

test('bundles: name the licence of every package in them', async () => {
  const { dist } = await built()
  const text = await readFile(join(dist, 'LICENSES.txt'), 'utf8')
  for (const name of ['zod', '@duckdb/node-api', 'onnxruntime-node', 'tar', '@actions/artifact'])
    assert.match(text, new RegExp(`^${name} \\d\\S+ \\(\\S+\\)$`, 'm'))
})

test('bundles: little code is read before the first line of an action: none of GitHub, artifacts or native packages', async () => {
  const { dist } = await built()
  const actions = (await readdir(dist)).filter((name) => /^(?!chunk-|contender).*\.mjs$/.test(name))
  for (const name of actions) {
    const code = await codeOf(dist, name, STATIC)
    assert.ok(code.length < 300_000, `${name}: ${code.length} characters`)
  }
})

test('bundles: no import of report or comment leads to what fetches native code; one of evaluate does', async () => {
  const { dist } = await built()
  const without = (await readdir(dist)).filter((name) => /^(report|comment)\.mjs$/.test(name))
  for (const name of without) assert.doesNotMatch(await codeOf(dist, name, ANY), /CONTENDER_NATIVE_DIR/)
  assert.ok(without.length > 0)
  assert.match(await codeOf(dist, 'evaluate.mjs', ANY), /CONTENDER_NATIVE_DIR/)
})

test('report: needs nothing native and fetches nothing', async (t) => {
  const { natives } = await built()
  const mirror = await startMirror(t, natives)
  const folder = await folderWith(t, FILES)
  const environment = { CONTENDER_NATIVE_URL: mirror.url, GITHUB_WORKSPACE: folder }
  const { status, stdout } = await runBundle('report.mjs', [], { folder, environment })
  assert.match(stdout, new RegExp(`^Contender ${VERSION}\n`))
  assert.match(stdout, /::error/)
  assert.equal(status, 2)
  assert.deepEqual(mirror.requests, [])
})

test('contender: judging a predictions file fetches DuckDB and never ONNX Runtime, once', async (t) => {
  const { archives, natives } = await built()
  const mirror = await startMirror(t, natives)
  const folder = await folderWith(t, { 'p.csv': predictions.join('\n') })
  const environment = { CONTENDER_NATIVE_URL: `${mirror.url}/`, RUNNER_TOOL_CACHE: join(folder, 'tools') }
  const words = ['evaluate', '--predictions', 'p.csv', '--task', 'binary-classification']
  for (const fetched of [true, false]) {
    const { status, stderr, stdout } = await runBundle('contender.mjs', words, { folder, environment })
    assert.equal(status, 0, stderr)
    assert.match(stdout, /roc_auc/)
    assert.equal(stderr.includes('Fetching DuckDB'), fetched)
  }
  assert.deepEqual(mirror.requests, [archives.find(({ native }) => native === 'duckdb')!.file])
})

test('pipeline: trains and judges in a bundle, with archives of a folder and no network', async (t) => {
  const { natives } = await built()
  const folder = await folderWith(t, FILES)
  const summary = join(folder, 'summary.md')
  const output = join(folder, 'output')
  for (const path of [summary, output]) await writeFile(path, '')
  const { status, stdout } = await runBundle('pipeline.mjs', [], {
    folder,
    environment: {
      CONTENDER_NATIVE_DIR: natives,
      RUNNER_TEMP: join(folder, 'temp'),
      GITHUB_WORKSPACE: folder,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
    },
  })
  assert.equal(status, 0, stdout)
  assert.match(await readFile(summary, 'utf8'), /✅ Contender: pass/)
  assert.match(await readFile(output, 'utf8'), /^outcome<</m)
  const run = JSON.parse(await readFile(join(folder, '.contender/delay/run.json'), 'utf8'))
  assert.equal(run.contender, await ownCode())
})

test('drift: many rows are compared in a bundle, on a thread of their own', async (t) => {
  const { natives } = await built()
  const rows = Array.from({ length: 2 ** 17 }, (_, row) => ((row * 7919) % 100_003) / 100_003)
  const shifted = rows.map((value) => value + 0.1)
  const folder = await folderWith(t, { 'a.csv': ['x', ...rows].join('\n'), 'b.csv': ['x', ...shifted].join('\n') })
  const words = ['drift', '--reference', 'a.csv', '--current', 'b.csv', '--json']
  const environment = { CONTENDER_NATIVE_DIR: natives, RUNNER_TOOL_CACHE: join(folder, 'tools') }
  const { status, stderr, stdout } = await runBundle('contender.mjs', words, { folder, environment })
  assert.ok(status === 0 || status === 1, stderr)
  const [{ effect, name }] = JSON.parse(stdout).features
  assert.equal(name, 'x')
  assert.ok(Math.abs(effect - 0.1 * Math.sqrt(12)) < 0.01, `${effect}`)
})

test('contender: a runner that native code cannot be had for ends with one line and 2', async (t) => {
  const folder = await folderWith(t, { 'p.csv': predictions.join('\n') })
  const words = ['evaluate', '--predictions', 'p.csv', '--task', 'binary-classification']
  const environment = { CONTENDER_NATIVE_DIR: folder }
  const { status, stderr } = await runBundle('contender.mjs', words, { folder, environment })
  assert.equal(status, 2)
  assert.match(stderr, /^error: Cannot read .*contender-duckdb-.*, which CONTENDER_NATIVE_DIR should hold/m)
})

/** The code of an entry and of all that it imports by such imports. */
async function codeOf(dist: string, entry: string, imports: RegExp): Promise<string> {
  const codes = new Map<string, string>()
  const waiting = [entry]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (codes.has(name)) continue
    const code = await readFile(join(dist, name), 'utf8')
    codes.set(name, code)
    for (const [, from] of code.matchAll(imports)) waiting.push(from!)
  }
  return [...codes.values()].join('\n')
}
