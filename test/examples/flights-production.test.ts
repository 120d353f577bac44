import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { type Drift, driftSchema } from '../../core/artifacts/drift.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'

const MADE = /[/\\](\.contender|labels|logs|models|node_modules)([/\\]|$)/

/** One flight in forty: the days, which decide, stay all. */
async function sampled(t: TestContext): Promise<string> {
  const folder = await folderWith(t)
  cpSync('examples/flights/production', folder, { recursive: true, filter: (path) => !MADE.test(path) })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction')
  const prepare = join(folder, 'prepare.sql')
  const sql = readFileSync(prepare, 'utf8')
  writeFileSync(prepare, sql.replaceAll('FROM flights WHERE', 'FROM flights WHERE flight % 40 = 0 AND'))
  return folder
}

async function drift(folder: string, line: string): Promise<Drift> {
  const { error } = await contender(`drift ${line} --local`, folder)
  assert.doesNotMatch(error, /error|warning/)
  return driftSchema.parse(JSON.parse(readFileSync(join(folder, '.contender/delay/drift.json'), 'utf8')))
}

test('examples/flights/production: its logs are read, inputs are stable, and the week of 22 February is the first to breach', async (t) => {
  const folder = await sampled(t)
  assert.equal((await contender('train', folder)).code, 0)
  assert.equal((await contender('evaluate --test served --out .contender/served', folder)).code, 0)
  const { stdout } = await promisify(execFile)(process.execPath, ['logs.ts'], { cwd: folder })
  assert.match(stdout, /^63,\d+ answers of 154 days: logs\/ and labels\/\n$/)

  const march = await drift(folder, '--at 2001-03-01T06:17:00Z --windows 5')
  const weeks = march.history.map(({ families, window }) => [window.from.slice(0, 10), families.performance])
  assert.deepEqual(weeks, [
    ['2001-01-25', 'stable'],
    ['2001-02-01', 'stable'],
    ['2001-02-08', 'stable'],
    ['2001-02-15', 'stable'],
  ])
  assert.deepEqual(
    march.features.map(({ name, over }) => [name, over]),
    ['hour', 'weekday', 'distance', 'origin', 'destination'].map((name) => [name, false]),
  )
  const { label_coverage: coverage, operations, performance, quality } = march
  assert.ok(performance!.over && performance!.loss!.ci[0] > performance!.margin)
  // In a sample some airports come late.
  const said = quality.filter(({ check }) => check !== 'category')
  assert.deepEqual([coverage, said, operations.source], [1, [], 'logs'])
  assert.ok(operations.error_rate! > 0 && operations.error_rate! < 0.005)
})
