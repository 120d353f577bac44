/**
 * The demo, `npm run demo`: trains two models of flight delays and asks whether the second one earns
 * its merge, on March and on June. Everything is computed, in under two minutes on two cores.
 */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Comparison, MetricComparison } from '../../core/artifacts/comparison.ts'
import { formatDelta } from '../../core/format-number.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const command = fileURLToPath(new URL('../../cli/index.ts', import.meta.url))
const started = performance.now()

say(`Contender demo: at push-back, will a flight arrive more than 15 minutes late?
3,000,000 US domestic flights of January to June 2001; the days, not the flights, are independent.

1. The baseline: trained on January from hour, weekday and distance.`)
contender('train --config baseline.yml')

say('2. The candidate: the same, with the airports of origin and destination.')
contender('train')

const rowWise: string[] = []
for (const [number, month] of [
  [3, 'march'],
  [4, 'june'],
] as const) {
  say(`${number}. Does it earn its merge, judged on ${month === 'march' ? 'March' : 'June'}?`)
  const out = `.contender/${month}`
  contender(`evaluate --test ${month} --out ${out}`)
  contender(`compare --baseline models/baseline.onnx --test ${month} --out ${out}`)
  contender(`report --out ${out}`, 'captured')
  rowWise.push(byRow(month, out))
}

say(`Why grouping by day matters. A bad day makes its flights late together, so half a million flights
of a month are about 30 independent things, not half a million. Counted by row:
${rowWise.join('\n')}
By row June would have been merged as a gain that the data cannot show.

What to look at:
  examples/flights/.contender/march/report.md    the report a reviewer gets; report.json for programs
  examples/flights/.contender/june/report.md
  examples/flights/models/delay.onnx             the candidate; it takes the raw columns
  examples/flights/contender.yml                 the config that says all this

Done in ${((performance.now() - started) / 1000).toFixed(0)} s.`)

/** The difference in roc_auc with and without the days, from the same predictions. */
function byRow(month: string, out: string): string {
  const grouped = comparisonOf(`compare --baseline models/baseline.onnx --test ${month} --out ${out}`)
  const rows = comparisonOf(
    `compare --baseline ${out}/delay/base.predictions.parquet --candidate ${out}/delay/predictions.parquet --task binary-classification --metrics roc_auc --out ${out}/by-row`,
  )
  const times = (grouped.se! / rows.se!).toFixed(1)
  return `  ${month}: ${formatDelta(rows.delta, rows.ci)}, ${rows.verdict}; by day ${formatDelta(grouped.delta, grouped.ci)}, ${grouped.verdict}: ${times} times as wide.`
}

function comparisonOf(line: string): MetricComparison {
  const { against } = JSON.parse(contender(`${line}`, 'captured')) as Comparison
  return against[0]!.metrics.roc_auc!
}

/** Runs the command line as a person would; a verdict that is no pass has an exit code of its own and is no error. */
function contender(line: string, output: 'shown' | 'captured' = 'shown'): string {
  if (output === 'shown') console.log(`$ contender ${line}`)
  const { status, stdout } = spawnSync(process.execPath, [command, ...line.split(' ')], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', output === 'shown' ? 'inherit' : 'pipe', 'inherit'],
  })
  if (status !== 0 && status !== 1 && status !== 3) process.exit(status ?? 130)
  return stdout ?? ''
}

function say(text: string): void {
  console.log(`\n${text}\n`)
}
