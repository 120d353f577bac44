import type { Sampler } from '../../../core/drift/stream/kswin.ts'

/**
 * `random.Random(seed).sample(range(population), size)` of Python 3.11, for samples that are not small beside the population:
 * the Mersenne Twister of Matsumoto & Nishimura 1998, doi:10.1145/272991.272995, seeded by an array of one number.
 */
export function pythonSampler(seed: number): Sampler {
  const next = twister(seed)
  const below = (n: number) => {
    const bits = 32 - Math.clz32(n)
    for (;;) {
      const drawn = next() >>> (32 - bits)
      if (drawn < n) return drawn
    }
  }
  return (population, size) => {
    const places = Array.from({ length: population }, (_, i) => i)
    return Array.from({ length: size }, (_, i) => {
      const at = below(population - i)
      const place = places[at]!
      places[at] = places[population - i - 1]!
      return place
    })
  }
}

const SIZE = 624
const MIDDLE = 397

function twister(seed: number): () => number {
  const state = seeded(seed)
  let at = SIZE
  return () => {
    if (at === SIZE) {
      for (let k = 0; k < SIZE; k++) {
        const y = (state[k]! & 0x80000000) | (state[(k + 1) % SIZE]! & 0x7fffffff)
        state[k] = state[(k + MIDDLE) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0)
      }
      at = 0
    }
    let y = state[at++]!
    y ^= y >>> 11
    y ^= (y << 7) & 0x9d2c5680
    y ^= (y << 15) & 0xefc60000
    return (y ^ (y >>> 18)) >>> 0
  }
}

function seeded(seed: number): Uint32Array {
  const state = new Uint32Array(SIZE)
  const mixed = (k: number, factor: number) => Math.imul(state[k]! ^ (state[k]! >>> 30), factor)
  state[0] = 19650218
  for (let k = 1; k < SIZE; k++) state[k] = mixed(k - 1, 1812433253) + k
  let k = 1
  const step = (factor: number, added: (k: number) => number) => {
    state[k] = (state[k]! ^ mixed(k - 1, factor)) + added(k)
    if (++k === SIZE) {
      state[0] = state[SIZE - 1]!
      k = 1
    }
  }
  for (let i = 0; i < SIZE; i++) step(1664525, () => seed)
  for (let i = 1; i < SIZE; i++) step(1566083941, (place) => -place)
  state[0] = 0x80000000
  return state
}
