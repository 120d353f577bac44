import { compareMetric } from '../../core/compare.ts'
import type { Contest } from '../../core/comparison/comparison.ts'
import { metricNames, metricOf } from '../../core/metrics/index.ts'
import { measure } from '../../core/metrics/measure.ts'
import type { Metric, Sample } from '../../core/metrics/metric.ts'
import { type Check, count, noRate } from './check.ts'
import { drawFrom } from './draw.ts'
import { drawContest, nameOf, type World } from './world.ts'

/** How one metric's intervals and verdicts did in one world. */
export interface Coverage {
  readonly world: World
  readonly metric: string
  /** The 95 % interval of one value holds the truth. */
  readonly value: Check
  /** The 95 % interval of a true difference holds it. */
  readonly difference: Check
  /** Equal models are called better or worse under a margin of 0. */
  readonly falseAlarm: Check
  /** A candidate that is worse by just the margin passes. */
  readonly falsePass: Check
}

/** How much noisier the worse model is. */
const GAP = 0.3

/** Rows that stand for the whole population; their own error is a twentieth of a sample's or less. */
const POPULATION = 1_000_000

/** The bootstrap costs a thousand times as much, so it gets fewer replicates. */
const BOOTSTRAP_SHARE = 0.25

/** Draws samples of a world again and again and counts, for every metric that gives verdicts. */
export function coverageOf(world: World, replicates: number): Coverage[] {
  const judged = metricNames(world.task)
    .map((name) => metricOf(world.task, name))
    .filter((metric) => metric.judged)
  const population = drawContest({ ...world, rows: POPULATION }, GAP, drawFrom(1))
  const studies = judged.map((metric) => startStudy(world, metric, population))
  for (let replicate = 0; replicate < replicates; replicate++) {
    const draw = drawFrom(1000 + replicate)
    const [unequal, equal] = [drawContest(world, GAP, draw), drawContest(world, 0, draw)]
    for (const study of studies) {
      if (study.metric.resample === undefined || replicate < BOOTSTRAP_SHARE * replicates) tally(study, unequal, equal)
    }
  }
  return studies.map((study) => study.coverage)
}

interface Study {
  readonly metric: Metric
  readonly truth: { readonly candidate: number; readonly baseline: number }
  readonly coverage: Coverage
}

function startStudy(world: World, metric: Metric, population: Contest): Study {
  const check = (what: string, lowest: number, highest: number): Check => ({
    what: `${nameOf(world)}, ${metric.name}: ${what}`,
    rate: noRate(),
    lowest,
    highest,
  })
  return {
    metric,
    truth: {
      candidate: inPopulation(metric, population.candidate[0]!),
      baseline: inPopulation(metric, population.baseline[0]!),
    },
    coverage: {
      world,
      metric: metric.name,
      value: check('coverage of a value', 0.93, 0.97),
      difference: check('coverage of a difference', 0.93, 0.97),
      falseAlarm: check('equal models called better or worse', 0, 0.05),
      falsePass: check('passes although worse by the margin', 0, 0.035),
    },
  }
}

function tally({ metric, truth, coverage }: Study, unequal: Contest, equal: Contest): void {
  const { groups, seed, baseline } = unequal
  const measured = measure(metric, baseline[0]!, { groups, seed })
  if (!('undefined' in measured)) count(coverage.value.rate, isIn(measured.ci, truth.baseline))

  const gain = gainOf(metric, truth)
  const worse = gain < 0 ? unequal : { ...unequal, candidate: baseline, baseline: unequal.candidate }
  const delta = (truth.candidate - truth.baseline) * (gain < 0 ? 1 : -1)
  const compared = compareMetric(worse, { metric, margin: { kind: 'absolute', value: Math.abs(gain) } })
  count(coverage.difference.rate, compared.ci !== null && isIn(compared.ci, delta))
  count(coverage.falsePass.rate, compared.verdict === 'better' || compared.verdict === 'equivalent')

  const { verdict } = compareMetric(equal, { metric, margin: { kind: 'absolute', value: 0 } })
  count(coverage.falseAlarm.rate, verdict === 'worse' || verdict === 'better')
}

function gainOf({ targetsZero, higherIsBetter }: Metric, { candidate, baseline }: Study['truth']): number {
  if (targetsZero) return Math.abs(baseline) - Math.abs(candidate)
  return higherIsBetter ? candidate - baseline : baseline - candidate
}

function isIn([lo, hi]: readonly [number, number], truth: number): boolean {
  return lo <= truth && truth <= hi
}

function inPopulation(metric: Metric, sample: Sample): number {
  const estimate = metric.estimate(sample)
  if ('undefined' in estimate) throw new RangeError(`${metric.name} has no value in the population`)
  return estimate.value
}
