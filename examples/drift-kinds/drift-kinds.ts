/**
 * Production with a known truth: in each kind something else is planted from the third week on, and Contender is asked what
 * it sees. `node examples/drift-kinds/drift-kinds.ts` prints the table; a seed of your own after it, and the names of kinds.
 */
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { markdownTable } from 'markdown-table'
import { type JudgedKind, judgeKind } from './judge-kind.ts'
import { KINDS } from './kinds.ts'
import { QUIET, WEEKS } from './write-files.ts'

const commandLine = fileURLToPath(new URL('../../cli/contender.mjs', import.meta.url))
const out = fileURLToPath(new URL('.contender', import.meta.url))
const [seed = '7', ...names] = process.argv.slice(2)

const judged: JudgedKind[] = []
for (const kind of KINDS.filter(({ name }) => names.length === 0 || names.includes(name))) {
  console.error(`judging ${kind.name} …`)
  judged.push(await judgeKind(kind, { folder: `${out}/${kind.name}`, seed: Number(seed), weeks: WEEKS, run }))
}
const weeks = Array.from({ length: WEEKS }, (_, week) => `week ${week + 1}`)
console.log(`\nPlanted from week ${QUIET + 1} on, seed ${seed}:\n`)
console.log(
  markdownTable([
    ['kind', 'planted', 'drift?', ...weeks, 'told by, in the last week'],
    ...judged.map(({ found, kind: { isDrift, name, planted }, verdicts }) => [
      ...[name, planted, isDrift ? 'yes' : 'no', ...verdicts],
      found.join(', ') || 'nothing',
    ]),
  ]),
)
console.log(`\nReports: ${out}/KIND/.contender/late/\n`)

/** A verdict of drift ends with 1, which is no error. */
async function run(line: string, cwd: string): Promise<void> {
  await promisify(execFile)(process.execPath, [commandLine, ...line.split(' ')], { cwd }).catch((error) => {
    if (error.code !== 1 && error.code !== 3) throw error
  })
}
