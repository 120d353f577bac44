import protobuf from 'protobufjs/light.js'

type Rule = 'repeated'
interface Field {
  readonly type: string
  readonly id: number
  readonly rule?: Rule
  readonly options?: { readonly packed: boolean }
}

const one = (type: string, id: number): Field => ({ type, id })
const many = (type: string, id: number): Field => ({ type, id, rule: 'repeated' })
const packed = (type: string, id: number): Field => ({ type, id, rule: 'repeated', options: { packed: true } })

/**
 * The part of the ONNX file format that is used here. Field numbers are those of onnx.proto; fields
 * that are not listed are skipped when a file is read.
 */
const messages = {
  Model: {
    irVersion: one('int64', 1),
    producerName: one('string', 2),
    graph: one('Graph', 7),
    opsets: many('Opset', 8),
    metadata: many('Entry', 14),
  },
  Opset: { domain: one('string', 1), version: one('int64', 2) },
  Entry: { key: one('string', 1), value: one('string', 2) },
  Graph: {
    nodes: many('Node', 1),
    name: one('string', 2),
    initializers: many('Tensor', 5),
    inputs: many('Value', 11),
    outputs: many('Value', 12),
  },
  Node: {
    inputs: many('string', 1),
    outputs: many('string', 2),
    opType: one('string', 4),
    attributes: many('Attribute', 5),
    domain: one('string', 7),
  },
  Attribute: {
    name: one('string', 1),
    f: one('float', 2),
    i: one('int64', 3),
    s: one('bytes', 4),
    floats: packed('float', 7),
    ints: packed('int64', 8),
    strings: many('bytes', 9),
    type: one('int32', 20),
  },
  Tensor: {
    dims: packed('int64', 1),
    dataType: one('int32', 2),
    name: one('string', 8),
    rawData: one('bytes', 9),
  },
  Value: { name: one('string', 1), type: one('Type', 2) },
  Type: { tensor: one('TensorType', 1) },
  TensorType: { elemType: one('int32', 1), shape: one('Shape', 2) },
  Shape: { dims: many('Dimension', 1) },
  Dimension: { value: one('int64', 1), param: one('string', 2) },
}

const nested = Object.fromEntries(Object.entries(messages).map(([name, fields]) => [name, { fields }]))

/** The message a `.onnx` file consists of. */
export const Model: protobuf.Type = protobuf.Root.fromJSON({ nested }).lookupType('Model')

/** Numbers that ONNX gives to the types of a tensor's elements. */
export const ELEMENT = { float: 1, uint8: 2, int64: 7, string: 8, bool: 9, double: 11 } as const

/** Numbers that ONNX gives to the types of a node's attributes. */
export const ATTRIBUTE = { float: 1, int: 2, string: 3, floats: 6, ints: 7, strings: 8 } as const
