import { ATTRIBUTE, ELEMENT } from './format.ts'

/** One operator of a graph, as the format stores it. */
export interface Node {
  readonly opType: string
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: readonly Attribute[]
}

export interface Attribute {
  readonly name: string
  readonly type: number
  readonly f?: number
  readonly i?: number
  readonly s?: Uint8Array
  readonly floats?: ArrayLike<number>
  readonly ints?: ArrayLike<number>
  readonly strings?: readonly Uint8Array[]
}

/** A constant of a graph. */
export interface Tensor {
  readonly name: string
  readonly dataType: number
  readonly dims: readonly number[]
  readonly rawData: Uint8Array
}

/** An input or output of a graph. */
export interface Value {
  readonly name: string
  readonly type: {
    readonly tensor: { readonly elemType: number; readonly shape: { readonly dims: readonly Dimension[] } }
  }
}

interface Dimension {
  readonly value?: number
  readonly param?: string
}

/** The operator set that holds trees, encoders and other classical models. */
export const ML = 'ai.onnx.ml'

interface NodeParts {
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: readonly Attribute[]
  /** '' is ONNX's own operator set. */
  readonly domain?: string
}

/**
 * An operator with the names of the tensors it reads and writes.
 *
 * @example
 * node('Add', { inputs: ['a', 'b'], outputs: ['sum'] }).opType // 'Add'
 */
export function node(opType: string, parts: NodeParts): Node {
  return { opType, domain: '', attributes: [], ...parts }
}

const utf8 = new TextEncoder()

/** Attributes of a node, by the type that the operator asks for. */
export const attribute = {
  float: (name: string, f: number): Attribute => ({ name, type: ATTRIBUTE.float, f }),
  int: (name: string, i: number): Attribute => ({ name, type: ATTRIBUTE.int, i }),
  string: (name: string, text: string): Attribute => ({ name, type: ATTRIBUTE.string, s: utf8.encode(text) }),
  floats: (name: string, floats: ArrayLike<number>): Attribute => ({ name, type: ATTRIBUTE.floats, floats }),
  ints: (name: string, ints: ArrayLike<number>): Attribute => ({ name, type: ATTRIBUTE.ints, ints }),
  strings: (name: string, texts: readonly string[]): Attribute => ({
    name,
    type: ATTRIBUTE.strings,
    strings: texts.map((text) => utf8.encode(text)),
  }),
}

/**
 * A constant tensor of 32-bit floats, row-major.
 *
 * @throws {RangeError} if the number of values is not the product of the dimensions
 * @example
 * floatTensor('scale', [2], [1, 0.5]).rawData.length // 8
 */
export function floatTensor(name: string, dims: readonly number[], values: ArrayLike<number>): Tensor {
  checkSize(name, dims, values.length)
  const view = new DataView(new ArrayBuffer(values.length * 4))
  for (let i = 0; i < values.length; i++) view.setFloat32(i * 4, values[i]!, true)
  return { name, dataType: ELEMENT.float, dims, rawData: new Uint8Array(view.buffer) }
}

/**
 * A constant tensor of 64-bit integers, row-major: shapes, axes and positions.
 *
 * @throws {RangeError} if the number of values is not the product of the dimensions
 * @example
 * intTensor('axes', [1], [1]).rawData.length // 8
 */
export function intTensor(name: string, dims: readonly number[], values: readonly number[]): Tensor {
  checkSize(name, dims, values.length)
  const view = new DataView(new ArrayBuffer(values.length * 8))
  values.forEach((value, i) => {
    view.setBigInt64(i * 8, BigInt(value), true)
  })
  return { name, dataType: ELEMENT.int64, dims, rawData: new Uint8Array(view.buffer) }
}

/**
 * A constant tensor of bytes, row-major: numbers up to 255 at a quarter of the size.
 *
 * @throws {RangeError} if the number of values is not the product of the dimensions
 * @example
 * byteTensor('ranks', [2, 1], Uint8Array.of(0, 1)).rawData.length // 2
 */
export function byteTensor(name: string, dims: readonly number[], values: Uint8Array): Tensor {
  checkSize(name, dims, values.length)
  return { name, dataType: ELEMENT.uint8, dims, rawData: values }
}

/**
 * An input or output: a matrix of as many rows as the caller gives.
 *
 * @example
 * matrix('distance', 'float', 1).name // 'distance'
 */
export function matrix(name: string, element: keyof typeof ELEMENT, columns: number): Value {
  const dims = [{ param: 'rows' }, { value: columns }]
  return { name, type: { tensor: { elemType: ELEMENT[element], shape: { dims } } } }
}

function checkSize(name: string, dims: readonly number[], found: number): void {
  const expected = dims.reduce((product, dim) => product * dim, 1)
  if (found !== expected) throw new RangeError(`Tensor ${name} holds ${found} values, expected ${expected}`)
}
