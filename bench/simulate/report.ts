import { markdownTable } from 'markdown-table'
import { type Check, monteCarloError, show } from './check.ts'
import type { Coverage } from './coverage.ts'
import { nameOf } from './world.ts'

/** `docs/simulations.md`: what was asked of data whose truth is known, and how often the answer was right. */
export function reportOf(coverages: readonly Coverage[], studies: readonly Check[]): string {
  const worlds = Map.groupBy(coverages, ({ world }) => nameOf(world))
  const sections = Array.from(worlds, ([name, rows]) => `### ${name}\n\n${coverageTable(rows)}\n`)
  return `${INTRODUCTION}\n${sections.join('\n')}\n${STUDIES}\n\n${studyTable(studies)}\n`
}

function coverageTable(rows: readonly Coverage[]): string {
  return markdownTable(
    [
      ['metric', 'value', 'difference', 'false alarm', 'false pass', 'replicates'],
      ...rows.map(({ metric, value, difference, falseAlarm, falsePass }) => [
        metric,
        ...[value, difference, falseAlarm, falsePass].map(show),
        String(value.rate.of),
      ]),
    ],
    { align: ['l', 'r', 'r', 'r', 'r', 'r'] },
  )
}

function studyTable(studies: readonly Check[]): string {
  return markdownTable(
    [
      ['what', 'observed %', 'expected %', 'Monte Carlo error', 'replicates'],
      ...studies.map((check) => [
        check.what,
        show(check),
        `${Math.round(100 * check.lowest)} to ${Number((100 * check.highest).toFixed(1))}`,
        (100 * monteCarloError(check.rate, check.highest === 1 ? check.lowest : check.highest)).toFixed(1),
        String(check.rate.of),
      ]),
    ],
    { align: ['l', 'r', 'r', 'r', 'r'] },
  )
}

const INTRODUCTION = `# Simulations

Do the intervals hold what they promise, and how often do verdicts err? \`npm run simulate\` draws data whose
truth is known again and again, with a fixed seed, and writes this file. \`npm run simulate -- --quick\` draws
fewer and fails when a rate is out of bounds. Truth is the metric on 1,000,000 rows, or 0 where both models are
exchangeable. About three rows in ten are positive.

- **value**: the 95 % interval of one model's value holds the truth. Bounds: 93 to 97 %.
- **difference**: the 95 % interval of a true difference holds it. Bounds: 93 to 97 %.
- **false alarm**: equal models are called better or worse under a margin of 0. Bound: 5 %.
- **false pass**: a candidate that is worse by just the margin passes. It should be 2.5 %; bound: 3.5 %, the tail
  that goes with a coverage of 93 %. \`bias\`, judged by its absolute value, is more cautious than that.

All rates are in %. A rate in bold is out of bounds by more than three Monte Carlo errors. At 95 % and 4,000
replicates one Monte Carlo error is 0.34 %; at the bootstrap's 1,000 it is 0.69 %. \`ece\` gives no verdict and is
left out. Days shift the truth and both models, so rows of one day are far from independent.

## Coverage and errors by metric
`

const STUDIES = `## Other promises`
