import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatCount } from '../../core/format-number.ts'
import { requireSame } from '../agree.ts'
import { writeRows } from '../data/model.ts'
import { here } from '../here.ts'
import type { BenchWork } from '../work.ts'

const FEATURES = 20
const TOLERANCE = 0.005

/** The built-in gradient boosting, beside scikit-learn's with two threads: rows from Parquet, learned and judged on rows not seen. */
export const boosting: BenchWork = {
  name: 'boosting',
  peers: true,
  open: async ({ folder, python, scale }) => {
    const rows = Math.round(500_000 * scale)
    // A part is kept to judge on: rows are independent of each other.
    await writeRows(folder, { features: FEATURES, rows: rows + Math.round(rows / 5) }, 'rows.parquet')
    const [data, ours, theirs] = ['rows.parquet', 'ours.json', 'theirs.json'].map((name) => join(folder, name))
    return [
      {
        title: `gradient boosting, ${formatCount(rows)} rows × ${FEATURES} features`,
        sides: {
          builtin: [here('sides/boost.ts'), data!, String(rows), ours!],
          sklearn: { program: python, words: [here('peers/hist_boosting.py'), data!, String(rows), theirs!] },
        },
        pairs: [
          {
            ...{ ours: 'builtin', other: 'sklearn', goal: { faster: 0.5 } },
            beside: "scikit-learn's HistGradientBoosting, two threads",
          },
        ],
        agree: async () => {
          const [mine, other] = await Promise.all([ours!, theirs!].map(aucOf))
          // The better one may be as much better as it likes.
          if (mine! < other!) requireSame('scikit-learn', { AUC: { ours: mine!, theirs: other! } }, TOLERANCE)
          return [
            `AUC ${mine!.toFixed(4)} where scikit-learn reaches ${other!.toFixed(4)}: at most ${TOLERANCE} below.`,
          ]
        },
      },
    ]
  },
}

async function aucOf(path: string): Promise<number> {
  return JSON.parse(await readFile(path, 'utf8')).auc
}
