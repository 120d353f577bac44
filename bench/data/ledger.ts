import { mkdir } from 'node:fs/promises'
import { script } from '../../test/actions/repository.ts'
import { madeUpLedger, writeLedger } from '../../test/publish/made-up-ledger.ts'

/** A repository with a ledger of so many runs of three models. @returns its folder */
export async function writeMadeUpLedger(folder: string, runs: number): Promise<string> {
  await mkdir(folder)
  script(folder, 'git init -q -b main', 'git add -A', 'git commit --allow-empty -qm First')
  await writeLedger(folder, madeUpLedger({ runs }, script(folder, 'git rev-parse HEAD')))
  return folder
}
