import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Column } from '../../core/data/table.ts'

const BATCH = 4096

/** Runs a trained model on raw columns in ONNX Runtime: its one output, row-major. */
export async function runModel(bytes: Uint8Array, features: ReadonlyMap<string, Column>): Promise<Float64Array> {
  const session = await InferenceSession.create(bytes, { logSeverityLevel: 3 })
  const parts: Float32Array[] = []
  const rows = rowsOf(features)
  for (let start = 0; start < rows; start += BATCH) {
    const end = Math.min(start + BATCH, rows)
    const feeds = Object.fromEntries(Array.from(features, ([name, column]) => [name, tensorOf(column, start, end)]))
    const outputs = await session.run(feeds)
    parts.push(outputs[session.outputNames[0]!]!.data as Float32Array)
  }
  await session.release()
  return Float64Array.from(parts.flatMap((part) => [...part]))
}

/** Missing numbers are NaN and missing text is empty, as in production. */
function tensorOf(column: Column, start: number, end: number): Tensor {
  const shape = [end - start, 1]
  if (column.kind === 'number')
    return new Tensor('float32', Float32Array.from(column.values.subarray(start, end)), shape)
  const texts = Array.from(column.codes.subarray(start, end), (code) => column.levels[code] ?? '')
  return new Tensor('string', texts, shape)
}

function rowsOf(features: ReadonlyMap<string, Column>): number {
  const [column] = features.values()
  if (column === undefined) return 0
  return column.kind === 'number' ? column.values.length : column.codes.length
}
