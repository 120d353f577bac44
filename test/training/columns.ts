import type { Column, NumberColumn, TextColumn } from '../../core/data/table.ts'
import type { TrainingData } from '../../core/training/trainer.ts'

export function numbers(values: ArrayLike<number>, type: NumberColumn['type'] = 'float'): NumberColumn {
  return { kind: 'number', type, values: Float64Array.from(values) }
}

/** Text by row; undefined is missing. */
export function texts(values: readonly (string | undefined)[]): TextColumn {
  const levels = [...new Set(values)].filter((value) => value !== undefined)
  const codeOf = new Map(levels.map((level, code) => [level, code]))
  return { kind: 'text', codes: Int32Array.from(values, (value) => codeOf.get(value ?? '\0') ?? -1), levels }
}

/** Training data of two classes. */
export function binary(
  columns: Record<string, Column>,
  labels: readonly number[],
  weights?: readonly number[],
): TrainingData {
  return {
    task: 'binary-classification',
    rows: labels.length,
    features: new Map(Object.entries(columns)),
    labels: Float64Array.from(labels),
    classes: ['no', 'yes'],
    weights: weights && Float64Array.from(weights),
  }
}
