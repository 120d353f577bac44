import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Work } from '../measure/measure.ts'

/** A process of Node that does nothing, which what starts fast is measured beside. */
export async function emptyProcess(folder: string): Promise<Work> {
  const path = join(folder, 'empty.mjs')
  await writeFile(path, '')
  return [path]
}
