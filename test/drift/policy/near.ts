import assert from 'node:assert/strict'

/** Equal but for rounding. */
export function near(actual: number, expected: number, within = 1e-12): void {
  assert.ok(Math.abs(actual - expected) <= within * Math.max(1, Math.abs(expected)), `${actual}, not ${expected}`)
}
