/** Reads rows, lets the built-in gradient boosting learn from the first of them, and judges it on the rest. */
import '../../core/io/without-maglev.mjs'
import { writeFile } from 'node:fs/promises'
import { parse } from 'node:path'
import { openEngine } from '../../core/data/engine.ts'
import type { Column } from '../../core/data/table.ts'
import { builtinTrainer } from '../../core/training/builtin.ts'
import { runModel } from '../../test/training/run-model.ts'
import { rocAuc } from '../roc-auc.ts'

const [data, learned, out] = process.argv.slice(2) as [string, string, string]
await using engine = await openEngine({ directory: process.cwd(), root: parse(process.cwd()).root })
const names = (await engine.columns(data)).map(({ name }) => name)
const { columns, rows } = await engine.read(data, names)
const some = Number(learned)

/** Features and labels of some rows. */
function part(from: number, to: number) {
  const of = (name: string) => (columns.get(name) as Column & { readonly kind: 'number' }).values.subarray(from, to)
  const features = names.filter((name) => name !== 'late')
  return {
    labels: of('late'),
    features: new Map(features.map((name) => [name, { kind: 'number', type: 'float', values: of(name) } as const])),
  }
}

const train = { ...part(0, some), rows: some, classes: ['0', '1'], weights: undefined }
const model = builtinTrainer('gradient-boosting')({ ...train, task: 'binary-classification' }, {}, 7)
const { features, labels } = part(some, rows)
const probabilities = await runModel(model, features)
const auc = rocAuc(
  probabilities.filter((_, at) => at % 2 === 1),
  labels,
)
await writeFile(out, JSON.stringify({ auc }))
