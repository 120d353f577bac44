import type { RandomBits } from '../../stats/random.ts'
import { randomBits } from '../../stats/random.ts'
import type { Ascending } from '../statistics/ascending.ts'
import { kolmogorovDistance } from '../statistics/kolmogorov-distance.ts'
import { kolmogorovSmirnov } from '../statistics/kolmogorov-smirnov.ts'
import { pool } from '../statistics/pool.ts'
import { sortNumbers } from '../statistics/sort-numbers.ts'
import type { Detector } from './detector.ts'

/** Draws `size` different whole numbers from 0 to `population` − 1. */
export type Sampler = (population: number, size: number) => ArrayLike<number>

export interface KswinOptions {
  /** The p-value at or below which the window has changed. */
  readonly alpha?: number
  /** Values that are remembered. */
  readonly windowSize?: number
  /** The newest of them that are compared with as many of the others, drawn at random. */
  readonly newest?: number
  /** A fresh source of chance, at the start and after each change. */
  readonly sampler?: () => Sampler
}

/**
 * Kolmogorov–Smirnov windowing: are the newest values of a sliding window distributed as those before? As river has it.
 *
 * Infinite values count as the lowest or the highest; where a NaN is compared nothing is found, until it has left the window.
 *
 * It tests at every value, so α is no rate of false alarms a stream. Time O(k log k) a value, k the newest.
 *
 * @see Raab, Heusinger & Schleif 2020, doi:10.1016/j.neucom.2019.11.111; values from river 0.26 drift.KSWIN
 * @example
 * driftsOf(kswin(), Array.from({ length: 200 }, (_, i) => (i % 10) + (i < 150 ? 0 : 20))) // [163]
 */
export function kswin({
  alpha = 0.005,
  windowSize = 100,
  newest = 30,
  sampler = () => samplerOf(randomBits(1)),
}: KswinOptions = {}): Detector {
  let window: number[] = []
  let sample = sampler()
  const pValues = new Map<number, number>()
  return (value) => {
    window.push(value)
    if (window.length > windowSize) window.shift()
    if (window.length < windowSize) return 'stable'
    const places = sample(windowSize - newest, newest)
    const older = new Float64Array(newest)
    for (let i = 0; i < newest; i++) older[i] = window[places[i]!]!
    const newer = Float64Array.from(window.slice(-newest))
    // Of these SciPy knows no p-value. Infinite ones have a place in the order, like any other.
    if (older.some(Number.isNaN) || newer.some(Number.isNaN)) return 'stable'
    const pooled = pool(sortNumbers(older) as Ascending, sortNumbers(newer) as Ascending)
    const distance = kolmogorovDistance(pooled)
    if (distance <= 0.1) return 'stable'
    // Samples of one size know few distances, and a p-value takes ten times as long as all else.
    const pValue = pValues.get(distance) ?? kolmogorovSmirnov(pooled).pValue
    pValues.set(distance, pValue)
    if (pValue > alpha) return 'stable'
    window = []
    sample = sampler()
    return 'drift'
  }
}

/**
 * Draws from a source of random bits, by a shuffle that stops when it has enough.
 *
 * @see Knuth 1998, The Art of Computer Programming 2, 3.4.2 (algorithm P)
 */
export function samplerOf(bits: RandomBits): Sampler {
  return (population, size) => {
    const places = new Uint32Array(population)
    for (let i = 0; i < population; i++) places[i] = i
    for (let i = 0; i < size; i++) {
      const other = i + Math.floor(((bits() >>> 0) / 2 ** 32) * (population - i))
      const place = places[other]!
      places[other] = places[i]!
      places[i] = place
    }
    return places.subarray(0, size)
  }
}
