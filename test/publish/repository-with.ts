import type { TestContext } from 'node:test'
import { script } from '../actions/repository.ts'
import { repository } from '../io/ledger/repositories.ts'
import { madeUpLedger, type Size, writeLedger } from './made-up-ledger.ts'

/** A repository whose own ledger and tags are made up. */
export async function repositoryWith(t: TestContext, size: Size): Promise<string> {
  const folder = await repository(t)
  await writeLedger(folder, madeUpLedger(size, script(folder, 'git rev-parse HEAD')))
  return folder
}
