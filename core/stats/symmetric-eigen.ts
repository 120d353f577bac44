/** An eigenvalue and its vector of length 1. */
export interface Eigenpair {
  readonly value: number
  readonly vector: readonly number[]
}

/**
 * The eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations.
 *
 * Time O(k³) a sweep, of which a handful is enough.
 *
 * @param matrix k rows of k numbers; not modified
 * @returns k pairs in no order
 * @see Jacobi 1846, doi:10.1515/crll.1846.30.51; Golub & Van Loan 2013, Matrix Computations, 4th ed., 8.5
 * @example
 * symmetricEigen([[2, 0], [0, 3]]) // [{ value: 2, vector: [1, 0] }, { value: 3, vector: [0, 1] }]
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): Eigenpair[] {
  const a = matrix.map((row) => [...row])
  const v = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)))
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let rotated = false
    for (let p = 0; p < a.length; p++) {
      for (let q = p + 1; q < a.length; q++) rotated = rotate(a, v, p, q) || rotated
    }
    if (!rotated) break
  }
  return a.map((row, k) => ({ value: row[k]!, vector: v.map((line) => line[k]!) }))
}

const SWEEPS = 50

/** Makes a[p][q] nothing; false where it is nothing beside the diagonal already. */
function rotate(a: number[][], v: number[][], p: number, q: number): boolean {
  const off = a[p]![q]!
  if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(a[p]![p]! * a[q]![q]!))) return false
  const theta = (a[q]![q]! - a[p]![p]!) / (2 * off)
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const cosine = 1 / Math.hypot(tangent, 1)
  const sine = tangent * cosine
  const turn = (x: number, y: number): [number, number] => [cosine * x - sine * y, sine * x + cosine * y]
  for (const row of [...a, ...v]) [row[p], row[q]] = turn(row[p]!, row[q]!)
  for (let k = 0; k < a.length; k++) [a[p]![k], a[q]![k]] = turn(a[p]![k]!, a[q]![k]!)
  return true
}
