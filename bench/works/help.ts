import { CLI } from '../here.ts'
import type { BenchWork } from '../work.ts'
import { emptyProcess } from './empty.ts'

/** `contender --help`, beside an empty process. */
export const help: BenchWork = {
  name: 'help',
  open: async ({ folder }) => [
    {
      title: '`contender --help`',
      sides: { help: [CLI, '--help'], empty: await emptyProcess(folder) },
      pairs: [{ ours: 'help', other: 'empty', beside: 'an empty process', goal: { seconds: 0.15 } }],
      runs: 15,
    },
  ],
}
