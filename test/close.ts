import assert from 'node:assert/strict'

/** Asserts that two numbers differ by no more than `tolerance`, relative to the expected one where that is above 1. */
export function close(actual: number, expected: number, tolerance = 1e-9, what = ''): void {
  const distance = Math.abs(actual - expected) / Math.max(1, Math.abs(expected))
  assert.ok(actual === expected || distance <= tolerance, `${what} ${actual} is not ${expected} to ${tolerance}`)
}

/** Asserts that two numbers differ by no more than `tolerance` times the expected one. */
export function relativelyClose(actual: number, expected: number, tolerance: number, what = ''): void {
  const distance = Math.abs(actual - expected)
  assert.ok(
    actual === expected || distance <= tolerance * Math.abs(expected),
    `${what} ${actual} is not ${expected} to a relative ${tolerance}`,
  )
}
