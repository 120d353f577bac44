import { count } from '../../count.ts'
import type { Change, JudgedModel } from '../change.ts'
import { AUTHOR, type ItemState } from '../checklist.ts'
import type { Governance } from '../schema.ts'
import { fewOf, shortCommit, shortDigest } from '../short.ts'

/** What evidence of an item is looked for in. */
export interface About {
  readonly change: Change
  readonly governance: Governance
  /** Touched models that the item is about. */
  readonly models: readonly string[]
}

/**
 * The models that an item is about, as they were judged; or the state of the item where not all of them were.
 */
export function judgedOf({ change, models }: About): readonly JudgedModel[] | ItemState {
  const { head, judged, unreported } = change
  if (judged === undefined && unreported !== undefined)
    return { state: 'missing', because: `no report of ${shortCommit(head)}: ${unreported}`, who: [AUTHOR] }
  if (judged === undefined) return { state: 'waiting', because: `the run of ${shortCommit(head)} has not reported yet` }
  const found = models.map((name) => judged.find(({ model }) => model === name))
  const missing = models.filter((_, at) => found[at] === undefined)
  if (missing.length === 0) return found.filter((model) => model !== undefined)
  return {
    state: 'missing',
    because: `the report of ${shortCommit(head)} says nothing of ${fewOf(missing)}: have the workflow judge every touched model`,
    who: [AUTHOR],
  }
}

/**
 * What evidence is bound to.
 *
 * @example
 * sayModels([{ model: 'delay', digest }], head) // 'delay (sha256:0a1b2c3d) at 4f5e6d7'
 */
export function sayModels(judged: readonly Pick<JudgedModel, 'digest' | 'model'>[], head: string): string {
  return `${fewOf(judged.map(({ digest, model }) => `${model} (${shortDigest(digest)})`))} at ${shortCommit(head)}`
}

/** `2 approvals do not count: @ann made a part of this change`: nothing where there is none. */
export function sayDiscounted(logins: readonly string[], why: string): string {
  if (logins.length === 0) return ''
  const one = logins.length === 1 ? 'does' : 'do'
  return `; ${count(logins.length, 'approval')} ${one} not count: ${fewOf(logins.map((login) => `@${login}`))} ${why}`
}
