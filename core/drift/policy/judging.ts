import type { DriftFeature } from '../../artifacts/drift.ts'
import type { RandomBits } from '../../stats/random.ts'
import type { Compared } from '../compared.ts'
import { NOT_MEASURED } from '../not-measured.ts'
import { levelShape } from '../shape/level-shape.ts'
import { untold } from '../shape/untold.ts'
import type { LaidOut } from './lay-out.ts'
import { FEWEST_ROWS } from './limits.ts'
import type { Permutations } from './permutations.ts'

/** How a column is to be measured. */
export interface Judging {
  readonly name: string
  /** From where on an effect counts; `floorsOf` raises it to what is natural. */
  readonly floor: number
  /** Whether enough earlier windows told how it varies by nature. */
  readonly calibrated?: boolean
  /** Blocks of rows that move together; undefined where rows count as independent. */
  readonly layout: LaidOut
  readonly bits: RandomBits
  /** Of blocks, where columns of a family share them; else 10,000. */
  readonly more?: Permutations
  /** What is counted to see whether it can be judged. */
  readonly counted?: 'rows' | 'answers'
  /** No output may hold a value of it. */
  readonly sensitive?: boolean
}

/** A column that is told of, and not judged. */
export function notJudged(
  { name, floor, sensitive }: Judging,
  compared: Compared,
  reason: string | null,
): DriftFeature {
  const { reference, current } = compared
  const shape = compared.kind === 'numbers' ? compared.shape : levelShape(compared)
  return {
    name,
    kind: compared.kind === 'numbers' ? 'numeric' : 'categorical',
    rows: { reference: reference.rows, current: current.rows },
    missing: { reference: shareMissing(reference), current: shareMissing(current) },
    tests: [],
    ...NOT_MEASURED,
    floor,
    over: false,
    verdict: 'insufficient',
    reason,
    ...(shape && { shape: sensitive ? untold(shape) : shape }),
  }
}

/** Why a column cannot be judged; undefined where it can. */
export function tooLittle({ counted = 'rows', layout }: Judging, { reference, current }: Compared): string | undefined {
  const fewest = Math.min(reference.rows, current.rows)
  if (fewest < FEWEST_ROWS) {
    const side = current.rows <= reference.rows ? 'window' : 'reference'
    return `the ${side} has ${fewest === 0 ? 'none' : fewest} of the ${FEWEST_ROWS} ${counted} needed`
  }
  return layout !== undefined && 'because' in layout ? layout.because : undefined
}

function shareMissing({ rows, missing }: Compared['reference']): number {
  return rows + missing === 0 ? 0 : missing / (rows + missing)
}
