import { UserError } from '../../../core/errors.ts'
import { Model } from '../../../core/training/onnx/format.ts'

/** An input or output of a model. */
interface OnnxValue {
  readonly name: string
  /** ONNX's number of the element type (1 float, 7 int64, 8 string, 11 double); undefined when it is not a tensor. */
  readonly elemType: number | undefined
  /** One entry a dimension: its size, or the name it goes by, or '' when nothing is said about it. */
  readonly shape: readonly (number | string)[]
}

/** What a model file says about itself. */
export interface OnnxFacts {
  /** The model's `metadata_props`. */
  readonly metadata: ReadonlyMap<string, string>
  /** What a caller must feed: inputs without a default, in the file's order. */
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  /** The operator of each node in the file's order, such as `ZipMap`. */
  readonly nodeTypes: readonly string[]
}

/** The decoded file; what it leaves out is absent. Integers were turned into numbers. */
interface Value {
  name?: string
  type?: { tensor?: { elemType?: number; shape?: { dims?: { value?: number; param?: string }[] } } }
}
interface File {
  metadata?: { key?: string; value?: string }[]
  graph?: {
    nodes?: { opType?: string }[]
    initializers?: { name?: string }[]
    inputs?: Value[]
    outputs?: Value[]
  }
}

/**
 * Reads what a model file says about itself, without running it: metadata, inputs, outputs, operators.
 *
 * Time and memory O(size of the file); tensors stored as raw bytes are not copied.
 *
 * @param bytes a whole `.onnx` file
 * @throws {UserError} if the bytes are not an ONNX model
 * @example
 * readOnnx(writeOnnx({ inputs: [], outputs: [], nodes: [], metadata: { 'contender.task': 'regression' } })).metadata.get('contender.task') // 'regression'
 */
export function readOnnx(bytes: Uint8Array): OnnxFacts {
  const file = decode(bytes)
  const graph = file.graph
  if (graph === undefined) throw new UserError('Unexpected bytes of a model, expected an ONNX file: it holds no graph')
  const defaults = new Set((graph.initializers ?? []).map((tensor) => tensor.name ?? ''))
  return {
    metadata: new Map((file.metadata ?? []).map((entry) => [entry.key ?? '', entry.value ?? ''])),
    inputs: (graph.inputs ?? []).map(describe).filter((input) => !defaults.has(input.name)),
    outputs: (graph.outputs ?? []).map(describe),
    nodeTypes: (graph.nodes ?? []).map((node) => node.opType ?? ''),
  }
}

function decode(bytes: Uint8Array): File {
  try {
    return Model.toObject(Model.decode(bytes), { longs: Number }) as File
  } catch (cause) {
    throw new UserError('Unexpected bytes of a model, expected an ONNX file', { cause })
  }
}

function describe(value: Value): OnnxValue {
  const tensor = value.type?.tensor
  const dims = tensor?.shape?.dims ?? []
  return {
    name: value.name ?? '',
    elemType: tensor?.elemType,
    shape: dims.map((dim) => dim.value ?? dim.param ?? ''),
  }
}
