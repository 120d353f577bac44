/** `contender publish` of a ledger of 10,000 runs, beside an empty process; and how much a browser needs for the first page. */
import { statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { script } from '../test/actions/repository.ts'
import { madeUpLedger, writeLedger } from '../test/publish/made-up-ledger.ts'
import { measureInTurns } from './measure.ts'
import type { Row, Size } from './row.ts'

const RUNS = 10_000

export async function benchPublish(): Promise<(Row | Size)[]> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  const back = process.cwd()
  try {
    const empty = join(folder, 'empty.mjs')
    await writeFile(empty, '')
    script(folder, 'git init -q -b main', 'git add -A', 'git commit -qm First')
    await writeLedger(folder, madeUpLedger({ runs: RUNS }, script(folder, 'git rev-parse HEAD')))
    const cli = fileURLToPath(new URL('../cli/contender.mjs', import.meta.url))
    const site = join(folder, 'site')
    process.chdir(folder)
    const { other, publish } = measureInTurns({ publish: [cli, 'publish', '--out', site], other: [empty] }, 5)
    return [
      {
        work: 'publish, 10,000 runs (goal: 10 s)',
        beside: 'an empty process',
        measured: publish,
        other,
        goal: 10 / other.seconds,
      },
      { work: 'its first page', bytes: statSync(join(site, 'index.html')).size, goal: 300_000 },
    ]
  } finally {
    process.chdir(back)
    await remove()
  }
}
