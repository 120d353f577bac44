import { stat } from 'node:fs/promises'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { exists, readBytes, sha256OfFile } from '../../core/io/files.ts'
import { sha256 } from '../../core/sha256.ts'
import { fileOf, type Place } from '../project.ts'

/** A file as artifacts name it. */
export interface JudgedFile {
  readonly uri: string
  readonly digest: string
  readonly bytes: number
}

/** Where predictions come from: a model that is run here, a command that predicts, or a file of them. */
export type Subject = {
  /** The settings it runs under; for a base model those of its own commit. */
  readonly model: Model
  /** Where its paths and its command start. */
  readonly place: Place
  readonly file: JudgedFile
} & (
  | { readonly kind: 'onnx'; readonly bytes: Uint8Array }
  | { readonly kind: 'command'; readonly path: string | undefined }
  | {
      readonly kind: 'predictions'
      readonly path: string
      /** Score from which the answer is positive, where the model's settings do not say it. */
      readonly threshold?: number | null
    }
)

/**
 * What the config of `place` says is to be judged.
 *
 * @throws {UserError} if its file is missing
 */
export async function subjectOf(model: Model, place: Place): Promise<Subject> {
  if (model.predictions !== undefined) {
    const path = await fileOf(place, model.predictions)
    return { kind: 'predictions', model, place, path, file: await judgedFile(path, model.predictions) }
  }
  if (model.model === undefined)
    return { kind: 'command', model, place, path: undefined, file: commandFile(model.predict!.run) }
  return trainedSubject(model, place, await fileOf(place, model.model.path), model.model.path)
}

/** A model that training writes, if the config has it trained. */
export async function trainedSubject(model: Model, place: Place, path: string, uri: string): Promise<Subject> {
  if (model.train === undefined || (await exists(path))) return subjectAt(model, place, path, uri)
  throw new UserError(
    `Missing model ${uri} of ${model.name}, expected the file that training writes; run \`contender train\` first`,
  )
}

/** A model whose file stands somewhere else than the config says. */
export async function subjectAt(model: Model, place: Place, path: string, uri: string): Promise<Subject> {
  if (model.predict !== undefined) return { kind: 'command', model, place, path, file: await judgedFile(path, uri) }
  return onnxSubject(model, place, await readBytes(path), uri)
}

/** An ONNX model whose bytes are at hand, from a disk or from Git. */
export function onnxSubject(model: Model, place: Place, bytes: Uint8Array, uri: string): Subject {
  return { kind: 'onnx', model, place, bytes, file: { uri, bytes: bytes.length, digest: sha256(bytes) } }
}

/** Where predictions are from, for messages. */
export function placeOf(subject: Subject): string {
  if (subject.kind === 'predictions') return subject.file.uri
  const by = subject.kind === 'command' ? `\`${subject.model.predict!.run}\`` : subject.file.uri
  return `the predictions of ${by}`
}

export async function judgedFile(path: string, uri: string): Promise<JudgedFile> {
  return { uri, digest: await sha256OfFile(path), bytes: (await stat(path)).size }
}

/** Without a model file the command itself is what is judged. */
function commandFile(command: string): JudgedFile {
  return { uri: command, digest: sha256(command), bytes: 0 }
}
