import { readFile } from 'node:fs/promises'
import { UserError } from '../errors.ts'

/** Git LFS keeps its pointers below this size. */
export const LFS_POINTER_BYTES = 1024

/** Whether the bytes are what Git LFS leaves in the place of a file that it has not fetched. */
export function isLfsPointer(bytes: Uint8Array): boolean {
  if (bytes.length > LFS_POINTER_BYTES) return false
  return new TextDecoder().decode(bytes).startsWith('version https://git-lfs.github.com/spec/')
}

export function lfsPointerError(shown: string): UserError {
  return new UserError(
    `Unexpected Git LFS pointer \`${shown}\`, expected the file itself: run \`git lfs pull\`, or set \`lfs: true\` on actions/checkout`,
  )
}

/** @throws {UserError} if the file is a pointer; ask only about files of at most `LFS_POINTER_BYTES` */
export async function refuseLfsPointer(path: string, shown: string): Promise<void> {
  if (isLfsPointer(await readFile(path))) throw lfsPointerError(shown)
}
