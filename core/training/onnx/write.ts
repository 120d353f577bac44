import type { Node, Tensor, Value } from './build.ts'
import { ML } from './build.ts'
import { Model } from './format.ts'

/** A graph to be stored as a model file. Nodes are in the order they can run. */
export interface OnnxGraph {
  readonly inputs: readonly Value[]
  readonly outputs: readonly Value[]
  readonly nodes: readonly Node[]
  readonly constants?: readonly Tensor[]
  /** Facts that travel with the model, such as `contender.task`. Stored in the order of their names. */
  readonly metadata?: Readonly<Record<string, string>>
}

/** Versions that have every operator used here and that runtimes since 2022 read. */
const IR_VERSION = 8
const OPSETS = [
  { domain: '', version: 17 },
  { domain: ML, version: 3 },
]

/**
 * The bytes of an ONNX file. The same graph gives the same bytes.
 *
 * Names and shapes are not checked: a runtime does that when it loads the file.
 *
 * @example
 * writeOnnx({ inputs: [matrix('distance', 'float', 1)], outputs: [], nodes: [] }).length > 0 // true
 */
export function writeOnnx(graph: OnnxGraph): Uint8Array {
  const metadata = Object.entries(graph.metadata ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, value }))
  const { nodes, inputs, outputs, constants = [] } = graph
  return Model.encode({
    irVersion: IR_VERSION,
    producerName: 'contender',
    graph: { name: 'contender', nodes, inputs, outputs, initializers: constants },
    opsets: OPSETS,
    metadata,
  }).finish()
}
