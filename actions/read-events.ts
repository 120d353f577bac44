import { count } from '../core/count.ts'
import { UserError } from '../core/errors.ts'
import { README } from '../core/ledger/branch.ts'
import { type LedgerEvent, parseEvent } from '../core/ledger/event-file.ts'
import type { LedgerFile } from '../core/ledger/transport.ts'
import type { Host } from './action.ts'

/** The events of a ledger. An event that cannot be read is left out: a later Contender may have written it, or a finding tells of it. */
export function readEvents(files: readonly LedgerFile[], { warn }: Pick<Host, 'warn'>): LedgerEvent[] {
  const problems: string[] = []
  const events = files.flatMap((file) => {
    if (file.path === README) return []
    try {
      return [parseEvent(file)]
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      problems.push(error.message)
      return []
    }
  })
  if (problems.length > 0)
    warn(`${count(problems.length, 'file')} of the ledger cannot be shown, the first because: ${problems[0]}`)
  return events
}
