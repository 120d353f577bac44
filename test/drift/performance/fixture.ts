import { readFileSync } from 'node:fs'

interface Estimates {
  readonly [metric: string]: { readonly value: number; readonly sampling_error: number }
}

/** What cbpe_reference.py wrote. */
interface Reference {
  readonly isotonic: readonly {
    readonly x: number[]
    readonly y: number[]
    readonly weights: number[] | null
    readonly thresholds: number[]
    readonly values: number[]
    readonly at: number[]
    readonly found: number[]
  }[]
  readonly calibration_error: readonly { readonly scores: number[]; readonly labels: string; readonly found: number }[]
  readonly decisions: readonly { readonly scores: number[]; readonly labels: string; readonly needs: boolean }[]
  readonly binary: readonly {
    readonly reference: { readonly scores: number[]; readonly labels: string }
    readonly window: { readonly scores: number[] }
    readonly calibrates: boolean
    readonly estimates: Estimates
  }[]
  readonly multiclass: {
    readonly reference: { readonly scores: number[]; readonly labels: string }
    readonly window: { readonly scores: number[] }
    readonly calibrates: readonly boolean[]
    readonly estimates: Estimates
  }
  readonly regression: {
    readonly labels: number[]
    readonly predictions: number[]
    readonly rows: number
    readonly mae: number
    readonly mse: number
    readonly rmse: number
  }
}

export const REFERENCE: Reference = JSON.parse(readFileSync(new URL('../fixtures/cbpe.json', import.meta.url), 'utf8'))

/** Labels as the fixture writes them: a digit a row. */
export function digits(text: string): Uint8Array {
  return Uint8Array.from(text, Number)
}
