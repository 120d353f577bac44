/**
 * Where a value stands, ascending.
 *
 * @example
 * placesOf(Uint8Array.of(1, 0, 1), 1) // [0, 2]
 */
export function placesOf(flags: Uint8Array, wanted: number): Uint32Array {
  const places = new Uint32Array(flags.reduce((count, flag) => count + Number(flag === wanted), 0))
  let found = 0
  flags.forEach((flag, at) => {
    if (flag === wanted) places[found++] = at
  })
  return places
}
