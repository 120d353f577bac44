import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { UserError } from '../../errors.ts'

/** A loaded model: what it takes and gives, and one way to run it. */
export interface Session {
  readonly inputs: readonly InferenceSession.ValueMetadata[]
  readonly outputs: readonly InferenceSession.ValueMetadata[]
  /** Wraps values without copying them. */
  readonly tensor: (type: Tensor.Type, values: Tensor.DataType, dims: readonly number[]) => Tensor
  /** Asks for one output only: what is not asked for is not computed, and ZipMap outputs cannot be fetched at all. */
  readonly run: (feeds: Readonly<Record<string, Tensor>>, output: string) => Promise<Tensor>
  readonly close: () => Promise<void>
}

interface Options {
  readonly bytes: Uint8Array
  readonly place: string
  readonly threads: number | undefined
}

const SILENT = 4

/**
 * Loads a model into onnxruntime, which is imported here, so that a command without a model never loads it.
 *
 * @param options.place where the bytes are from, for messages
 * @param options.threads threads for one run; one a physical core when undefined
 * @throws {UserError} if the bytes are a Git LFS pointer, no ONNX model, or a model that onnxruntime refuses
 */
export async function openSession({ bytes, place, threads }: Options): Promise<Session> {
  checkBytes(bytes, place)
  const { InferenceSession, Tensor, env } = await import('onnxruntime-node')
  env.logLevel = 'fatal' // what goes wrong is thrown; onnxruntime would print it as well
  const options = {
    logSeverityLevel: SILENT,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
  } as const
  const session = await InferenceSession.create(bytes, options).catch((cause: unknown) => {
    throw new UserError(`Could not load ${place}: ${whyNotLoaded(cause)}`, { cause })
  })
  return {
    inputs: session.inputMetadata,
    outputs: session.outputMetadata,
    tensor: (type, values, dims) => new Tensor(type, values, dims),
    run: async (feeds, output) => {
      const results = await session.run(feeds, [output]).catch((cause: unknown) => {
        throw new UserError(`Could not run ${place}: onnxruntime says ${firstLine(cause)}`, { cause })
      })
      return results[output]!
    },
    close: () => session.release(),
  }
}

/** Loads onnxruntime, for whoever wants to know whether it does. @throws what its native code throws */
export async function loadRuntime(): Promise<void> {
  await import('onnxruntime-node')
}

/** Bytes that are not a model for a reason of their own. */
function checkBytes(bytes: Uint8Array, place: string): void {
  if (bytes.length === 0) throw new UserError(`Unexpected empty file ${place}, expected an ONNX model`)
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, 40))
  if (!start.startsWith('version https://git-lfs')) return
  throw new UserError(
    `Unexpected Git LFS pointer in ${place}, expected the model itself; run \`git lfs pull\`, or check out with \`lfs: true\``,
  )
}

function whyNotLoaded(cause: unknown): string {
  const line = firstLine(cause)
  if (line.includes('protobuf')) return 'it is not an ONNX model, or was cut short'
  return `onnxruntime says ${line}`
}

function firstLine(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause)
  return text.split('\n', 1)[0]!.trim()
}
