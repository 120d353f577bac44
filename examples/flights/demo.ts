/**
 * The demo, `npm run demo`: trains two models of flight delays and asks whether the second one earns its merge, on March and
 * on June; then watches one in production. Everything is computed, in about four minutes on two cores.
 */
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Comparison, MetricComparison } from '../../core/artifacts/comparison.ts'
import { formatDelta } from '../../core/format-number.ts'
import { contender as run } from './demo/contender.ts'
import { say } from './demo/say.ts'
import { demoProduction } from './demo-production.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
const started = performance.now()

// A copy of this folder gets the data by `npm ci`; here they are installed already, a little above.
const data = join(folder, 'node_modules/vega-datasets')
if (!existsSync(data)) {
  mkdirSync(join(folder, 'node_modules'), { recursive: true })
  symlinkSync(join(folder, '../../node_modules/vega-datasets'), data, 'junction')
}

say(`Contender demo: at push-back, will a flight arrive more than 15 minutes late?
3,000,000 US domestic flights of January to June 2001; the days, not the flights, are independent.

1. Are the data what their contract says, and do they give the answer away?`)
await contender('validate')

say('2. The baseline: trained on January from hour, weekday and distance.')
await contender('train --config baseline.yml')

say('3. The candidate: the same, with the airports of origin and destination.')
await contender('train')

say('4. Does the candidate earn its merge, judged on March?')
await contender('compare --baseline models/baseline.onnx --test march --out .contender/march')
await contender('report --out .contender/march', 'quiet')

say('5. And judged on June?')
await contender('compare --baseline models/baseline.onnx --test june --out .contender/june')
await contender('report --out .contender/june', 'quiet')

say(`Why grouping by day matters. A bad day makes its flights late together, so the half million flights
of a month are some 30 independent things. Counted by flight instead of by day:

${await byFlight('march')}
${await byFlight('june')}
`)

await demoProduction()

say(`What to look at:
  examples/flights/.contender/march/report.html  what a reviewer gets, with pictures; report.md is for GitHub, report.json for programs
  examples/flights/.contender/june/report.md
  examples/flights/contender.yml                 the config that asked for all this
  examples/flights/models/delay.onnx             the candidate; it takes the raw columns
  examples/flights/.contender/production/        the repository of the second half, with its logs
  examples/flights/production/README.md          what was found there, and its workflows

Done in ${((performance.now() - started) / 1000).toFixed(0)} s.`)

/** The difference in roc_auc from the same predictions, with and without the days. */
async function byFlight(month: string): Promise<string> {
  const out = `.contender/${month}`
  const judged = `--baseline ${out}/delay/base.predictions.parquet --candidate ${out}/delay/predictions.parquet`
  await contender(`compare ${judged} --task binary-classification --metrics roc_auc --out ${out}/by-flight`, 'quiet')
  const flights = differenceIn(`${out}/by-flight/predictions`)
  const days = differenceIn(`${out}/delay`)
  const times = (days.se! / flights.se!).toFixed(1)
  return `  ${month.padEnd(5)}  by flight ${formatDelta(flights.delta, flights.ci)} ${flights.verdict}
         by day    ${formatDelta(days.delta, days.ci)} ${days.verdict}, ${times} times as wide${
           flights.verdict === days.verdict
             ? ''
             : `\n         so counting flights would call ${flights.verdict} what these data leave ${days.verdict}`
         }`
}

function differenceIn(artifacts: string): MetricComparison {
  const comparison = JSON.parse(readFileSync(join(folder, artifacts, 'comparison.json'), 'utf8')) as Comparison
  return comparison.against[0]!.metrics.roc_auc!
}

function contender(line: string, output: 'shown' | 'quiet' = 'shown'): Promise<void> {
  return run(line, { cwd: folder, output })
}
