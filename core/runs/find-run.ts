import { suggest, UserError } from '../errors.ts'
import { timeOfId } from '../ledger/event-id.ts'
import type { RunName } from './known-run.ts'
import { shortIds } from './short-ids.ts'

const LATEST = /^latest(?:~(\d{1,6}))?$/

/** How many runs back a person asks for: 0 for `latest`, 1 for `latest~1`; undefined for anything else. */
export function runsBack(asked: string): number | undefined {
  const latest = LATEST.exec(asked)
  return latest === null ? undefined : Number(latest[1] ?? 0)
}

const PREFIX = /^[0-9a-f-]{4,36}$/
const MOST = 5

/**
 * The run that a person means: the beginning of its id, `latest`, or `latest~1` for the one before.
 *
 * @param names newest first
 * @throws {UserError} if no run, or more than one, goes by it
 * @example
 * findRun('latest', [{ id: '017f22e2-79b0-7000-8000-000000000000', model: 'delay' }]).model // 'delay'
 */
export function findRun(asked: string, names: readonly RunName[]): RunName {
  const found = searchRun(asked, names)
  if (found !== undefined) return found
  const short = shortIds(names.map(({ id }) => id))
  throw new UserError(`Unknown run \`${asked}\`, ${suggest(asked, ['latest', ...short.values()])}`)
}

/** As `findRun`; undefined where nothing goes by it, for there it may be the name of something else. */
export function searchRun(asked: string, names: readonly RunName[]): RunName | undefined {
  const back = runsBack(asked)
  if (back !== undefined) {
    const found = names[back]
    if (found !== undefined) return found
    throw new UserError(
      `Unexpected run \`${asked}\`, ${names.length === 1 ? 'only one run is' : `${names.length} runs are`} known`,
    )
  }
  if (!PREFIX.test(asked)) return undefined
  const found = names.filter(({ id }) => id.startsWith(asked))
  if (found.length < 2) return found[0]
  const list = found
    .slice(0, MOST)
    .map(({ id, model }) => `${id} (${model}, ${new Date(timeOfId(id)).toISOString().slice(0, 16)}Z)`)
  const more = found.length > MOST ? ` and ${found.length - MOST} more` : ''
  throw new UserError(
    `Ambiguous run \`${asked}\`, ${found.length} ids begin with it: ${list.join(', ')}${more}; write more of the id`,
  )
}
