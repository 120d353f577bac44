/** `drift` on two samples of 1,000,000 rows × 20 columns from Parquet, beside Evidently on the same files and DuckDB reading them. */

import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { type Drift, driftSchema } from '../core/artifacts/drift.ts'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { type Measured, measureInTurns, measureOnce } from './measure.ts'
import type { Row } from './row.ts'

const COLUMNS = 20
/** Turns of ours. */
const RUNS = 3
/** Beyond this distance Evidently calls a column with more than 1,000 rows drifted. */
const THRESHOLD = 0.1

export async function benchDrift(rows = Number(process.env.DRIFT_ROWS ?? 1_000_000)): Promise<Row[]> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  try {
    const [reference, current] = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')]
    await writeSamples([reference, current], rows)
    const work = `drift, ${COLUMNS} columns, ${rows.toLocaleString('en-US')} rows × 2`
    const command = [here('../cli/contender.mjs'), 'drift', '--reference', reference, '--current', current]
    const ours = {
      drift: [...command, '--out', join(folder, 'own')],
      compat: [...command, '--compat', 'evidently', '--out', join(folder, 'compat')],
    }
    const limit = [here('read-columns.ts'), join(folder, '*.parquet')]
    const beside = 'DuckDB reading every column and counting'
    const measured = measureInTurns({ ...ours, limit }, RUNS)
    const alone: Row[] = [{ work, beside, measured: measured.drift, other: measured.limit, goal: 3 }]
    const program = pythonWithEvidently()
    if (program === undefined) return alone
    const found = join(folder, 'evidently.json')
    console.error('measuring Evidently, once: some minutes and 2 GB …')
    const evidently = measureOnce({ program, words: [here('evidently_drift.py'), reference, current, found] })
    await requireSameVerdicts(join(folder, 'compat'), found)
    const name = `Evidently 0.7.23 once, default tests, ${Math.round(evidently.megabytes)} MB`
    return [
      ...alone,
      { work, beside: name, measured: measured.drift, other: evidently, goal: 0.1 },
      ...besideEvidently(work, name, measured, evidently),
    ]
  } finally {
    await remove()
  }
}

function besideEvidently(
  work: string,
  beside: string,
  { compat, drift }: Readonly<Record<'compat' | 'drift', Measured>>,
  evidently: Measured,
): Row[] {
  const row = (what: string, measured: Measured, other: Measured): Row => ({
    ...{ work: `${work}${what}`, beside, goal: 0.1 },
    ...{ measured, other },
  })
  return [
    row(' --compat evidently, same verdicts', compat, evidently),
    row(', seconds of processor', as(drift, drift.processor), as(evidently, evidently.processor)),
    row(' --compat evidently, seconds of processor', as(compat, compat.processor), as(evidently, evidently.processor)),
  ]
}

function as(measured: Measured, seconds: number | undefined): Measured {
  return { ...measured, seconds: seconds!, fastest: seconds!, slowest: seconds! }
}

async function requireSameVerdicts(folder: string, found: string): Promise<void> {
  const distances = JSON.parse(await readFile(found, 'utf8')) as Record<string, number>
  const drift: Drift = driftSchema.parse(JSON.parse(await readFile(join(folder, 'current/drift.json'), 'utf8')))
  if (drift.features.length !== Object.keys(distances).length)
    throw new Error(`Unexpected ${drift.features.length} columns, expected those of Evidently`)
  for (const { name, verdict } of drift.features)
    if ((verdict === 'drift') !== distances[name]! >= THRESHOLD)
      throw new Error(`Unexpected verdict ${verdict} of ${name}, where Evidently found ${distances[name]}`)
}

function here(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url))
}

/** A Python that has it: that of `EVIDENTLY_PYTHON`, else of the tools for tests. */
function pythonWithEvidently(): string | undefined {
  const python = process.env.EVIDENTLY_PYTHON ?? here('../.tools/drift-peers/bin/python')
  return spawnSync(python, ['-c', 'import evidently, pyarrow']).status === 0 ? python : undefined
}

/** Normal, lognormal with heavy tails, uniform and exponential, five columns each; in the second sample some a little moved. */
async function writeSamples(files: readonly string[], rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const normal = 'sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())'
  await connection.run('SELECT setseed(0.7)')
  for (const [at, file] of files.entries()) {
    const kinds = [
      `${normal} + ${at / 5}`,
      `exp(1.5 * ${normal})`,
      `${100 + at} * random()`,
      `-ln(1 - random()) * ${1 + at / 4}`,
    ]
    const columns = Array.from({ length: COLUMNS }, (_, k) => `${kinds[k % kinds.length]} AS x${k}`)
    await connection.run(
      `COPY (SELECT ${columns.join(', ')} FROM range(${rows})) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`,
    )
  }
  connection.closeSync()
  instance.closeSync()
}
