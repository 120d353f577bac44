import { markdownTable } from 'markdown-table'
import type { Curve } from '../curves/curve.ts'
import type { ContestResult, Results, WorkResult } from '../results.ts'
import type { BenchWork } from '../work.ts'
import { figureLine } from './figure-line.ts'
import { pairLine } from './pair-line.ts'

const HEAD = [
  'work',
  'beside',
  'ratio',
  'goal',
  'reached',
  'time (fastest to slowest)',
  'beside it',
  'memory',
  'beside it',
]

const INTRO = `# Benchmarks

What a team would use instead, on the same data, in turns (A B A B …), with the answers compared before anything is timed.
\`npm run bench\` installs the peers from PyPI into \`.tools/bench-peers\`, in the versions of
[bench/peers/requirements.txt](../bench/peers/requirements.txt), measures, and writes \`bench/results.json\`, this file and its
pictures; \`npm run bench -- --only drift-numeric,by-rows --minutes 5\` measures some of it again, for so many minutes each.

Times are medians of whole processes, and say more about the machine than about the programs: it is the ratios that travel. A ratio is how
many times as long the other takes where the goal is to be faster, and how many times as long ours takes beside a limit. Memory is the most that a process
had; where nothing stands it does not tell. A work that takes more than a quarter of its time is run once, and so are all where no second turn fits into it.
`

/**
 * docs/benchmarks.md: ratios first, then times, spread and memory, what agrees, and what profiling found.
 *
 * @param works and curves in the order of the document; what was not measured yet is left out
 */
export function benchmarksDocument(results: Results, works: readonly BenchWork[], curves: readonly Curve[]): string {
  const measured = works.flatMap((work) => {
    const found = results.works[work.name]
    return found === undefined ? [] : [{ work, found }]
  })
  const contests = measured.flatMap(({ found }) => found.contests)
  const figures = measured.flatMap(({ found }) => found.figures)
  const agreed = contests.filter(({ agreed }) => agreed.length > 0)
  const findings = measured.filter(({ work }) => work.finding !== undefined)
  const drawn = curves.filter(({ name }) => results.curves[name] !== undefined)
  const parts = [
    INTRO,
    ...(contests.length > 0 ? ['## Beside others', machines(measured), table(contests)] : []),
    ...(findings.length > 0
      ? ['## What profiling found', findings.map(({ work }) => `- **${work.name}**: ${work.finding}`).join('\n')]
      : []),
    ...(agreed.length > 0
      ? ['## What agrees', agreed.map(({ agreed, title }) => `- ${title}: ${agreed.join(' ')}`).join('\n')]
      : []),
    ...(figures.length > 0
      ? ['## Figures', markdownTable([['what', 'measured', 'goal', 'reached'], ...figures.map(figureLine)])]
      : []),
    ...(drawn.length > 0
      ? ['## How time and memory grow', 'Single runs of whole processes; both axes by their logarithm.']
      : []),
    ...drawn.map(({ about, grows, name }) => `${about}\n\n![Time and memory by ${grows}](benchmarks/${name}.svg)`),
  ]
  return `${parts.map((part) => part.trim()).join('\n\n')}\n`
}

function table(contests: readonly ContestResult[]): string {
  return markdownTable([HEAD, ...contests.flatMap((contest) => contest.pairs.map((pair) => pairLine(contest, pair)))], {
    align: ['l', 'l', 'r', 'r', 'l', 'r', 'r', 'r', 'r'],
  })
}

/** Machines that works were measured on, each with its days. */
function machines(measured: readonly { readonly found: WorkResult }[]): string {
  const all = [...new Set(measured.map(({ found }) => found.machine))]
  const lines = all.map((machine) => {
    const days = measured.filter(({ found }) => found.machine === machine).map(({ found }) => found.at)
    const [first, last] = [days.toSorted()[0]!, days.toSorted().at(-1)!]
    return `${machine}, ${first === last ? first : `${first} to ${last}`}`
  })
  return `Measured on ${lines.join('; and on ')}.`
}
