/** So many places of some rows at most, evenly over all of them, ascending. */
export function spreadPlaces(rows: number, most: number): Uint32Array {
  const length = Math.min(rows, most)
  return Uint32Array.from({ length }, (_, at) => Math.floor((at * rows) / length))
}
