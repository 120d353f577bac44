import { join } from 'node:path'
import { formatCount } from '../../core/format-number.ts'
import { writeTextSamples } from '../data/samples.ts'
import { CLI, here } from '../here.ts'
import type { BenchWork } from '../work.ts'
import { agreeWithEvidently } from './agree-on-drift.ts'

const COLUMNS = 10

/** `drift` on two Parquet files of text, beside Evidently on the same files. */
export const driftCategorical: BenchWork = {
  name: 'drift-categorical',
  peers: true,
  finding:
    'Half of the time was making a string of each of 20,000,000 values: one that was read before is known by its bytes now (3.2 s became 1.6 s). DuckDB, which counts without handing rows over, has no blocks, segments and days to tell apart afterwards.',
  open: async ({ folder, python, scale }) => {
    const rows = Math.round(1_000_000 * scale)
    const files = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')] as const
    await writeTextSamples(files, { columns: COLUMNS, rows })
    const drift = (out: string, ...more: string[]) => [
      ...[CLI, 'drift', '--reference', files[0], '--current', files[1]],
      ...['--out', join(folder, out), ...more],
    ]
    const found = join(folder, 'evidently.json')
    const evidently = { other: 'evidently', beside: 'Evidently', goal: { faster: 10 } } as const
    return [
      {
        title: `drift, ${COLUMNS} categorical columns, ${formatCount(rows)} × ${formatCount(rows)} rows, Parquet`,
        sides: {
          drift: drift('own'),
          compat: drift('evidently', '--compat', 'evidently'),
          limit: [here('sides/read-columns.ts'), join(folder, '*.parquet')],
          evidently: { program: python, words: [here('peers/evidently_drift.py'), ...files, found] },
        },
        pairs: [
          { ours: 'drift', ...evidently },
          { ours: 'compat', ...evidently, part: '`--compat evidently`' },
          { ours: 'drift', other: 'limit', beside: 'DuckDB reading every column and counting', goal: { within: 3 } },
        ],
        agree: async () => [await agreeWithEvidently(join(folder, 'evidently'), found)],
      },
    ]
  },
}
