import { createHash } from 'node:crypto'

/**
 * SHA-256 of bytes, or of text in UTF-8, as artifacts write it: `sha256:` and 64 hexadecimal digits.
 *
 * @example
 * sha256('').slice(0, 15) // 'sha256:e3b0c442'
 */
export function sha256(data: string | Uint8Array): string {
  return `sha256:${createHash('sha256').update(data).digest('hex')}`
}
