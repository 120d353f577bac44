import { writeFileSync } from 'node:fs'
import { type Check, holds } from './simulate/check.ts'
import { coverageOf } from './simulate/coverage.ts'
import { reportOf } from './simulate/report.ts'
import { fewRowsDiffer, powerAtRowsNeeded, seedsOfTraining, slicesByChance } from './simulate/studies.ts'
import { nameOf, WORLDS } from './simulate/world.ts'

// How often do our intervals hold the truth, and our verdicts err? Data whose truth is known are
// drawn again and again. `--quick` draws fewer and writes nothing; both exit with 1 when a rate is
// further from its bounds than three Monte Carlo errors.

const quick = process.argv.includes('--quick')
const replicates = quick ? 200 : 4000

const coverages = WORLDS.flatMap((world) => {
  console.log(nameOf(world))
  return coverageOf(world, replicates)
})
const studies = [fewRowsDiffer, powerAtRowsNeeded, seedsOfTraining, slicesByChance].flatMap((study) => {
  console.log(study.name)
  return study(quick ? 200 : 2000)
})

const report = reportOf(coverages, studies)
if (quick) console.log(report)
else writeFileSync(new URL('../docs/simulations.md', import.meta.url), report)

const checks: Check[] = [
  ...coverages.flatMap(({ value, difference, falseAlarm, falsePass }) => [value, difference, falseAlarm, falsePass]),
  ...studies,
]
const failed = checks.filter((check) => !holds(check))
for (const { what, rate, lowest, highest } of failed) {
  console.error(
    `Unexpected rate ${((100 * rate.hits) / rate.of).toFixed(1)} %, expected ${100 * lowest} to ${100 * highest} %: ${what}`,
  )
}
console.log(`${checks.length - failed.length} of ${checks.length} rates are where they should be`)
process.exitCode = failed.length === 0 ? 0 : 1
