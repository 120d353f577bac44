import type { Config } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import type { Governance } from '../../core/governance/schema.ts'
import { CHECKS } from '../../core/pull-request/check-names.ts'
import { readCommentRefs } from '../../core/pull-request/comment-ref.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { allowOn } from './allow.ts'
import { lastForced } from './last-forced.ts'
import type { SeenPull, Task } from './task.ts'

/** A pull request that a command is about, and what rules it. */
export interface OpenChange extends SeenPull {
  readonly governance: Governance
}

/**
 * The change that a command is written on.
 *
 * @param what the command does, as `signs an item of a change`
 * @throws {UserError} on an issue, or where the pull request is closed
 */
export async function openChange({ access, asked, readPull }: Task, what: string): Promise<OpenChange> {
  if (!asked.isPull) throw new UserError(`This ${what}: write it on a pull request`)
  const seen = await readPull(access, asked.number)
  if (!seen.pull.open) throw new UserError(`This ${what}, and #${asked.number} is closed`)
  return { ...seen, governance: rulingOf(seen).governance }
}

/** @throws {UserError} if neither the base branch nor the change has a contender.yml that can be read */
export function rulingOf({ rules }: SeenPull): Config {
  if (rules.ruling !== undefined) return rules.ruling
  throw new UserError(`There is no contender.yml that can be read at ${rules.place}`)
}

/** Where the rules of a pull request stand, for people: `contender.yml of main (1a2b3c4)`. */
export function placeOfRuling({ pull, rules }: SeenPull): string {
  return `contender.yml of ${rules.policy === undefined ? `the change (${pull.head.slice(0, 7)})` : rules.place}`
}

/**
 * By which signer somebody may act on a change. Where the base branch has no rules yet, the change brings its own, and
 * could name anybody: then who maintains the repository has to be the one.
 *
 * @throws {UserError} if they may not, or made a part of the change
 */
export async function allowThere(
  { access, asked }: Task,
  { change, rules }: OpenChange,
  signers: readonly string[],
): Promise<string> {
  if (rules.policy === undefined) await allowOn(access, change, asked.sender, ['maintain'])
  return allowOn(access, change, asked.sender, signers)
}

/**
 * Refuses what was written before the newest commit came: its writer has not seen it. Our own check of a commit begins
 * when we first look at it as the head of this pull request, by GitHub's clock, so one of a commit that came later
 * begins later. Of a commit that was the head before GitHub tells that it was forced back there; where the branch was
 * forced away from it, and it was pushed again, nobody can tell when.
 *
 * @throws {UserError}
 */
export async function mustHaveSeen(access: RepositoryAccess, { asked }: Task, head: string): Promise<void> {
  const written = Date.parse(asked.comment.createdAt)
  const list = { ...access.at, ref: head, app_id: access.app.id, check_name: CHECKS.metrics } as const
  const { data } = await access.client.rest.checks.listForRef({ ...list, filter: 'all', per_page: 100 })
  const refs = data.check_runs.map(({ external_id }) => readCommentRefs(external_id ?? ''))
  const begun = data.check_runs.flatMap(({ started_at }, at) =>
    started_at !== null && refs[at]!.has(asked.number) ? [Date.parse(started_at)] : [],
  )
  const short = head.slice(0, 7)
  if (begun.length === 0 && refs.some(({ size }) => size > 0))
    throw new UserError(
      `${short} is the head of other pull requests too, and was not looked at as that of #${asked.number}: write the command again in a minute, and where there are more than four of them, close some first`,
    )
  const late = `The newest commit ${short} came when this was written, or later: look at it, and write the command again`
  const first = Math.min(...begun)
  if (first > written) throw new UserError(late)
  const forced = await lastForced(access, asked.number)
  if (forced === undefined || forced.at < first) return
  if (forced.to !== head)
    throw new UserError(
      `The branch was forced away from ${short}, and somebody pushed it again: nobody can tell when, so push another commit`,
    )
  if (forced.at >= written) throw new UserError(late)
}

/** Digests of the model files that are judged now, as an event names them. */
export function digestsOf({ change }: SeenPull, model?: string): { digests?: Record<string, string> } {
  const judged = (change.judged ?? []).filter((one) => model === undefined || one.model === model)
  return judged.length === 0 ? {} : { digests: Object.fromEntries(judged.map(({ digest, model }) => [model, digest])) }
}
