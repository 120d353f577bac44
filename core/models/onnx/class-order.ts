import { UserError } from '../../errors.ts'
import type { Hints } from './hints.ts'

/**
 * Where in a model's output each of our classes is: a classifier orders its probabilities by its own
 * list of classes (scikit-learn sorts them), and taking them in another order is wrong without a sign of it.
 *
 * The order is read from the class names in the file. Where there are none (a neural network), or only
 * numbers that are no classes of ours (labels encoded as 0, 1, 2 before training), the model is taken
 * to have our order.
 *
 * @param classes our classes in our order; binary: negative, positive; empty when labels are 0 and 1
 * @param place where the model is from, for messages
 * @returns for each of `classes` its position in the model's output
 * @throws {UserError} if the model's classes have other names than ours
 * @example
 * classOrder({ metadata: new Map(), classLabels: [['no', 'yes']], texts: [] }, ['yes', 'no'], 'm.onnx') // [1, 0]
 */
export function classOrder(hints: Hints, classes: readonly string[], place: string): readonly number[] {
  const asGiven = classes.map((_, i) => i)
  const labels = hints.classLabels.find((list) => list.length === classes.length)
  if (labels !== undefined && sameMembers(labels, classes)) return positions(classes, labels)
  if (labels !== undefined && !labels.every(isWholeNumber)) {
    throw new UserError(
      `Unexpected classes ${labels.join(', ')} of the model ${place}, expected those of the data: ${classes.join(', ')}`,
    )
  }
  const orders = hints.texts.filter((list) => sameMembers(list, classes)).map((list) => positions(classes, list))
  const distinct = new Set(orders.map(String))
  return distinct.size === 1 ? orders[0]! : asGiven
}

function sameMembers(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && new Set(a).symmetricDifference(new Set(b)).size === 0
}

const positions = (names: readonly string[], list: readonly string[]) => names.map((name) => list.indexOf(name))
const isWholeNumber = (text: string) => /^-?\d+$/.test(text)
