import { openSession } from '../../core/models/onnx/session.ts'

/**
 * Makes sure that a command wrote a model that can be run.
 *
 * @throws {UserError} if the bytes are no ONNX model
 */
export async function checkOnnx(bytes: Uint8Array, place: string): Promise<void> {
  const session = await openSession({ bytes, place, threads: undefined })
  await session.close()
}
