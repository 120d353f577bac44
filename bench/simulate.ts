import '../core/io/without-maglev.mjs'
import { readFileSync, writeFileSync } from 'node:fs'
import { type Check, holds } from './simulate/check.ts'
import { coverageOf } from './simulate/coverage.ts'
import { DRIFT_HEADING, driftReportOf } from './simulate/drift-report.ts'
import { reportOf } from './simulate/report.ts'
import { runStudies } from './simulate/run-drift-studies.ts'
import { fewRowsDiffer, powerAtRowsNeeded, seedsOfTraining, slicesByChance } from './simulate/studies.ts'
import { nameOf, WORLDS } from './simulate/world.ts'

// How often do our intervals hold the truth, and our verdicts err? Data whose truth is known are
// drawn again and again. `--quick` draws fewer, of the largest references none, and writes nothing, `--drift` leaves all but drift as it was; all exit with 1 when a rate is
// further from its bounds than three Monte Carlo errors.

const quick = process.argv.includes('--quick')
const onlyDrift = process.argv.includes('--drift')
const PAGE = new URL('../docs/simulations.md', import.meta.url)

interface Part {
  readonly report: string
  readonly checks: readonly Check[]
}

const models = onlyDrift ? { report: upToDrift(), checks: [] } : ofModels()
const drift = await ofDrift()

if (quick) console.log(`${models.report}\n${drift.report}`)
else writeFileSync(PAGE, `${models.report.trimEnd()}\n\n${drift.report}`)

const checks = [...models.checks, ...drift.checks]
const failed = checks.filter((check) => !holds(check))
for (const { what, rate, lowest, highest } of failed) {
  console.error(
    `Unexpected rate ${((100 * rate.hits) / rate.of).toFixed(1)} %, expected ${100 * lowest} to ${100 * highest} %: ${what}`,
  )
}
console.log(`${checks.length - failed.length} of ${checks.length} rates are where they should be`)
process.exitCode = failed.length === 0 ? 0 : 1

function ofModels(): Part {
  const coverages = WORLDS.flatMap((world) => {
    console.log(nameOf(world))
    return coverageOf(world, quick ? 200 : 4000)
  })
  const studies = [fewRowsDiffer, powerAtRowsNeeded, seedsOfTraining, slicesByChance].flatMap((study) => {
    console.log(study.name)
    return study(quick ? 200 : 2000)
  })
  const ofCoverage = coverages.flatMap((one) => [one.value, one.difference, one.falseAlarm, one.falsePass])
  return { report: reportOf(coverages, studies), checks: [...ofCoverage, ...studies] }
}

async function ofDrift(): Promise<Part> {
  const outcomes = await runStudies(quick)
  const alarms = outcomes.flatMap((outcome) => outcome.alarms ?? [])
  const found = outcomes.flatMap((outcome) => outcome.found ?? [])
  const creeps = outcomes.flatMap((outcome) => outcome.creeps ?? [])
  return {
    report: driftReportOf(alarms, found, creeps),
    checks: [
      ...alarms.flatMap(({ alarm, drift }) => [alarm, drift]),
      ...found.map(({ first }) => first),
      ...creeps.map(({ found }) => found),
    ],
  }
}

/** The page as it is, without its section on drift. */
function upToDrift(): string {
  const page = readFileSync(PAGE, 'utf8')
  const at = page.indexOf(`\n${DRIFT_HEADING}`)
  return at < 0 ? page : page.slice(0, at)
}
