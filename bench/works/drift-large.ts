import { join } from 'node:path'
import { formatCount } from '../../core/format-number.ts'
import { writeNumericSamples } from '../data/samples.ts'
import { CLI, here } from '../here.ts'
import type { BenchWork } from '../work.ts'

const COLUMNS = 2

/** `drift` of more rows than it keeps, beside the least that sorting all of them can take. */
export const driftLarge: BenchWork = {
  name: 'drift-large',
  open: async ({ folder, scale }) => {
    const rows = Math.round(50_000_000 * scale)
    const files = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')] as const
    await writeNumericSamples(files, { columns: COLUMNS, rows })
    return [
      {
        title: `drift, ${COLUMNS} numeric columns, ${formatCount(rows)} × ${formatCount(rows)} rows, Parquet, of which about 5,000,000 of either side are drawn and compared`,
        sides: {
          drift: [CLI, 'drift', '--reference', files[0], '--current', files[1], '--out', join(folder, 'out')],
          limit: [here('sides/sort-columns.ts'), ...files],
        },
        pairs: [
          {
            ...{ ours: 'drift', other: 'limit', beside: 'DuckDB reading and sorting the same columns' },
            goal: { within: 3 },
            megabytes: 1500,
          },
        ],
        runs: 3,
      },
    ]
  },
}
