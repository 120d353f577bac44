/**
 * P(Dₙ < d): how likely the empirical distribution function of n rows stays within d of the true one, exactly.
 *
 * The n-th power of a matrix of 2⌈n d⌉ − 1 rows. Time O((n d)³ log n): for small n · d.
 *
 * @param n rows, whole ≥ 1
 * @param d in (0, 1)
 * @returns a probability, within 1e-13
 * @see Durbin 1973; Marsaglia, Tsang & Wang 2003, doi:10.18637/jss.v008.i18
 * @example
 * durbinMatrix(10, 0.274) // 0.6284796154565
 */
export function durbinMatrix(n: number, d: number): number {
  const k = Math.floor(n * d) + 1
  const size = 2 * k - 1
  const { cells, exponent } = power({ cells: stepMatrix(size, k - n * d), exponent: 0 }, n, size)
  let share = cells[(k - 1) * size + k - 1]!
  let scale = exponent
  for (let i = 1; i <= n; i++) {
    share *= i / n
    if (share < TINY) {
      share /= TINY
      scale--
    }
  }
  return share * TINY ** -scale
}

/** Cells are true values times TINY^exponent, so that they neither overflow nor vanish. */
interface Scaled {
  readonly cells: Float64Array
  readonly exponent: number
}

const TINY = 2 ** -460

function stepMatrix(size: number, h: number): Float64Array {
  const cells = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= Math.min(i + 1, size - 1); j++) cells[i * size + j] = 1
  }
  for (let i = 0; i < size; i++) {
    cells[i * size]! -= h ** (i + 1)
    cells[(size - 1) * size + i]! -= h ** (size - i)
  }
  cells[(size - 1) * size]! += Math.max(0, 2 * h - 1) ** size
  for (let i = 0; i < size; i++) {
    let factorial = 1
    for (let j = i; j >= 0; j--) {
      factorial *= i - j + 1
      cells[i * size + j]! /= factorial
    }
  }
  return cells
}

function power(base: Scaled, n: number, size: number): Scaled {
  if (n === 1) return base
  const half = power(base, Math.floor(n / 2), size)
  const square = multiply(half, half, size)
  return n % 2 === 0 ? square : multiply(base, square, size)
}

function multiply(a: Scaled, b: Scaled, size: number): Scaled {
  const cells = new Float64Array(size * size)
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const left = a.cells[i * size + k]!
      if (left === 0) continue
      for (let j = 0; j < size; j++) cells[i * size + j]! += left * b.cells[k * size + j]!
    }
  }
  const exponent = a.exponent + b.exponent
  const middle = cells[((size - 1) / 2) * (size + 1)]!
  if (middle < 1 / TINY) return { cells, exponent }
  return { cells: cells.map((cell) => cell * TINY), exponent: exponent + 1 }
}
