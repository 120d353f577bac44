import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { evaluationSchema } from '../../core/artifacts/evaluation.ts'
import { formatCount } from '../../core/format-number.ts'
import { pairUp, requireSame } from '../agree.ts'
import { writeModel } from '../data/model.ts'
import { CLI, here } from '../here.ts'
import type { BenchWork } from '../work.ts'

const FEATURES = 30

/** `evaluate` with an ONNX model, beside Python's onnxruntime and scikit-learn's metrics, and onnxruntime-node alone plus reading. */
export const evaluate: BenchWork = {
  name: 'evaluate',
  peers: true,
  finding:
    'Of the 3.8 s that `evaluate` takes on two cores, 2.5 s are reading and onnxruntime, which the limit has too; metrics with intervals and curves take 0.5 s, writing `predictions.parquet` 0.25 s, checking and joining rows 0.3 s, and starting up the rest.',
  open: async ({ folder, python, scale }) => {
    const rows = Math.round(1_000_000 * scale)
    await writeModel(folder, { features: FEATURES, rows })
    const [data, model, found] = ['test.parquet', 'model.onnx', 'sklearn.json'].map((name) => join(folder, name))
    return [
      {
        title: `evaluate, ${formatCount(rows)} rows × ${FEATURES} features, 100 trees`,
        sides: {
          evaluate: [CLI, 'evaluate', '--config', join(folder, 'contender.yml')],
          limit: [here('sides/read-and-run.ts'), data!, model!],
          python: { program: python, words: [here('peers/onnx_metrics.py'), data!, model!, found!] },
        },
        pairs: [
          {
            ...{ ours: 'evaluate', other: 'python', goal: { faster: 1.2 } },
            beside: "Python's onnxruntime and scikit-learn's metrics, without intervals",
          },
          {
            ...{ ours: 'evaluate', other: 'limit', goal: { within: 1.3 } },
            beside: 'reading the rows and onnxruntime-node alone',
          },
        ],
        agree: () => agree(join(folder, '.contender/late/evaluation.json'), found!),
      },
    ]
  },
}

async function agree(path: string, found: string): Promise<string[]> {
  const { metrics } = evaluationSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  const theirs = JSON.parse(await readFile(found, 'utf8')) as Record<string, number>
  const ours = Object.fromEntries(Object.keys(theirs).map((name) => [name, metrics[name]?.value ?? null]))
  return [`All ${requireSame('scikit-learn', pairUp(ours, theirs), 1e-6)} metrics are scikit-learn's to 1e-6.`]
}
