import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openEngine } from '../../core/data/engine.ts'
import type { Column } from '../../core/data/table.ts'
import { randomBits } from '../../core/stats/random.ts'
import { builtinTrainer } from '../../core/training/builtin.ts'

/** Rows that the model learns from. */
const LEARNED = 50_000

interface Asked {
  readonly rows: number
  readonly features: number
}

/** Writes `test.parquet`, rows of numbers with a label `late` that depends on three of them. @returns the columns */
export async function writeRows(
  folder: string,
  { features, rows }: Asked,
  name = 'test.parquet',
): Promise<Map<string, Column>> {
  const bits = randomBits(5)
  const columns = new Map<string, Column & { readonly kind: 'number' }>()
  for (let k = 0; k < features; k++) {
    const values = Float64Array.from({ length: rows }, () => Math.fround((bits() >>> 0) / 2 ** 32))
    columns.set(`x${k}`, { kind: 'number', type: 'float', values })
  }
  const x = (k: number, row: number) => columns.get(`x${k}`)!.values[row]!
  const late = Float64Array.from({ length: rows }, (_, row) =>
    x(0, row) + x(1, row) * x(2, row) + (bits() >>> 0) / 2 ** 32 > 1.3 ? 1 : 0,
  )
  columns.set('late', { kind: 'number', type: 'integer', values: late })
  await using engine = await openEngine({ directory: folder, root: folder })
  await engine.write({ rows, columns }, name)
  return columns
}

/** Writes `test.parquet`, `model.onnx` of 100 trees of 31 leaves, and a `contender.yml` of both. */
export async function writeModel(folder: string, asked: Asked): Promise<void> {
  const columns = await writeRows(folder, asked)
  const some = Math.min(asked.rows, LEARNED)
  const firstOf = (name: string) => (columns.get(name) as Column & { readonly kind: 'number' }).values.subarray(0, some)
  const names = [...columns.keys()].filter((name) => name !== 'late')
  const features = new Map(
    names.map((name) => [name, { kind: 'number', type: 'float', values: firstOf(name) } as const]),
  )
  const { task, classes } = { task: 'binary-classification', classes: ['0', '1'] } as const
  const data = { task, rows: some, features, labels: firstOf('late'), classes: [...classes], weights: undefined }
  await writeFile(join(folder, 'model.onnx'), builtinTrainer('gradient-boosting')(data, {}, 1))
  // Who needs what each feature is worth asks for it; the peer does not say it.
  const evaluate = '{ metrics: [roc_auc, log_loss, brier, f1], importance: false }'
  await writeFile(
    join(folder, 'contender.yml'),
    `models: { late: { task: ${task}, data: { test: test.parquet, target: late }, model: model.onnx, evaluate: ${evaluate} } }\n`,
  )
}
