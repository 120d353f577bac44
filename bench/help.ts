/** `contender --help`, beside an empty process. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { measureInTurns } from './measure.ts'
import type { Row } from './row.ts'

export async function benchHelp(): Promise<Row> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  try {
    const empty = join(folder, 'empty.mjs')
    await writeFile(empty, '')
    const cli = fileURLToPath(new URL('../cli/contender.mjs', import.meta.url))
    const { help, other } = measureInTurns({ help: [cli, '--help'], other: [empty] }, 15)
    return {
      work: 'contender --help (goal: 150 ms)',
      beside: 'an empty process',
      measured: help,
      other,
      goal: 0.15 / other.seconds,
    }
  } finally {
    await remove()
  }
}
