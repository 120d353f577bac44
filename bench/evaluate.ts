/** `evaluate` with an ONNX model, beside onnxruntime-node alone on the same rows in its best batch size, plus reading. */

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openEngine } from '../core/data/engine.ts'
import type { Column } from '../core/data/table.ts'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { randomBits } from '../core/stats/random.ts'
import { builtinTrainer } from '../core/training/builtin.ts'
import { measureInTurns } from './measure.ts'
import type { Row } from './row.ts'

const FEATURES = 30

/** 100 trees of 31 leaves over 30 columns, and 1,000,000 rows to judge it on. */
export async function benchEvaluate(rows = 1_000_000): Promise<Row> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  try {
    await writeProject(folder, rows)
    const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))
    const { evaluate, limit } = measureInTurns(
      {
        evaluate: [here('../cli/contender.mjs'), 'evaluate', '--config', join(folder, 'contender.yml'), '--json'],
        limit: [here('read-and-run.ts'), join(folder, 'test.parquet'), join(folder, 'model.onnx')],
      },
      5,
    )
    return {
      work: `evaluate, ${rows.toLocaleString('en-US')} rows × ${FEATURES} columns, 100 trees`,
      beside: 'reading the rows and onnxruntime-node alone',
      measured: evaluate,
      other: limit,
      goal: 1.3,
    }
  } finally {
    await remove()
  }
}

async function writeProject(folder: string, rows: number): Promise<void> {
  const bits = randomBits(5)
  const columns = new Map<string, Column>()
  for (let k = 0; k < FEATURES; k++) {
    columns.set(`x${k}`, {
      kind: 'number',
      type: 'float',
      values: Float64Array.from({ length: rows }, () => Math.fround((bits() >>> 0) / 2 ** 32)),
    })
  }
  const x = (k: number, row: number) => (columns.get(`x${k}`) as { values: Float64Array }).values[row]!
  const late = Float64Array.from({ length: rows }, (_, row) =>
    x(0, row) + x(1, row) * x(2, row) + (bits() >>> 0) / 2 ** 32 > 1.3 ? 1 : 0,
  )
  columns.set('late', { kind: 'number', type: 'integer', values: late })
  await using engine = await openEngine({ directory: folder, root: folder })
  await engine.write({ rows, columns }, 'test.parquet')
  const some = Math.min(rows, 50_000)
  const features = new Map(
    [...columns]
      .filter(([name]) => name !== 'late')
      .map(([name, column]) => [
        name,
        { ...column, values: (column as { values: Float64Array }).values.subarray(0, some) } as Column,
      ]),
  )
  const model = builtinTrainer('gradient-boosting')(
    {
      task: 'binary-classification',
      rows: some,
      features,
      labels: late.subarray(0, some),
      classes: ['0', '1'],
      weights: undefined,
    },
    {},
    1,
  )
  await writeFile(join(folder, 'model.onnx'), model)
  await writeFile(
    join(folder, 'contender.yml'),
    'models: { late: { task: binary-classification, data: { test: test.parquet, target: late }, model: model.onnx, evaluate: { metrics: [roc_auc, log_loss, brier, f1] } } }\n',
  )
}
