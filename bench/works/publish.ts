import { statSync } from 'node:fs'
import { join } from 'node:path'
import { formatCount } from '../../core/format-number.ts'
import { writeMadeUpLedger } from '../data/ledger.ts'
import { CLI } from '../here.ts'
import type { BenchWork } from '../work.ts'
import { emptyProcess } from './empty.ts'

/** `contender publish` of a ledger of 10,000 runs, beside an empty process; and how much a browser needs for the first page. */
export const publish: BenchWork = {
  name: 'publish',
  open: async ({ folder, scale }) => {
    const runs = Math.round(10_000 * scale)
    const repository = await writeMadeUpLedger(join(folder, 'ledger'), runs)
    const site = join(folder, 'site')
    return [
      {
        title: `publish, ${formatCount(runs)} runs in the ledger`,
        sides: {
          publish: { directory: repository, words: [CLI, 'publish', '--out', site] },
          empty: await emptyProcess(folder),
        },
        pairs: [{ ours: 'publish', other: 'empty', beside: 'an empty process', goal: { seconds: 10 } }],
      },
      () => ({ work: 'the first page of that site', bytes: statSync(join(site, 'index.html')).size, goal: 300_000 }),
    ]
  },
}
