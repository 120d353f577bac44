/** `validate` on 3,000,000 flights, beside DuckDB alone reading every column of the same files and counting. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { FLIGHTS_CONFIG, splitFlights } from './flights.ts'
import { measureInTurns } from './measure.ts'
import type { Row } from './row.ts'

export async function benchValidate(): Promise<Row> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  try {
    await splitFlights(folder)
    await writeFile(join(folder, 'contender.yml'), FLIGHTS_CONFIG)
    const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
    const { limit, validate } = measureInTurns({
      validate: [here('../cli/contender.mjs'), 'validate', '--config', join(folder, 'contender.yml'), '--json'],
      limit: [here('read-columns.ts'), join(folder, '*.parquet')],
    })
    return {
      work: 'validate and profile 3,000,000 flights × 5 columns',
      beside: 'DuckDB reading every column and counting',
      measured: validate,
      other: limit,
      goal: 3,
    }
  } finally {
    await remove()
  }
}
