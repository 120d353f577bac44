import { DuckDBInstance } from '@duckdb/node-api'

/**
 * Writes two Parquet files of numbers: normal, lognormal with heavy tails, uniform and exponential columns, `x0` and on; in
 * the second file some are a little moved.
 */
export async function writeNumericSamples(
  files: readonly [reference: string, current: string],
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Promise<void> {
  const normal = 'sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())'
  await writeSamples(files, rows, (at) => {
    const kinds = [
      `${normal} + ${at / 5}`,
      `exp(1.5 * ${normal})`,
      `${100 + at} * random()`,
      `-ln(1 - random()) * ${1 + at / 4}`,
    ]
    return Array.from({ length: columns }, (_, k) => `${kinds[k % kinds.length]} AS x${k}`)
  })
}

/** Writes two Parquet files of text: columns `c0` and on, of 3 to 200 levels, some frequent and most rare; every third one moves. */
export async function writeTextSamples(
  files: readonly [reference: string, current: string],
  { columns, rows }: { readonly columns: number; readonly rows: number },
): Promise<void> {
  const levels = [3, 5, 8, 12, 20, 30, 50, 80, 120, 200]
  await writeSamples(files, rows, (at) =>
    Array.from({ length: columns }, (_, k) => {
      const power = k % 3 === 0 ? 1.5 + at / 2 : 1.5
      return `'level ' || floor(${levels[k % levels.length]} * pow(random(), ${power})) AS c${k}`
    }),
  )
}

/** Always the same rows. @param columns SQL of the columns, of the file at 0 or 1 */
async function writeSamples(
  files: readonly string[],
  rows: number,
  columns: (at: number) => readonly string[],
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  await connection.run('SELECT setseed(0.7)')
  for (const [at, file] of files.entries())
    await connection.run(
      `COPY (SELECT ${columns(at).join(', ')} FROM range(${rows})) TO '${file}' (FORMAT parquet, COMPRESSION zstd)`,
    )
  connection.closeSync()
  instance.closeSync()
}
