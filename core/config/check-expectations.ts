import type { Problem } from './problem.ts'
import type { Gate, ModelConfig } from './schema.ts'

/** What `evaluate.expectations` gets wrong together with the rest of a model. */
export function checkExpectations({ data, evaluate: { expectations }, predictions }: ModelConfig): Problem[] {
  if (expectations === undefined) return []
  const path = ['evaluate', 'expectations']
  if (predictions !== undefined) {
    const expected = 'expected `model` or `predict`: a file of predictions answers no other rows'
    return [{ path, found: 'Unexpected `expectations` beside `predictions`', expected }]
  }
  if (!data.sensitive.includes('pair')) return []
  return [{ path, found: 'Unexpected sensitive column `pair`', expected: 'expected a name: pairs that fail are named' }]
}

/** A gate on the share of pairs that hold. */
export function checkExpectationsGate(gate: Gate, { evaluate }: ModelConfig, path: Problem['path']): Problem[] {
  const { against, by, margin, max, min, slices, under } = gate
  if (evaluate.expectations === undefined) {
    const expected = 'expected `evaluate.expectations` to name a file of paired rows'
    return [{ path: [...path, 'metric'], found: 'Unexpected gate on expectations', expected }]
  }
  const isAlone = (against ?? by ?? margin ?? max ?? slices ?? under) === undefined
  if (isAlone && min !== undefined && min > 0 && min <= 1) return []
  const expected = 'expected `min` alone: a share of pairs above 0 and at most 1'
  return [{ path, found: 'Unexpected gate on expectations', expected }]
}
