import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

/** Writes the predictions of two models on the same rows, which a column `part` cuts into so many slices. @returns both Parquet files */
export async function writeSliced(
  folder: string,
  { rows, slices }: { readonly rows: number; readonly slices: number },
): Promise<readonly [string, string]> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const files = [join(folder, 'a.parquet'), join(folder, 'b.parquet')] as const
  // By a hash: the same label for both models, and two scores that know some of it.
  const chance = (salt: number) => `(hash(i * 16 + ${salt}) % 1000000) / 1000000`
  for (const [at, file] of files.entries())
    await connection.run(
      `COPY (SELECT i AS id, (${chance(1)} < 0.3)::INTEGER AS label, 'part ' || i % ${slices} AS part,
        0.01 + 0.98 * ((${chance(1)} < 0.3)::INTEGER * 0.2 + ${chance(2)} * 0.5 + ${chance(3 + at)} * 0.3) AS score
      FROM range(${rows}) AS rows(i)) TO '${file}' (FORMAT parquet)`,
    )
  connection.closeSync()
  instance.closeSync()
  return files
}
