import type { GateResult } from '../artifacts/comparison.ts'
import { formatCount } from '../format-number.ts'

/**
 * Whether a model file is as small as was asked for.
 *
 * @example
 * judgeSize({ uri: 'm.onnx', bytes: 900 }, 1000).outcome // 'pass'
 */
export function judgeSize({ bytes, uri }: { readonly uri: string; readonly bytes: number }, most: number): GateResult {
  return {
    rule: sizeRule(most),
    outcome: bytes <= most ? 'pass' : 'fail',
    because: `${uri} has ${formatCount(bytes)} bytes`,
  }
}

/**
 * Whether a candidate is as fast as was asked for, beside the base in the same run: the whole 95 %
 * interval of the ratio must lie on one side.
 *
 * @example
 * judgeLatency({ ratio: 1.2, ci: [1.15, 1.25] }, 1.1).outcome // 'fail'
 */
export function judgeLatency(
  { ci, ratio }: { readonly ratio: number; readonly ci: readonly [number, number] },
  most: number,
): GateResult {
  const outcome = ci[1] <= most ? 'pass' : ci[0] > most ? 'fail' : 'undecided'
  const because = `the candidate takes ${ratio.toFixed(2)} times as long as base (${ci[0].toFixed(2)} to ${ci[1].toFixed(2)})`
  return { rule: latencyRule(most), outcome, because }
}

/** A budget of bytes as one line. */
export function sizeRule(most: number): string {
  return `size at most ${formatCount(most)} bytes`
}

/** A budget of time as one line, as a ratio to the base. */
export function latencyRule(most: number): string {
  return `latency at most ${most} times base`
}
