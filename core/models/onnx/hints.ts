import protobuf from 'protobufjs/light.js'
import { parseNames } from './parse-names.ts'

/** What a model file says about names, which onnxruntime does not pass on. */
export interface Hints {
  /** The model's `metadata_props`. */
  readonly metadata: ReadonlyMap<string, string>
  /** Class names in the order of the probabilities: of `contender.classes` in the metadata, then of each classifier. */
  readonly classLabels: readonly (readonly string[])[]
  /** Its constant lists of text: exporters keep the class names of some classifiers there. */
  readonly texts: readonly (readonly string[])[]
}

interface File {
  metadata?: { key?: string; value?: string }[]
  graph?: {
    nodes?: { attributes?: { name?: string; ints?: number[]; strings?: Uint8Array[] }[] }[]
    initializers?: { strings?: Uint8Array[] }[]
  }
}

/**
 * Only the fields read here, with their numbers in onnx.proto; all others, such as weights, are
 * skipped. `ints` are 64-bit in the format: class numbers fit in 32, and reading them so is faster.
 */
const Model = protobuf.Root.fromJSON({
  nested: {
    Model: {
      fields: { graph: { type: 'Graph', id: 7 }, metadata: { type: 'Entry', id: 14, rule: 'repeated' } },
    },
    Entry: { fields: { key: { type: 'string', id: 1 }, value: { type: 'string', id: 2 } } },
    Graph: {
      fields: {
        nodes: { type: 'Node', id: 1, rule: 'repeated' },
        initializers: { type: 'Tensor', id: 5, rule: 'repeated' },
      },
    },
    Node: { fields: { attributes: { type: 'Attribute', id: 5, rule: 'repeated' } } },
    Attribute: {
      fields: {
        name: { type: 'string', id: 1 },
        ints: { type: 'int32', id: 8, rule: 'repeated' },
        strings: { type: 'bytes', id: 9, rule: 'repeated' },
      },
    },
    Tensor: { fields: { strings: { type: 'bytes', id: 6, rule: 'repeated' } } },
  },
}).lookupType('Model')

/**
 * Reads a model's metadata and the class names it mentions. Time O(size of the file).
 *
 * @param bytes a whole ONNX file that onnxruntime has loaded
 * @example
 * readHints(new Uint8Array()).metadata.size // 0
 */
export function readHints(bytes: Uint8Array): Hints {
  const file = Model.decode(bytes) as protobuf.Message & File
  const metadata = new Map((file.metadata ?? []).map((entry) => [entry.key ?? '', entry.value ?? '']))
  const attributes = (file.graph?.nodes ?? []).flatMap((node) => node.attributes ?? [])
  const named = attributes.filter((attribute) => attribute.name?.startsWith('classlabels_'))
  const own = metadata.get('contender.classes')
  return {
    metadata,
    classLabels: [
      ...(own === undefined ? [] : [parseNames(own)]),
      ...named.map(({ strings, ints }) => (strings?.length ? strings.map(decode) : (ints ?? []).map(String))),
    ],
    texts: (file.graph?.initializers ?? [])
      .map((tensor) => (tensor.strings ?? []).map(decode))
      .filter((list) => list.length > 0),
  }
}

const utf8 = new TextDecoder()
const decode = (bytes: Uint8Array): string => utf8.decode(bytes)
