import { sha256 } from '../sha256.ts'
import { saying } from './decide-comment.ts'

/** Which comment goes with a check, and what it says: so that nobody has to look for it. */
export interface CommentRef {
  /** 0 where there is none. */
  readonly id: number
  /** 16 hexadecimal digits. */
  readonly hash: string
}

/**
 * The pull requests that a check is of, by their numbers, each with its comment; undefined where GitHub did not let us
 * write one. A commit may be the head of several.
 */
export type CommentRefs = ReadonlyMap<number, CommentRef | undefined>

/** Somebody has looked: there is no comment of ours. */
export const NO_COMMENT: CommentRef = { id: 0, hash: '0'.repeat(16) }

/** What a comment says, whichever run it is of, in 16 hexadecimal digits. */
export function hashOfComment(body: string): string {
  return sha256(saying(body)).slice('sha256:'.length, 'sha256:'.length + 16)
}

/**
 * What a check's `external_id` tells of the pull requests that it is of.
 *
 * @example
 * writeCommentRefs(new Map([[1, { id: 7, hash: '0123456789abcdef' }], [2, undefined]])) // '1:7:0123456789abcdef 2'
 */
export function writeCommentRefs(refs: CommentRefs): string {
  return [...refs].map(([pull, ref]) => (ref === undefined ? `${pull}` : `${pull}:${ref.id}:${ref.hash}`)).join(' ')
}

/** Reads what `writeCommentRefs` writes; of anything else nothing. */
export function readCommentRefs(text: string): CommentRefs {
  const refs = new Map<number, CommentRef | undefined>()
  for (const part of text.split(' ')) {
    const [, pull, id, hash] = /^(\d{1,16})(?::(\d{1,16}):([0-9a-f]{16}))?$/.exec(part) ?? []
    if (pull === undefined) return new Map()
    refs.set(Number(pull), id === undefined || hash === undefined ? undefined : { id: Number(id), hash })
  }
  return refs
}
