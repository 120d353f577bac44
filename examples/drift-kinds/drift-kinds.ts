/**
 * Production with a known truth: in each kind something else is planted from the third week on, and Contender is asked what
 * it sees. `node examples/drift-kinds/drift-kinds.ts` prints the table; a seed of your own after it, and the names of kinds.
 */
import { fileURLToPath } from 'node:url'
import { type JudgedKind, judgeKind } from './judge-kind.ts'
import { KINDS } from './kinds.ts'
import { QUIET, WEEKS } from './write-files.ts'

const [seed = '7', ...names] = process.argv.slice(2)
const out = fileURLToPath(new URL('.contender', import.meta.url))

console.log(`Planted from week ${QUIET + 1} of ${WEEKS} on, seed ${seed}:\n`)
for (const kind of KINDS.filter(({ name }) => names.length === 0 || names.includes(name)))
  console.log(say(await judgeKind(kind, `${out}/${kind.name}`, Number(seed))))

function say({ drift, kind, over, verdicts }: JudgedKind): string {
  const warnings = drift.quality.filter(({ level }) => level !== 'note').map(({ because }) => because)
  return `${kind.name}: ${kind.planted}
  truth      ${kind.isDrift ? `drift, to be seen by: ${kind.seenBy}` : 'no drift'}
  weeks      ${verdicts.join(', ')}
  last week  ${over.length === 0 ? 'nothing over its floor' : `over: ${over.join(', ')}`}
${drift.because.map((line) => `             ${line}\n`).join('')}${warnings.map((line) => `             ${line}\n`).join('')}`
}
