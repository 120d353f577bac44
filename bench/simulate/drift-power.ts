import { checkMissing } from '../../core/drift/quality/check-values.ts'
import { type Check, count, noRate, type Rate } from './check.ts'
import { type Draw, drawFrom } from './draw.ts'
import { measuring, verdictsOf } from './drift-alarms.ts'
import { type ColumnKind, LOGNORMAL, levels, NORMAL, numbers, skewed } from './drift-columns.ts'
import { columnsOf } from './drift-days.ts'

/** What was planted, and how often it was found. */
export interface Found {
  readonly what: string
  readonly sizes: string
  /** In its first window. */
  readonly first: Check
  /** As `drift`, in its first three windows. */
  readonly lasting: Check
}

interface Planted {
  readonly what: string
  readonly before: ColumnKind
  readonly after: ColumnKind
  readonly n: number
  readonly m: number
  /** Other columns, without drift, and predictions without drift too. */
  readonly others?: number
  /** The least share that has to be found. */
  readonly least: number
}

const shifted = (by: number) => numbers('shifted', ({ normal }) => by + normal())
const FIVE = skewed(5)

const PLANTED: readonly Planted[] = [
  { what: 'mean 0.2 σ up', before: NORMAL, after: shifted(0.2), n: 12_000, m: 200, least: 0.65 },
  {
    what: 'mean 0.2 σ up, of 20 columns',
    before: NORMAL,
    after: shifted(0.2),
    n: 12_000,
    m: 200,
    others: 19,
    least: 0,
  },
  {
    what: 'mean 0.2 σ up, of 20 columns',
    before: NORMAL,
    after: shifted(0.2),
    n: 12_000,
    m: 1000,
    others: 19,
    least: 0.8,
  },
  {
    what: 'mean 0.5 σ up, of 20 columns',
    before: NORMAL,
    after: shifted(0.5),
    n: 12_000,
    m: 200,
    others: 19,
    least: 0.8,
  },
  {
    what: 'scale × 1.5',
    before: NORMAL,
    after: numbers('', ({ normal }) => 1.5 * normal()),
    n: 12_000,
    m: 500,
    least: 0.8,
  },
  {
    what: 'lognormal σ 2.5 doubled',
    before: LOGNORMAL,
    after: numbers('', ({ normal }) => 2 * Math.exp(2.5 * normal())),
    n: 12_000,
    m: 1000,
    least: 0.65,
  },
  {
    what: 'a new category, 5 %',
    before: levels('', [...FIVE, 0]),
    after: levels('', [...FIVE, sum(FIVE) / 19]),
    n: 12_000,
    m: 500,
    least: 0.8,
  },
  {
    what: 'a rare category, 1 to 8 %',
    before: levels('', [0.6, 0.39, 0.01]),
    after: levels('', [0.557, 0.363, 0.08]),
    n: 12_000,
    m: 500,
    least: 0.8,
  },
]

function sum(weights: readonly number[]): number {
  return weights.reduce((all, weight) => all + weight, 0)
}

/** How often planted drift is found, and as what. */
export function powerOf(replicates: number): Found[] {
  const rows = PLANTED.map(({ what, before, after, n, m, others = 0, least }, at) => {
    const trials = Math.ceil(replicates / (1 + others / 4))
    return foundOf({ what, sizes: `${n} rows, then ${m} a window`, least }, trials, (trial) => {
      const draw = drawFrom(700_000 + 10_000 * at + trial)
      const measure = measuring(before, n, m, draw)
      const beside = Array.from({ length: others }, () => measuring(NORMAL, n, m, draw))
      const features = () => [measure(after), ...beside.map((other, k) => ({ ...other(), name: `other ${k}` }))]
      const output = others === 0 ? undefined : measuring(NORMAL, n, m, draw)
      return verdictsOf(output === undefined ? { features } : { features, predictions: () => [output()] }, 3)
    })
  })
  return [...rows, ...inDays(replicates), ...missing(replicates)]
}

/** Where days are unlike, and nights and weekends too. */
function inDays(replicates: number): Found[] {
  const world = { perHour: 2, day: 0.3, season: 1, categories: false }
  const even = { perHour: 10, day: 0.3, season: 0, categories: false }
  const what = {
    what: 'mean 1 σ up; nights, weekends, days unlike by 0.3 σ',
    sizes: '35 days, then 7 a window',
    least: 0.8,
  }
  const timeless = { ...even, perHour: 2, timeless: true }
  const untimed = {
    what: 'mean 1 σ up; days unlike by 0.3 σ, reference without times',
    sizes: '35 days, then 7 a window',
    least: 0.8,
  }
  const fuller = {
    what: 'mean 0.5 σ up; a window of 20 × the rows a day',
    sizes: '35 days, then 7 a window',
    least: 0.8,
  }
  const one = { what: 'mean 1 σ up; days unlike by 0.3 σ', sizes: '35 days, then 1 a window', least: 0.5 }
  return [
    foundOf(what, Math.ceil(replicates / 4), (trial) => {
      const windows = columnsOf(world, { days: 7, columns: 1 }, drawFrom(650_000 + trial))
      return verdictsOf({ features: (at) => windows(at, 1) }, 3)
    }),
    foundOf(untimed, Math.ceil(replicates / 4), (trial) => {
      const windows = columnsOf(timeless, { days: 7, columns: 1 }, drawFrom(670_000 + trial))
      return verdictsOf({ features: (at) => windows(at, 1) }, 3)
    }),
    foundOf(fuller, Math.ceil(replicates / 4), (trial) => {
      const windows = columnsOf(
        { ...world, day: 0, season: 0, fuller: 20 },
        { days: 7, columns: 1 },
        drawFrom(680_000 + trial),
      )
      return verdictsOf({ features: (at) => windows(at, 0.5) }, 3)
    }),
    foundOf(one, Math.ceil(replicates / 4), (trial) => {
      const windows = columnsOf(even, { days: 1, columns: 1 }, drawFrom(660_000 + trial))
      return verdictsOf({ features: (at) => windows(at, 1) }, 3)
    }),
  ]
}

/** Told of apart from drift: `watch` stands for a warning. */
function missing(replicates: number): Found[] {
  const share = (rows: number, expected: number, { uniform }: Draw) => {
    let without = 0
    for (let row = 0; row < rows; row++) if (uniform() < expected) without++
    return without
  }
  const told = (before: number, now: number, trial: number) => {
    const draw = drawFrom(600_000 + trial)
    const [reference, current] = [share(12_000, before, draw), share(500, now, draw)]
    return checkMissing('', { missing: reference, rows: 12_000 }, { missing: current, rows: 500 })
  }
  const study = (what: string, before: number, now: number, least: number) =>
    foundOf({ what, sizes: '12000 rows, then 500 a window', least }, replicates, (trial) => [
      told(before, now, trial).some(({ level }) => level === 'warning') ? 'watch' : 'stable',
    ])
  return [study('missing, 1 to 8 %: a warning', 0.01, 0.08, 0.8)]
}

function foundOf(
  { what, sizes, least }: Pick<Found, 'what' | 'sizes'> & { least: number },
  trials: number,
  trial: (at: number) => readonly string[],
): Found {
  const [first, lasting] = [noRate(), noRate()]
  for (let at = 0; at < trials; at++) {
    const verdicts = trial(at)
    count(first, verdicts[0] !== 'stable')
    count(lasting, verdicts.includes('drift'))
  }
  const check = (how: string, rate: Rate, lowest: number): Check => ({
    what: `${what}, ${sizes}: ${how}`,
    rate,
    lowest,
    highest: 1,
  })
  return { what, sizes, first: check('found in its first window', first, least), lasting: check('drift', lasting, 0) }
}

/** A mean that creeps up by 0.02 σ a window. */
export interface Creep {
  readonly sizes: string
  /** Shares of the creeps that were found so far, by window. */
  readonly watched: readonly Rate[]
  readonly drifted: readonly Rate[]
  /** Found as drift after 26 windows, which is half a year of weeks. */
  readonly found: Check
}

export function creepsOf(replicates: number): Creep[] {
  return [200, 1000, 5000].map((m) => {
    const sizes = `12000 rows, then ${m} a window`
    const watched = Array.from({ length: WINDOWS }, noRate)
    const drifted = Array.from({ length: WINDOWS }, noRate)
    for (let trial = 0; trial < Math.ceil(replicates / 10); trial++) {
      const draw = drawFrom(550_000 + trial)
      const measure = measuring(NORMAL, 12_000, m, draw)
      const verdicts = verdictsOf({ features: (at) => [measure(shifted(0.02 * (at + 1)))] }, WINDOWS)
      const first = (from: number) => verdicts.findIndex((verdict) => VERDICTS.indexOf(verdict) >= from)
      const [watch, drift] = [first(1), first(2)]
      for (let at = 0; at < WINDOWS; at++) {
        count(watched[at]!, watch >= 0 && watch <= at)
        count(drifted[at]!, drift >= 0 && drift <= at)
      }
    }
    const found = {
      what: `a mean that creeps up by 0.02 σ a window, ${sizes}`,
      rate: drifted.at(-1)!,
      lowest: 0.95,
      highest: 1,
    }
    return { sizes, watched, drifted, found }
  })
}

const WINDOWS = 26
const VERDICTS = ['stable', 'watch', 'drift'] as readonly string[]
