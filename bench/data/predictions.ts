import { join } from 'node:path'
import { openEngine } from '../../core/data/engine.ts'
import { randomBits } from '../../core/stats/random.ts'

/** Writes two models' scores of the same rows, the second a little better; ids in the same order. @returns the two Parquet files */
export async function writePredictions(folder: string, rows: number): Promise<readonly [string, string]> {
  const bits = randomBits(11)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const id = Float64Array.from({ length: rows }, (_, row) => row)
  const label = Float64Array.from({ length: rows }, () => (uniform() < 0.2 ? 1 : 0))
  const shared = Float64Array.from({ length: rows }, () => normal())
  await using engine = await openEngine({ directory: folder, root: folder })
  const write = async (name: string, signal: number): Promise<string> => {
    const values = label.map(
      (one, row) => 1 / (1 + Math.exp(1.4 - signal * (one - 0.5) - 0.6 * shared[row]! - 0.4 * normal())),
    )
    const number = (type: 'integer' | 'float', of: Float64Array) => ({ kind: 'number', type, values: of }) as const
    const columns = new Map([
      ['id', number('integer', id)],
      ['label', number('integer', label)],
      ['score', number('float', values)],
    ])
    await engine.write({ rows, columns }, name)
    return join(folder, name)
  }
  return [await write('a.parquet', 0.9), await write('b.parquet', 0.92)]
}
