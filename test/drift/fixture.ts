import { readFileSync } from 'node:fs'
import { ascending } from '../../core/drift/statistics/ascending.ts'
import { type Pooled, pool } from '../../core/drift/statistics/pool.ts'

type Pair = readonly [statistic: number, pValue: number]
export type Made = readonly [rows: number, seed: number, scale: number, shift: number]

interface Compared {
  readonly deviation: number
  readonly ks: Pair
  readonly wasserstein: number
  readonly mannWhitney: Pair
  readonly mannWhitneyLess: number
  readonly cramerVonMises: Pair
  readonly energy: number
  readonly anderson: Pair
  readonly eppsSingleton: Pair | null
  readonly tTest: Pair
}

/** What reference.py wrote. */
interface Reference {
  readonly stored: readonly (Compared & { name: string; reference: number[]; current: number[] })[]
  readonly made: readonly (Compared & { reference: Made; current: Made })[]
  readonly counts: readonly {
    readonly reference: readonly number[]
    readonly current: readonly number[]
    readonly chiSquare: readonly [number, number, number]
    readonly yates: readonly [number, number, number]
    readonly gTest: readonly [number, number, number]
    readonly goodnessOfFit: Pair
    readonly gOfFit: Pair
    readonly jensenShannon: readonly [base2: number, natural: number]
    readonly entropy: number
  }[]
  readonly fisher: readonly { table: readonly [[number, number], [number, number]]; pValue: number }[]
  readonly edges: readonly { values: number[]; integers: boolean; sturges: number[]; doane: number[] | null }[]
  readonly binomial: readonly (readonly [k: number, n: number, p: number, probability: number])[]
  readonly chiSquare: readonly (readonly [x: number, df: number, tail: number])[]
  readonly kolmogorov: readonly (readonly [n: number, d: number, tail: number, oneSided: number])[]
  readonly benjaminiHochberg: { readonly pValues: number[]; readonly adjusted: number[] }
}

export const REFERENCE: Reference = JSON.parse(readFileSync(new URL('./fixtures/scipy.json', import.meta.url), 'utf8'))

/** Two samples as the statistics take them. */
export function pooled(reference: ArrayLike<number>, current: ArrayLike<number>): Pooled {
  return pool(ascending(reference), ascending(current))
}

/** Every pair of samples of the fixture, with what SciPy makes of it. */
export const SAMPLES: readonly (Compared & { readonly name: string; readonly pooled: Pooled })[] = [
  ...REFERENCE.stored.map((sample) => ({ ...sample, pooled: pooled(sample.reference, sample.current) })),
  ...REFERENCE.made.map((sample) => ({
    ...sample,
    name: `${sample.reference[0]} among ${sample.current[0]} made rows`,
    pooled: pooled(made(sample.reference), made(sample.current)),
  })),
]

/** `steps` of reference.py. */
export function made([rows, seed, scale, shift]: Made): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => ((((i + 1) * seed) % 10007) / 10007) * scale + shift)
}

/** R and C of Evidently's tests: the values 1 to 6, each so many times. */
export const R = [16, 18, 16, 14, 12, 12]
export const C = [16, 16, 16, 16, 16, 8]

/** The values 1, 2, … each as often as counted. */
export function repeated(counts: readonly number[]): number[] {
  return counts.flatMap((rows, k) => new Array<number>(rows).fill(k + 1))
}
