import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { comparisonSchema } from '../../core/artifacts/comparison.ts'
import { formatCount } from '../../core/format-number.ts'
import { pairUp, requireSame } from '../agree.ts'
import { writePredictions } from '../data/predictions.ts'
import { CLI, here } from '../here.ts'
import type { BenchWork } from '../work.ts'

const METRICS = ['roc_auc', 'average_precision', 'log_loss', 'brier', 'accuracy', 'balanced_accuracy', 'f1', 'mcc']
/** That the peer really draws, of 1,000: its time is that of one, as often. */
const REPLICATES = 6

/** What bootstrap_metrics.py writes of a metric: the difference, and its standard error over the replicates. */
type Found = Readonly<Record<string, { readonly delta: number; readonly se: number }>>

/** `compare` with intervals, beside scikit-learn's metrics bootstrapped by NumPy, and reading and sorting the scores once. */
export const compare: BenchWork = {
  name: 'compare',
  peers: true,
  open: async ({ folder, python, scale }) => {
    const rows = Math.round(1_000_000 * scale)
    const [baseline, candidate] = await writePredictions(folder, rows)
    const found = join(folder, 'bootstrap.json')
    return [
      {
        title: `compare with intervals, ${formatCount(rows)} rows, ${METRICS.length} metrics`,
        sides: {
          compare: [
            ...[CLI, 'compare', '--baseline', baseline, '--candidate', candidate, '--task', 'binary-classification'],
            ...['--metrics', METRICS.join(','), '--out', join(folder, 'out')],
          ],
          limit: [here('sides/read-and-sort.ts'), baseline, candidate],
          bootstrap: {
            program: python,
            words: [here('peers/bootstrap_metrics.py'), baseline, candidate, String(REPLICATES), found],
          },
        },
        pairs: [
          {
            ...{ ours: 'compare', other: 'bootstrap', goal: { faster: 100 } },
            beside: `scikit-learn and NumPy, 1,000 bootstrap replicates (${REPLICATES} run, scaled)`,
          },
          {
            ...{ ours: 'compare', other: 'limit', goal: { within: 4 } },
            beside: 'reading both files and sorting both scores once',
          },
        ],
        agree: () => agree(join(folder, 'out'), found),
      },
    ]
  },
}

async function agree(folder: string, found: string): Promise<string[]> {
  const { against } = comparisonSchema.parse(JSON.parse(await readFile(join(folder, 'b/comparison.json'), 'utf8')))
  const ours = against[0]!.metrics
  const theirs: Found = JSON.parse(await readFile(found, 'utf8'))
  const deltas = METRICS.map((name) => [name, ours[name]?.delta ?? null] as const)
  const expected = METRICS.map((name) => [name, theirs[name]!.delta] as const)
  const same = requireSame('scikit-learn', pairUp(Object.fromEntries(deltas), Object.fromEntries(expected)), 1e-9)
  const ratios = METRICS.map((name) => ours[name]!.se! / theirs[name]!.se)
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)]
  // The standard error of six draws is within a factor of three but once in thousands.
  if (least < 1 / 3 || most > 3)
    throw new Error(
      `Unexpected standard errors, ${least.toFixed(2)} to ${most.toFixed(2)} times those of the bootstrap`,
    )
  return [
    `All ${same} differences are scikit-learn's to 1e-9; standard errors are ${least.toFixed(2)} to ${most.toFixed(2)} times those of the replicates that were run.`,
  ]
}
