import { argsort } from '../../metrics/argsort.ts'
import { rocAuc } from '../../metrics/binary-classification/roc-auc.ts'
import { estimateOnce } from '../../metrics/estimate-once.ts'
import type { BinarySample } from '../../metrics/metric.ts'
import { applyIsotonic, isotonic } from '../../stats/isotonic.ts'
import { randomBits } from '../../stats/random.ts'
import { calibrationError } from './calibration-error.ts'

/** What turns a model's scores into probabilities that can be believed. */
export interface Calibrator {
  /** False: the scores are taken as they are. */
  readonly calibrates: boolean
  /** Calibration error of the scores of held-out rows, before and after; undefined where it was not asked. */
  readonly errors: { readonly before: number; readonly after: number } | undefined
  readonly calibrate: (scores: Float64Array) => Float64Array
}

const FOLDS = 10
/** Above it classes are all but apart, and steps of 0 and 1 would be all that isotonic regression finds. */
const APART = 0.999

/**
 * Isotonic calibration where it helps: each of ten folds, the classes dealt evenly, is calibrated by the nine others, and only
 * where that lowers the calibration error of the held-out rows is a calibrator fitted to all rows.
 *
 * NannyML asks ten random tenths instead, drawn by NumPy: the decision can differ where the two errors are all but equal.
 * Time O(n log n), memory O(n).
 *
 * @param sample evaluated **test** predictions, with scores
 * @param seed deals the folds
 * @throws {TypeError} if the sample has no scores
 * @see Zadrozny & Elkan 2002, doi:10.1145/775047.775151
 * @example
 * fitCalibrator(binarySample({ labels: Uint8Array.of(0, 1), scores: Float64Array.of(0.2, 0.7) }), 7).calibrates // false
 */
export function fitCalibrator(sample: BinarySample, seed: number): Calibrator {
  const { labels, scores, weights } = sample
  if (scores === undefined) throw new TypeError('Missing scores, expected probabilities to calibrate')
  const ranking = estimateOnce(rocAuc, sample)
  // Undefined where the rows are of one class.
  if ('undefined' in ranking || ranking.value > APART || sample.rows < FOLDS) return asTheyAre(undefined)
  const order = sample.order()
  const before = calibrationError(labels, scores, order)
  const held = calibrateHeldOut({ labels, weights, order }, scores, dealFolds(labels, seed))
  const after = calibrationError(held.labels, held.heldOut, argsort(held.heldOut))
  if (!(after < before)) return asTheyAre({ before, after })
  const fit = isotonic({ x: scores, y: labels, weights, order })
  return { calibrates: true, errors: { before, after }, calibrate: (x) => applyIsotonic(fit, x) }
}

function asTheyAre(errors: Calibrator['errors']): Calibrator {
  return { calibrates: false, errors, calibrate: (scores) => scores }
}

/** Calibrated scores, each by rows of other folds, with their labels; both by the score as it was. */
function calibrateHeldOut({ labels, weights, order }: Ranked, scores: Float64Array, folds: Uint8Array) {
  const n = order.length
  // In order of the scores, so that no fold reads memory back and forth.
  const x = new Float64Array(n)
  const y = new Uint8Array(n)
  const w = weights === undefined ? undefined : new Float64Array(n)
  const fold = new Uint8Array(n)
  for (let place = 0; place < n; place++) {
    const row = order[place]!
    x[place] = scores[row]!
    y[place] = labels[row]!
    if (w !== undefined) w[place] = weights![row]!
    fold[place] = folds[row]!
  }
  const heldOut = new Float64Array(n)
  const [inner, outer] = [new Uint32Array(n), new Uint32Array(n)]
  for (let left = 0; left < FOLDS; left++) {
    let [inside, outside] = [0, 0]
    for (let place = 0; place < n; place++) {
      if (fold[place] === left) outer[outside++] = place
      else inner[inside++] = place
    }
    const fit = isotonic({ x, y, weights: w, order: inner.subarray(0, inside) })
    const asked = new Float64Array(outside)
    for (let i = 0; i < outside; i++) asked[i] = x[outer[i]!]!
    const found = applyIsotonic(fit, asked)
    for (let i = 0; i < outside; i++) heldOut[outer[i]!] = found[i]!
  }
  return { labels: y, heldOut }
}

interface Ranked extends Pick<BinarySample, 'labels' | 'weights'> {
  readonly order: Uint32Array
}

/** A fold for each row, each class dealt out in shuffled rounds of one row a fold. */
function dealFolds(labels: Uint8Array, seed: number): Uint8Array {
  const bits = randomBits(seed)
  const decks = [fullDeck(), fullDeck()] as const
  const left = [0, 0]
  const folds = new Uint8Array(labels.length)
  for (let row = 0; row < labels.length; row++) {
    const deck = decks[labels[row] as 0 | 1]
    const k = labels[row]!
    if (left[k] === 0) left[k] = FOLDS
    const drawn = Math.floor(((bits() >>> 0) / 2 ** 32) * left[k]!)
    const lastLeft = --left[k]!
    folds[row] = deck[drawn]!
    ;[deck[drawn], deck[lastLeft]] = [deck[lastLeft]!, deck[drawn]!]
  }
  return folds
}

function fullDeck(): Uint8Array {
  return Uint8Array.from({ length: FOLDS }, (_, fold) => fold)
}
