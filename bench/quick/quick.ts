import { readFile } from 'node:fs/promises'
import { writeJson } from '../../core/io/files.ts'
import { here } from '../here.ts'
import { compareCounts, sayCounts } from './compare-counts.ts'
import { countAll } from './count-all.ts'

const KNOWN = here('counts.json')

/**
 * Counts, and holds the counts to bench/counts.json.
 *
 * @param accept writes them there instead
 * @returns 1 where something has grown
 */
export async function quick(accept: boolean): Promise<number> {
  const now = await countAll((line) => console.error(line))
  const number = Object.keys(now).length
  if (accept) {
    await writeJson(KNOWN, now)
    console.log(`bench/counts.json holds ${number} counts.`)
    return 0
  }
  const compared = compareCounts(JSON.parse(await readFile(KNOWN, 'utf8')), now)
  for (const line of sayCounts(compared)) console.log(line)
  const { added, gone, grown } = compared
  if (grown.length + added.length + gone.length > 0) return 1
  console.log(`${number} counts, none has grown.`)
  return 0
}
