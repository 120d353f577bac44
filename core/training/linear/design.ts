import type { TrainingData } from '../trainer.ts'
import type { PooledLevels } from './pool-levels.ts'
import { poolLevels } from './pool-levels.ts'
import type { Standardized } from './standardize.ts'
import { standardize } from './standardize.ts'

/** Columns of a design matrix, as compact as they are: one of numbers, or one a level of which each row has a single 1. */
export type Term =
  | { readonly kind: 'number'; readonly values: Float32Array }
  | { readonly kind: 'levels'; readonly codes: Int32Array; readonly count: number }

/** Each row as numbers, and how it came to them. */
export interface Design {
  readonly rows: number
  readonly numbers: ReadonlyMap<string, Standardized>
  readonly texts: ReadonlyMap<string, PooledLevels>
  /** Standardised numbers, then indicators of missing ones, then levels of text; each in the features' order. */
  readonly terms: readonly Term[]
  /** Coefficients of one sum, its intercept aside. */
  readonly width: number
}

/** The design matrix of a linear model over raw columns. */
export function designMatrix({ rows, features, weights }: TrainingData, minLevelRows: number): Design {
  const numbers = new Map<string, Standardized>()
  const texts = new Map<string, PooledLevels>()
  for (const [name, column] of features) {
    if (column.kind === 'number') numbers.set(name, standardize(column.values, weights))
    else texts.set(name, poolLevels(column, minLevelRows))
  }
  const number = (values: Float32Array): Term => ({ kind: 'number', values })
  const terms = [
    ...Array.from(numbers.values(), ({ values }) => number(values)),
    ...Array.from(numbers.values(), ({ missing }) => missing).flatMap((missing) => (missing ? [number(missing)] : [])),
    ...Array.from(texts.values(), ({ codes, levels }): Term => ({ kind: 'levels', codes, count: levels.length + 1 })),
  ]
  const width = terms.reduce((count, term) => count + widthOf(term), 0)
  return { rows, numbers, texts, terms, width }
}

/** How many coefficients a term has. */
export function widthOf(term: Term): number {
  return term.kind === 'number' ? 1 : term.count
}
