import { binarySample, multiclassSample, regressionSample } from '../../core/metrics/sample.ts'
import { randomBits } from '../../core/stats/random.ts'

/** Uniform numbers in (0, 1). */
export function uniform(seed: number): () => number {
  const bits = randomBits(seed)
  return () => ((bits() >>> 0) + 0.5) / 2 ** 32
}

/** Standard normal numbers (Box and Muller 1958). */
export function gaussian(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random())
}

function expit(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

interface Shape {
  readonly rows: number
  readonly seed: number
  /** Rows of one group, which share a random shift of their labels and another of their scores. */
  readonly perGroup?: number
  /** Decimals of scores, so that some are tied. */
  readonly decimals?: number
  readonly weighted?: boolean
}

/** One random shift a group, for each row. */
function shifts({ rows, perGroup }: Shape, normal: () => number): Float64Array {
  const shift = new Float64Array(rows)
  if (perGroup === undefined) return shift
  for (let row = 0; row < rows; row++) shift[row] = row % perGroup === 0 ? 0.5 * normal() : shift[row - 1]!
  return shift
}

function weightsOf({ rows, weighted }: Shape, random: () => number): Float64Array | undefined {
  return weighted ? Float64Array.from({ length: rows }, () => (random() < 0.1 ? 0 : 3 * random())) : undefined
}

function rounded(value: number, decimals: number | undefined): number {
  return decimals === undefined ? value : Math.round(value * 10 ** decimals) / 10 ** decimals
}

export function randomBinary(shape: Shape) {
  const random = uniform(shape.seed)
  const normal = gaussian(random)
  const [ofLabel, ofScore] = [shifts(shape, normal), shifts(shape, normal)]
  const labels = new Uint8Array(shape.rows)
  const scores = new Float64Array(shape.rows)
  for (let row = 0; row < shape.rows; row++) {
    const signal = 1.5 * normal()
    labels[row] = random() < expit(signal + ofLabel[row]! - 1) ? 1 : 0
    scores[row] = rounded(expit(signal + 0.7 * normal() + ofScore[row]! - 0.8), shape.decimals)
  }
  return binarySample({ labels, scores, weights: weightsOf(shape, random), threshold: 0.35 })
}

export function randomMulticlass(shape: Shape, classes = 3) {
  const random = uniform(shape.seed)
  const normal = gaussian(random)
  const ofScore = shifts(shape, normal)
  const labels = new Int32Array(shape.rows)
  const scores = new Float64Array(shape.rows * classes)
  for (let row = 0; row < shape.rows; row++) {
    labels[row] = Math.floor(classes * random() ** 1.3)
    const raw = Array.from({ length: classes }, (_, k) =>
      Math.exp(normal() + (k === labels[row] ? 1.2 : 0) + (k === 0 ? ofScore[row]! : 0)),
    )
    const total = raw.reduce((sum, value) => sum + value, 0)
    for (const [k, value] of raw.entries()) scores[row * classes + k] = rounded(value / total, shape.decimals)
  }
  const names = Array.from({ length: classes }, (_, k) => `class ${k}`)
  return multiclassSample({ classes: names, labels, scores, weights: weightsOf(shape, random) })
}

export function randomRegression(shape: Shape) {
  const random = uniform(shape.seed)
  const normal = gaussian(random)
  const ofLabel = shifts(shape, normal)
  const labels = new Float64Array(shape.rows)
  const predictions = new Float64Array(shape.rows)
  for (let row = 0; row < shape.rows; row++) {
    const signal = 20 + 3 * normal()
    labels[row] = Math.max(1, signal + 2 * normal() + ofLabel[row]!)
    predictions[row] = rounded(signal + 0.3 + 0.5 * normal(), shape.decimals)
  }
  return regressionSample({ labels, predictions, weights: weightsOf(shape, random) })
}
