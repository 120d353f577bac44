import { join } from 'node:path'
import { formatCount } from '../../core/format-number.ts'
import { writeNumericSamples } from '../data/samples.ts'
import { CLI, here } from '../here.ts'
import type { BenchWork } from '../work.ts'
import { agreeWithEvidently, agreeWithNannyml } from './agree-on-drift.ts'

const COLUMNS = 20

/** `drift` on two Parquet files of numbers, beside Evidently and NannyML on the same files, and DuckDB reading them. */
export const driftNumeric: BenchWork = {
  name: 'drift-numeric',
  peers: true,
  finding:
    'A fifth of the time is starting up, on one core. After that one thread compares, DuckDB reads on its own, and Node hands rows over, which keeps two cores busy for three quarters of it; a second thread that compares took no less time and 110 MB more. For NannyML numbers are binned without sorting them, and gaps raised to their powers by products: 5.1 s became 2.4 s.',
  open: async ({ folder, python, scale }) => {
    const rows = Math.round(1_000_000 * scale)
    const files = [join(folder, 'reference.parquet'), join(folder, 'current.parquet')] as const
    await writeNumericSamples(files, { columns: COLUMNS, rows })
    const drift = (out: string, ...more: string[]) => [
      ...[CLI, 'drift', '--reference', files[0], '--current', files[1]],
      ...['--out', join(folder, out), ...more],
    ]
    const peer = (name: string) => ({
      program: python,
      words: [here(`peers/${name}_drift.py`), ...files, join(folder, `${name}.json`)],
    })
    const evidently = { other: 'evidently', beside: 'Evidently', goal: { faster: 10 } } as const
    const nannyml = { other: 'nannyml', beside: 'NannyML', goal: { faster: 5 } } as const
    return [
      {
        title: `drift, ${COLUMNS} numeric columns, ${formatCount(rows)} × ${formatCount(rows)} rows, Parquet`,
        sides: {
          drift: drift('own'),
          'compat-evidently': drift('evidently', '--compat', 'evidently'),
          'compat-nannyml': drift('nannyml', '--compat', 'nannyml'),
          limit: [here('sides/read-columns.ts'), join(folder, '*.parquet')],
          evidently: peer('evidently'),
          nannyml: peer('nannyml'),
        },
        pairs: [
          { ours: 'drift', ...evidently },
          { ours: 'drift', ...evidently, part: 'seconds of processor', processor: true },
          { ours: 'compat-evidently', ...evidently, part: '`--compat evidently`' },
          { ours: 'drift', ...nannyml },
          { ours: 'compat-nannyml', ...nannyml, part: '`--compat nannyml`' },
          { ours: 'drift', other: 'limit', beside: 'DuckDB reading every column and counting', goal: { within: 3 } },
        ],
        agree: async () => [
          await agreeWithEvidently(join(folder, 'evidently'), join(folder, 'evidently.json')),
          await agreeWithNannyml(join(folder, 'nannyml'), join(folder, 'nannyml.json')),
        ],
      },
    ]
  },
}
