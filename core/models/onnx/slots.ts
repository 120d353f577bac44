import type { InferenceSession } from 'onnxruntime-node'
import { UserError } from '../../errors.ts'
import { ELEMENT_TYPES, type ElementType } from './encode.ts'

/** One input of a model and the columns it takes: one column, or a row-major matrix of several. */
export interface Slot {
  readonly name: string
  readonly type: ElementType
  readonly columns: readonly string[]
  /** Takes shape [rows] instead of [rows, columns]. */
  readonly flat: boolean
}

interface Options {
  /** The columns of a matrix in order, and where that order was found; undefined when nothing says it. */
  readonly order: { readonly columns: readonly string[]; readonly from: string } | undefined
  readonly place: string
}

/**
 * Says which columns each input of a model takes. Several inputs take one column each, by name. A
 * single input takes all columns as a matrix, unless it is one column wide and `order` does not name it.
 *
 * @throws {UserError} if an input has a type or shape that no rows of a table have, or if the order
 *   of a matrix's columns is unknown or has another number of columns
 */
export function planSlots(inputs: readonly InferenceSession.ValueMetadata[], { order, place }: Options): Slot[] {
  const tensors = inputs.map((input) => checkInput(input, place))
  const [first] = tensors
  if (first === undefined)
    throw new UserError(`Unexpected model ${place} without inputs, expected one that takes columns`)
  if (tensors.length > 1) return tensors.map((input) => namedSlot(input, place))
  const width = widthOf(first)
  if (width === 1 && order?.columns.length !== 1) return [namedSlot(first, place)]
  return [matrixSlot(first, { order, place })]
}

interface Input {
  readonly name: string
  readonly type: ElementType
  readonly shape: readonly (number | string)[]
}

function checkInput(input: InferenceSession.ValueMetadata, place: string): Input {
  const where = `input \`${input.name}\` of ${place}`
  if (!input.isTensor) throw new UserError(`Unexpected ${where}, expected a tensor; it is a sequence or a map`)
  if (!isElementType(input.type)) {
    throw new UserError(`Unexpected type ${input.type} of ${where}, expected one of ${ELEMENT_TYPES.join(', ')}`)
  }
  if (input.shape.length > 2) {
    const shape = input.shape.map((size) => size || '?').join(', ')
    throw new UserError(`Unexpected shape [${shape}] of ${where}, expected [rows] or [rows, columns]: tables only`)
  }
  if (typeof input.shape[0] === 'number') {
    throw new UserError(
      `Unexpected fixed number of rows (${input.shape[0]}) of ${where}, expected any number; ` +
        `export with a dynamic first dimension (PyTorch: \`dynamic_axes={'${input.name}': {0: 'rows'}}\`)`,
    )
  }
  return { name: input.name, type: input.type, shape: input.shape }
}

/** Columns an input takes; undefined when its shape does not say. */
function widthOf({ shape }: Input): number | undefined {
  if (shape.length === 1) return 1
  return typeof shape[1] === 'number' ? shape[1] : undefined
}

function namedSlot(input: Input, place: string): Slot {
  const width = widthOf(input) ?? 1
  if (width !== 1) {
    throw new UserError(
      `Unexpected ${width} columns of input \`${input.name}\` of ${place}, expected 1: ` +
        'a model with several inputs takes one column each; or export it with one matrix input',
    )
  }
  return { name: input.name, type: input.type, columns: [input.name], flat: input.shape.length === 1 }
}

function matrixSlot(input: Input, { order, place }: Options): Slot {
  const width = widthOf(input)
  const where = `input \`${input.name}\` of ${place}`
  if (order === undefined) {
    throw new UserError(`Missing names for the columns of ${where}; list them in the model's order as \`columns\``)
  }
  if (width !== undefined && width !== order.columns.length) {
    throw new UserError(
      `Unexpected ${order.columns.length} columns for ${where}, expected ${width}; ${order.from} names ` +
        `${order.columns.join(', ')}; list the model's columns in its order as \`columns\``,
    )
  }
  return { name: input.name, type: input.type, columns: order.columns, flat: input.shape.length === 1 }
}

function isElementType(type: string): type is ElementType {
  return (ELEMENT_TYPES as readonly string[]).includes(type)
}
