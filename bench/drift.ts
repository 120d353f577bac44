/** Two samples of 1,000,000 rows × 20 columns from Parquet, beside Evidently on the same files and DuckDB reading them. */

import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DuckDBInstance } from '@duckdb/node-api'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { type Measured, measureInTurns } from './measure.ts'
import type { Row } from './row.ts'

const COLUMNS = 20

export async function benchDrift(rows = 1_000_000): Promise<Row[]> {
  const { path: folder, remove } = await temporaryFolder('contender-bench-')
  try {
    const files = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')] as const
    await writeSamples(files, rows)
    const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
    const ours = [here('compare-columns.ts'), ...files]
    const limit = [here('read-columns.ts'), join(folder, '*.parquet')]
    const program = pythonWithEvidently()
    const measured: { drift: Measured; limit: Measured; evidently?: Measured } =
      program === undefined
        ? measureInTurns({ drift: ours, limit })
        : measureInTurns(
            { drift: ours, limit, evidently: { program, words: [here('evidently_drift.py'), ...files] } },
            3,
          )
    const work = `drift, ${COLUMNS} columns, ${rows.toLocaleString('en-US')} rows × 2: KS, W1, PSI, JS`
    return rowsOf(work, measured)
  } finally {
    await remove()
  }
}

function rowsOf(
  work: string,
  { drift, evidently, limit }: { drift: Measured; limit: Measured; evidently?: Measured },
): Row[] {
  const read: Row = { work, beside: 'DuckDB reading every column and counting', measured: drift, other: limit, goal: 3 }
  if (evidently === undefined) return [read]
  const alone = (measured: Measured): Measured => {
    const seconds = measured.computing!
    return { ...measured, seconds, fastest: seconds, slowest: seconds }
  }
  const name = `Evidently 0.7.23, default tests, ${Math.round(evidently.megabytes)} MB`
  return [
    read,
    { work, beside: name, measured: drift, other: evidently, goal: 0.1 },
    { work: `${work}; without reading`, beside: name, measured: alone(drift), other: alone(evidently), goal: 0.1 },
  ]
}

/** A Python that has it: that of `EVIDENTLY_PYTHON`, else of the tools for tests. */
function pythonWithEvidently(): string | undefined {
  const python = process.env.EVIDENTLY_PYTHON ?? fileURLToPath(new URL('../.venv/bin/python', import.meta.url))
  return spawnSync(python, ['-c', 'import evidently, pyarrow']).status === 0 ? python : undefined
}

/** Normal, lognormal with heavy tails, uniform and whole numbers, five columns each, the second sample a little moved. */
async function writeSamples(files: readonly string[], rows: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const normal = 'sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())'
  await connection.run('SELECT setseed(0.7)')
  for (const [at, file] of files.entries()) {
    const kinds = [`${normal} + ${at / 50}`, `exp(2.5 * ${normal})`, `${100 + at} * random()`, 'floor(1000 * random())']
    const columns = Array.from({ length: COLUMNS }, (_, k) => `${kinds[k % kinds.length]} AS x${k}`)
    await connection.run(
      `COPY (SELECT ${columns.join(', ')} FROM range(${rows})) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`,
    )
  }
  connection.closeSync()
  instance.closeSync()
}
