/** `compare` on 1,000,000 rows × 8 binary metrics, beside reading the two files and sorting the scores once. */

import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEngine } from '../core/data/engine.ts'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { randomBits } from '../core/stats/random.ts'
import { measureInTurns } from './measure.ts'
import type { Row } from './row.ts'

const METRICS = ['roc_auc', 'average_precision', 'log_loss', 'brier', 'accuracy', 'balanced_accuracy', 'f1', 'mcc']

export async function benchCompare(rows = 1_000_000): Promise<Row> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  try {
    const files = await writePredictions(folder, rows)
    const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
    const { compare, limit } = measureInTurns({
      compare: [
        here('../cli/contender.mjs'),
        'compare',
        ...['--baseline', files[0]!, '--candidate', files[1]!, '--task', 'binary-classification'],
        ...['--metrics', METRICS.join(','), '--out', join(folder, 'out'), '--json'],
      ],
      limit: [here('read-and-sort.ts'), ...files],
    })
    return {
      work: `compare, ${rows.toLocaleString('en-US')} rows × ${METRICS.length} metrics with intervals`,
      beside: 'reading both files and sorting both scores once',
      measured: compare,
      other: limit,
      goal: 4,
    }
  } finally {
    await remove()
  }
}

/** Two models' scores of the same rows, the second a little better; ids in the same order. */
async function writePredictions(folder: string, rows: number): Promise<string[]> {
  const bits = randomBits(11)
  const uniform = () => (bits() >>> 0) / 2 ** 32
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  const id = Float64Array.from({ length: rows }, (_, row) => row)
  const label = Float64Array.from({ length: rows }, () => (uniform() < 0.2 ? 1 : 0))
  const shared = Float64Array.from({ length: rows }, () => normal())
  await using engine = await openEngine({ directory: folder, root: folder })
  const files: string[] = []
  for (const [name, signal] of [
    ['a', 0.9],
    ['b', 0.92],
  ] as const) {
    const values = label.map(
      (one, row) => 1 / (1 + Math.exp(1.4 - signal * (one - 0.5) - 0.6 * shared[row]! - 0.4 * normal())),
    )
    const number = (type: 'integer' | 'float', of: Float64Array) => ({ kind: 'number', type, values: of }) as const
    await engine.write(
      {
        rows,
        columns: new Map([
          ['id', number('integer', id)],
          ['label', number('integer', label)],
          ['score', number('float', values)],
        ]),
      },
      `${name}.parquet`,
    )
    files.push(join(folder, `${name}.parquet`))
  }
  return files
}
