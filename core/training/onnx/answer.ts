import type { Task } from '../../metrics/metric.ts'
import type { Node, Tensor, Value } from './build.ts'
import { attribute, floatTensor, matrix, node } from './build.ts'

/** The end of a model: from sums to what its caller is given. */
interface Answer {
  readonly output: Value
  readonly nodes: readonly Node[]
  readonly constants: readonly Tensor[]
  /** Tells a reader of the file which task it does, and the names of the classes in the order of the columns. */
  readonly metadata: Readonly<Record<string, string>>
}

/** The name of a model's output by its task. */
export function outputName(task: Task): 'prediction' | 'probabilities' {
  return task === 'regression' ? 'prediction' : 'probabilities'
}

/**
 * Turns sums into predictions: themselves in regression, else the softmax of one sum a class. The one
 * sum of a binary model is the log-odds of class 1, and the softmax of 0 and it.
 *
 * @param sums name of a tensor of shape [rows, 1], or [rows, classes] in multiclass
 * @example
 * answer('sums', 'binary-classification', ['no', 'yes']).output.name // 'probabilities'
 */
export function answer(sums: string, task: Task, classes: readonly string[]): Answer {
  const name = outputName(task)
  const facts = { 'contender.task': task }
  if (task === 'regression') {
    const nodes = [node('Identity', { inputs: [sums], outputs: [name] })]
    return { output: matrix(name, 'float', 1), nodes, constants: [], metadata: facts }
  }
  const binary = task === 'binary-classification'
  const scores = binary ? 'contender:scores' : sums
  const softmax = node('Softmax', { inputs: [scores], outputs: [name], attributes: [attribute.int('axis', 1)] })
  return {
    output: matrix(name, 'float', classes.length),
    nodes: binary ? [node('Mul', { inputs: [sums, 'contender:second'], outputs: [scores] }), softmax] : [softmax],
    constants: binary ? [floatTensor('contender:second', [1, 2], [0, 1])] : [],
    metadata: { ...facts, 'contender.classes': JSON.stringify(classes) },
  }
}
