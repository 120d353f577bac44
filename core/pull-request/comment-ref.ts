import { sha256 } from '../sha256.ts'
import { saying } from './decide-comment.ts'

/** Which comment goes with a check, and what it says: so that nobody has to look for it. */
export interface CommentRef {
  /** 0 where there is none. */
  readonly id: number
  /** 16 hexadecimal digits. */
  readonly hash: string
}

/** Somebody has looked: there is no comment of ours. */
export const NO_COMMENT: CommentRef = { id: 0, hash: '0'.repeat(16) }

/** What a comment says, whichever run it is of, in 16 hexadecimal digits. */
export function hashOfComment(body: string): string {
  return sha256(saying(body)).slice('sha256:'.length, 'sha256:'.length + 16)
}

/**
 * A comment as a check's `external_id` tells of it.
 *
 * @example
 * writeCommentRef({ id: 7, hash: '0123456789abcdef' }) // '7:0123456789abcdef'
 */
export function writeCommentRef(ref: CommentRef | undefined): string {
  return ref === undefined ? '' : `${ref.id}:${ref.hash}`
}

/** Reads what `writeCommentRef` writes; undefined for anything else. */
export function readCommentRef(text: string): CommentRef | undefined {
  const [, id, hash] = /^(\d{1,16}):([0-9a-f]{16})$/.exec(text) ?? []
  return id === undefined || hash === undefined ? undefined : { id: Number(id), hash }
}
