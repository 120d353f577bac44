import { ATTRIBUTE, Model } from '../../training/onnx/format.ts'

type Whole = number | { toString(): string }

interface Attribute {
  readonly name: string
  readonly type: number
  readonly f: number
  readonly i: Whole
  readonly floats: readonly number[]
  readonly ints: readonly Whole[]
  readonly strings: readonly Uint8Array[]
}

/** An operator of a model file; lists that are not there are empty. */
export interface Operator {
  readonly type: string
  readonly inputs: readonly string[]
  readonly floats: (name: string) => readonly number[]
  readonly ints: (name: string) => readonly number[]
  readonly strings: (name: string) => readonly string[]
  readonly one: (name: string) => number
}

interface Constant {
  readonly dims: readonly number[]
  readonly bytes: Uint8Array
}

/** A model that a built-in trainer wrote: by the name of what it makes each operator, and the constants. */
export interface Graph {
  readonly inputs: ReadonlySet<string>
  readonly operators: ReadonlyMap<string, Operator>
  readonly constants: ReadonlyMap<string, Constant>
}

interface File {
  readonly producerName: string
  readonly graph: {
    readonly inputs: readonly { readonly name: string }[]
    readonly nodes: readonly {
      readonly opType: string
      readonly inputs: readonly string[]
      readonly outputs: readonly string[]
      readonly attributes: readonly Attribute[]
    }[]
    readonly initializers: readonly {
      readonly name: string
      readonly dims: readonly Whole[]
      readonly rawData: Uint8Array
    }[]
  } | null
}

const utf8 = new TextDecoder()

/**
 * Reads the graph of a model that a built-in trainer wrote.
 *
 * @param bytes a file that a runtime has loaded
 * @returns undefined where somebody else wrote it
 */
export function readGraph(bytes: Uint8Array): Graph | undefined {
  const { graph, producerName } = Model.decode(bytes) as unknown as File
  if (producerName !== 'contender' || !graph) return undefined
  return {
    inputs: new Set(graph.inputs.map(({ name }) => name)),
    operators: new Map(graph.nodes.flatMap((node) => node.outputs.map((output) => [output, operatorOf(node)]))),
    constants: new Map(
      graph.initializers.map(({ dims, name, rawData }) => [name, { dims: dims.map(Number), bytes: rawData }]),
    ),
  }
}

function operatorOf({ attributes, inputs, opType }: NonNullable<File['graph']>['nodes'][number]): Operator {
  const byName = new Map(attributes.map((attribute) => [attribute.name, attribute]))
  return {
    type: opType,
    inputs,
    floats: (name) => byName.get(name)?.floats ?? [],
    ints: (name) => (byName.get(name)?.ints ?? []).map(Number),
    strings: (name) => (byName.get(name)?.strings ?? []).map((text) => utf8.decode(text)),
    one: (name) => {
      const found = byName.get(name)
      return found?.type === ATTRIBUTE.float ? found.f : Number(found?.i ?? 0)
    },
  }
}
