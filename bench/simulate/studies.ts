import { compareMetric } from '../../core/compare.ts'
import type { Contest, Judged } from '../../core/comparison/comparison.ts'
import type { Column } from '../../core/data/table.ts'
import { metricOf } from '../../core/metrics/index.ts'
import type { BinarySample } from '../../core/metrics/metric.ts'
import { binarySample } from '../../core/metrics/sample.ts'
import { compareSlices } from '../../core/slices/compare-slices.ts'
import { findSlices } from '../../core/slices/find-slices.ts'
import { type Slice, slicesBy } from '../../core/slices/slice.ts'
import { type Check, count, noRate, type Rate } from './check.ts'
import { type Draw, drawFrom } from './draw.ts'
import { drawContest, type World } from './world.ts'

const NO_MARGIN = { kind: 'absolute', value: 0 } as const

/** Repeats one trial with its own random numbers, and counts how often it comes true. */
function repeat(replicates: number, trial: (draw: Draw) => boolean): Rate {
  const rate = noRate()
  for (let replicate = 0; replicate < replicates; replicate++) count(rate, trial(drawFrom(500_000 + replicate)))
  return rate
}

/** Two models whose answers differ on a handful of 2,000 rows. */
export function fewRowsDiffer(replicates: number): Check[] {
  const accuracy = metricOf('binary-classification', 'accuracy')
  const contest = (onlyCandidate: number, onlyBaseline: number, { uniform }: Draw): Contest<BinarySample> => {
    const labels = new Uint8Array(2000).fill(1)
    const [ours, theirs] = [new Uint8Array(2000).fill(1), new Uint8Array(2000).fill(1)]
    for (let row = 0; row < labels.length; row++) {
      const at = 2000 * uniform()
      if (at < onlyBaseline) ours[row] = 0
      else if (at < onlyBaseline + onlyCandidate) theirs[row] = 0
    }
    const of = (answers: Uint8Array) => binarySample({ labels, answers })
    return { candidate: [of(ours)], baseline: [of(theirs)], groups: undefined, seed: 1 }
  }
  return [4, 8, 20].flatMap((rows) => [
    {
      what: `equal models that differ on about ${rows} of 2,000 rows called better or worse (accuracy)`,
      rate: repeat(replicates, (draw) => {
        const { verdict } = compareMetric(contest(rows / 2, rows / 2, draw), { metric: accuracy, margin: NO_MARGIN })
        return verdict === 'better' || verdict === 'worse'
      }),
      lowest: 0,
      highest: 0.05,
    },
    {
      what: `a candidate that loses ${rows} of 2,000 rows passes with a margin of ${rows} rows (accuracy)`,
      rate: repeat(replicates, (draw) => {
        const margin = { kind: 'absolute', value: rows / 2000 } as const
        return compareMetric(contest(0, rows, draw), { metric: accuracy, margin }).verdict === 'equivalent'
      }),
      lowest: 0,
      highest: 0.035,
    },
  ])
}

/** A candidate as good as the baseline passes with 80 % power at `rows_needed`. */
export function powerAtRowsNeeded(replicates: number): Check[] {
  const world: World = { task: 'binary-classification', kind: 'rows', rows: 2000 }
  return ['roc_auc', 'log_loss', 'f1'].map((name) => {
    const metric = metricOf(world.task, name)
    const margin = { kind: 'absolute', value: 0.02 } as const
    const needed = compareMetric(drawContest({ ...world, rows: 100_000 }, 0, drawFrom(2)), { metric, margin })
      .rows_needed!
    return {
      what: `an equal model passes on rows_needed = ${needed} rows (${name}, margin 0.02)`,
      rate: repeat(replicates, (draw) => {
        const { verdict } = compareMetric(drawContest({ ...world, rows: needed }, 0, draw), { metric, margin })
        return verdict === 'better' || verdict === 'equivalent'
      }),
      lowest: 0.77,
      highest: 0.83,
    }
  })
}

/** Recipes that are equal, but whose trainings differ by seed. */
export function seedsOfTraining(replicates: number): Check[] {
  const logLoss = metricOf('binary-classification', 'log_loss')
  const contest = (trainings: readonly [number, number], { uniform, normal }: Draw): Contest<BinarySample> => {
    const signal = Float64Array.from({ length: 1000 }, normal)
    const labels = Uint8Array.from(signal, (x) => (uniform() < logistic(1.5 * x - 1) ? 1 : 0))
    const train = () => {
      const [slope, offset] = [1 + 0.3 * normal(), -0.7 + 0.3 * normal()]
      return binarySample({ labels, scores: signal.map((x) => logistic(slope * x + offset + 0.3 * normal())) })
    }
    const [candidate, baseline] = trainings.map((length) => Array.from({ length }, train))
    return { candidate: candidate!, baseline: baseline!, groups: undefined, seed: 1 }
  }
  return (
    [
      [5, 5],
      [5, 1],
      [3, 3],
    ] as const
  ).map((trainings) => ({
    what: `equal recipes, ${trainings[0]} seeds against ${trainings[1]}: interval holds no difference (log_loss)`,
    rate: repeat(replicates, (draw) => {
      const { ci } = compareMetric(contest(trainings, draw), { metric: logLoss, margin: NO_MARGIN })
      return ci![0] <= 0 && ci![1] >= 0
    }),
    lowest: 0.93,
    highest: 1,
  }))
}

/** Slices by columns that have nothing to do with the models; and one in which the candidate is truly worse. */
export function slicesByChance(replicates: number): Check[] {
  const rows: World = { task: 'binary-classification', kind: 'rows', rows: 4000 }
  const days: World = { ...rows, kind: 'days' }
  const judged: Judged[] = [{ metric: metricOf(rows.task, 'log_loss'), margin: NO_MARGIN }]
  const named = (_: Contest, columns: ReadonlyMap<string, Column>) =>
    [...columns].flatMap(([name, column]) => slicesBy(name, column))
  const anyWorse = (
    world: World,
    find: (contest: Contest, columns: ReadonlyMap<string, Column>) => Slice[],
    planted = false,
  ) =>
    repeat(replicates, (draw) => {
      const columns = randomColumns(world.rows, draw)
      const drawn = drawContest(world, 0, draw)
      const contest = planted ? spoil(drawn, columns) : drawn
      const compared = compareSlices(contest, judged, find(contest, columns))
      return compared.some(({ metrics }) => metrics.log_loss!.verdict === 'worse')
    })
  return [
    {
      what: 'equal models: any of 13 named slices called worse',
      rate: anyWorse(rows, named),
      lowest: 0,
      highest: 0.05,
    },
    {
      what: 'equal models, 80 days: any of 13 named slices called worse',
      rate: anyWorse(days, named),
      lowest: 0,
      highest: 0.05,
    },
    {
      what: 'equal models: any slice that `auto` found called worse',
      rate: anyWorse(rows, findSlices),
      lowest: 0,
      highest: 0.05,
    },
    {
      what: 'equal models, 80 days: any slice that `auto` found called worse',
      rate: anyWorse(days, findSlices),
      lowest: 0,
      highest: 0.05,
    },
    {
      what: 'one slice truly worse: `auto` finds it and calls it worse',
      rate: anyWorse(rows, findSlices, true),
      lowest: 0.8,
      highest: 1,
    },
  ]
}

function randomColumns(rows: number, { uniform }: Draw): Map<string, Column> {
  const codes = Int32Array.from({ length: rows }, () => Math.floor(8 * uniform()))
  return new Map<string, Column>([
    ['carrier', { kind: 'text', codes, levels: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }],
    [
      'distance',
      { kind: 'number', type: 'float', values: Float64Array.from({ length: rows }, () => 1000 * uniform()) },
    ],
  ])
}

/** A candidate that knows nothing about carrier `c`. */
function spoil(contest: Contest, columns: ReadonlyMap<string, Column>): Contest {
  const column = columns.get('carrier')!
  const sample = contest.candidate[0] as BinarySample
  const scores = sample.scores!.map((score, row) => (column.kind === 'text' && column.codes[row] === 2 ? 0.5 : score))
  return { ...contest, candidate: [binarySample({ labels: sample.labels, scores })] }
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
