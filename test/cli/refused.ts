import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'

/** One command line that must be refused. */
export interface Refused {
  readonly title: string
  readonly files: Record<string, string | Uint8Array>
  readonly line: string
  /** The whole of standard error from the first word of the message on. */
  readonly says: RegExp
}

/**
 * One test: the command ends with 2 and one message without a stack, and changes no file: none is
 * written, none is left half-written.
 */
export function testRefused({ files, line, says, title }: Refused): void {
  test(`${title} ends with 2 and leaves no file`, async (t) => {
    const folder = await folderWith(t, files)
    const before = await filesIn(folder)
    const { code, error, out } = await contender(line, folder)
    assert.equal(code, 2, error)
    assert.equal(out, '')
    const message = /^error: ([\s\S]*)\n$/m.exec(error)?.[1] ?? ''
    assert.match(message, says)
    assert.doesNotMatch(error, /\n {4}at |bug in Contender/)
    assert.deepEqual(await filesIn(folder), before)
  })
}

/** But digests that are kept so that a file is not read again: on a slow machine one is older than two seconds before it is refused. */
async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true })
  return found.filter((name) => name !== '.contender' && name !== join('.contender', '.digests.json'))
}
