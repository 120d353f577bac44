import type { Column, NumberColumn, TextColumn } from '../data/table.ts'
import { namedBits } from '../stats/named-bits.ts'
import type { RandomBits } from '../stats/random.ts'
import { typo } from './typo.ts'

export const PERTURBATIONS = ['noise', 'missing', 'typos'] as const

/** What is done to the test rows before a model answers them once more. */
export interface Perturbation {
  readonly perturbation: (typeof PERTURBATIONS)[number]
  /** Of noise: in standard deviations of the column; else the share of values. */
  readonly level: number
}

/** Changes the values of a column, a batch after the other. */
export type Perturb = (name: string, column: Column) => Column

/** Whether a perturbation changes columns of this kind: noise is for numbers, typos are for text. */
export function concerns({ perturbation }: Perturbation, column: Column): boolean {
  if (perturbation === 'missing') return true
  if (perturbation === 'typos') return column.kind === 'text'
  return column.kind === 'number' && (column.type === 'float' || column.type === 'integer')
}

/**
 * Seeded changes of columns. What is drawn for one depends on the seed and its own name alone, and not on how its rows
 * are cut into batches; values that are missing stay so. Integers get whole noise and stay integers.
 *
 * @param spreads standard deviation of each column of numbers, for noise
 * @example
 * const perturb = perturbing({ perturbation: 'missing', level: 1 }, 7, new Map())
 * perturb('a', { kind: 'text', codes: Int32Array.of(0), levels: ['x'] }).codes // [-1]
 */
export function perturbing(change: Perturbation, seed: number, spreads: ReadonlyMap<string, number>): Perturb {
  const { level, perturbation } = change
  const bitsOf = namedBits(seed)
  const known = new Map<string, RandomBits>()
  const bitsFor = (name: string) => {
    const bits = known.get(name) ?? bitsOf(`${perturbation}/${name}`)
    known.set(name, bits)
    return bits
  }
  return (name, column) => {
    if (!concerns(change, column)) return column
    if (perturbation === 'missing') return withGaps(column, level, bitsFor(name))
    if (column.kind === 'text') return withTypos(column, level, bitsFor(name))
    return withNoise(column, level * (spreads.get(name) ?? 0), bitsFor(name))
  }
}

function withNoise(column: NumberColumn, scale: number, bits: RandomBits): NumberColumn {
  const values = column.values.map((value) => {
    const changed = value + scale * normal(bits)
    return column.type === 'integer' ? Math.round(changed) : changed
  })
  return { ...column, values }
}

function withGaps(column: Column, share: number, bits: RandomBits): Column {
  if (column.kind === 'text')
    return { ...column, codes: column.codes.map((code) => (uniform(bits) < share ? -1 : code)) }
  return { ...column, values: column.values.map((value) => (uniform(bits) < share ? Number.NaN : value)) }
}

function withTypos({ codes, levels }: TextColumn, share: number, bits: RandomBits): TextColumn {
  const written = [...levels]
  const codeOf = new Map(levels.map((level, code) => [level, code]))
  const changed = codes.map((code) => {
    if (uniform(bits) >= share || code < 0) return code
    const text = typo(levels[code]!, uniform(bits))
    const found = codeOf.get(text) ?? written.push(text) - 1
    codeOf.set(text, found)
    return found
  })
  return { kind: 'text', codes: changed, levels: written }
}

/** In (0, 1). */
function uniform(bits: RandomBits): number {
  return ((bits() >>> 0) + 0.5) / 2 ** 32
}

/** Standard normal, by Box and Muller. */
function normal(bits: RandomBits): number {
  return Math.sqrt(-2 * Math.log(uniform(bits))) * Math.cos(2 * Math.PI * uniform(bits))
}
