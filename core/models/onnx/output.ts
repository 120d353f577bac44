import type { InferenceSession } from 'onnxruntime-node'
import { suggest, UserError } from '../../errors.ts'
import type { Task } from '../../metrics/metric.ts'

type Output = InferenceSession.ValueMetadata

interface Options {
  readonly task: Task
  /** Number of classes; multiclass only. */
  readonly classes: number
  /** The output the config names. */
  readonly output: string | undefined
  readonly place: string
}

/**
 * Chooses the output that holds the predictions: the one named, else the only one that can be it.
 *
 * A label is never it: a graph may threshold where nobody wants it, or with a bug.
 *
 * @returns its name
 * @throws {UserError} if the named output does not exist or holds no numbers, or if none or several
 *   outputs could be it
 */
export function chooseOutput(outputs: readonly Output[], options: Options): string {
  const { task, output, place } = options
  if (output !== undefined) return namedOutput(outputs, output, options)
  const floats = outputs.filter(isFloat)
  const numbers = floats.length === 0 && task === 'regression' ? outputs.filter(isNumeric) : floats
  const fitting = numbers.length > 1 ? numbers.filter((tensor) => fits(tensor, options)) : numbers
  const [only, second] = fitting
  if (only !== undefined && second === undefined) return only.name
  if (fitting.length > 1) {
    throw new UserError(
      `Unexpected ${fitting.length} outputs of ${place} that could be the predictions, expected one; ` +
        `name it as \`output\`: ${describe(fitting)}`,
    )
  }
  if (numbers.length === 0 && outputs.some((tensor) => !tensor.isTensor)) throw zipMap(place)
  const wanted = task === 'regression' ? 'one number a row' : 'probabilities (export them beside the label)'
  throw new UserError(`Unexpected outputs of ${place}: ${describe(outputs)}, expected a float output with ${wanted}`)
}

function namedOutput(outputs: readonly Output[], name: string, { task, place }: Options): string {
  const found = outputs.find((tensor) => tensor.name === name)
  if (found === undefined) {
    const names = outputs.map((tensor) => tensor.name)
    throw new UserError(`Unexpected output \`${name}\`, ${place} has none of that name, ${suggest(name, names)}`)
  }
  if (!found.isTensor) throw zipMap(place)
  if (isFloat(found) || (task === 'regression' && isNumeric(found))) return name
  throw new UserError(
    `Unexpected type ${found.type} of output \`${name}\` of ${place}, expected float or double; it has ${describe(outputs)}`,
  )
}

const isFloat = (output: Output) => output.isTensor && (output.type === 'float32' || output.type === 'float64')
const isNumeric = (output: Output) =>
  isFloat(output) || (output.isTensor && (output.type === 'int64' || output.type === 'int32'))

/** Whether a declared shape can hold the task's predictions; sizes that are not declared fit. */
function fits(output: Output, { task, classes }: Options): boolean {
  if (!output.isTensor || output.shape.length > 2) return false
  if (output.shape.length === 0) return true
  const width = output.shape.length === 1 ? 1 : output.shape[1]
  if (typeof width !== 'number') return true
  if (task === 'multiclass-classification') return width === classes
  return width === 1 || (width === 2 && task === 'binary-classification')
}

function describe(outputs: readonly Output[]): string {
  return outputs.map(describeOne).join(', ')
}

function describeOne(output: Output): string {
  if (!output.isTensor) return `\`${output.name}\` (a sequence of maps)`
  return `\`${output.name}\` (${output.type} [${output.shape.map((size) => size || '?').join(', ')}])`
}

function zipMap(place: string): UserError {
  return new UserError(
    `Unexpected ZipMap output (a sequence of maps) of ${place}, expected a tensor of probabilities; ` +
      "export without it: `options={'zipmap': False}` in skl2onnx, `zipmap=False` in onnxmltools",
  )
}
