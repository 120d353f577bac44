import type { Model } from '../../core/config.ts'
import type { ReferenceVersion } from '../../core/drift/quality/other-version.ts'
import { exists, sha256OfFile } from '../../core/io/files.ts'
import { OriginUnreachable } from '../../core/io/origin.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { type JudgedRows, judgedRows } from '../../core/judged-rows.ts'
import { registeredDigest } from '../../core/ledger/registry/tag-message.ts'
import type { Host } from '../action.ts'
import { readOnce, versionInRole } from '../compare/registered.ts'
import { type Predictions, predict, readPredictions } from '../evaluate/predictions-of.ts'
import { placeOf, type Subject, subjectOf } from '../evaluate/subject.ts'
import { fileOf, type Project } from '../project.ts'
import { labelsOf, rolesOf } from '../roles.ts'
import { versionSubject } from './version-subject.ts'

/** What a model says of its test rows: it has not learned from them, so that production can be compared with them. */
export interface ReferencePredictions {
  readonly rows: JudgedRows
  readonly threshold: number
  /** For people: the rows, and which model. */
  readonly uri: string
  /** What answered. */
  readonly subject: Subject
  /** Which version that is. */
  readonly version: ReferenceVersion
}

/**
 * Predictions of the test rows by the model that is in production: the registry's, where it has one, else the one here.
 *
 * @param how.local whether nobody but this clone is asked
 * @returns undefined where there are no test rows to predict, or the model cannot be had, which a warning then says
 * @throws {UserError} if the model or the rows cannot be read
 */
export async function referencePredictions(
  project: Project,
  model: Model,
  { host, local }: { readonly host: Host; readonly local: boolean },
): Promise<ReferencePredictions | undefined> {
  const { path: scratch, remove } = temporaryFolder('contender-reference-')
  try {
    const production = await productionSubject(project, model, { host, local, scratch })
    if (production === undefined) return undefined
    const { called, subject, version } = production
    const source = subject.kind === 'predictions' ? subject.file.uri : model.data.test
    if (source === undefined) return undefined
    const { table, threshold } = await host.step(`${model.name}: predicting ${source} with ${called}`, () =>
      predictions(subject, project, model, source, host),
    )
    const labelled = subject.kind === 'predictions' ? undefined : `column \`${model.data.target}\` of ${source}`
    const rows = judgedRows(table, { ...labelsOf(model), threshold, labelled }, rolesOf(model), placeOf(subject))
    return { rows, threshold, uri: called === source ? source : `${source} by ${called}`, subject, version }
  } finally {
    await remove()
  }
}

async function predictions(
  subject: Subject,
  project: Project,
  model: Model,
  source: string,
  host: Host,
): Promise<Predictions> {
  if (subject.kind === 'predictions')
    return readPredictions(subject.path, { model, place: subject.place, judging: true })
  return predict(subject, { place: project, model, source }, host)
}

/** The model that serves: that of the registry's production, unless its bytes are those of the file here. */
async function productionSubject(
  project: Project,
  model: Model,
  { host, local, scratch }: { readonly host: Host; readonly local: boolean; readonly scratch: string },
): Promise<(Pick<ReferencePredictions, 'subject' | 'version'> & { readonly called: string }) | undefined> {
  const here = async (ref?: string) => {
    const subject = await subjectOf(model, project)
    return { subject, called: subject.file.uri, version: await versionOf(subject, ref) }
  }
  const registered = readOnce(project, undefined, host, { local })
  const versionOf = async (subject: Subject, ref: string | undefined): Promise<ReferenceVersion> => {
    const versions = (await registered()).registry.get(model.name)?.versions ?? []
    const named = versions.map(({ registration, version }) => {
      return { ref: version, digest: registration === null ? undefined : registeredDigest(registration.message) }
    })
    return { ref, digest: isModelFile(subject) ? subject.file.digest : undefined, versions: named }
  }
  const version = await versionInRole(project, model, 'production', { registered }).catch((error: unknown) => {
    if (!(error instanceof OriginUnreachable)) throw error
    host.warn(`The model of ${model.name} that is here is taken for the one in production`)
    return undefined
  })
  if (version === undefined) return here()
  const uri = model.predictions ?? model.model?.path
  const path = uri === undefined ? undefined : await fileOf(project, uri)
  if (path !== undefined && (await exists(path)) && (await sha256OfFile(path)) === version.digest)
    return here(version.ref)
  const found = await versionSubject(project, model, version, { host, local, scratch })
  if ('subject' in found) {
    const { subject } = found
    return { subject, called: `${version.ref}, ${subject.file.uri}`, version: await versionOf(subject, version.ref) }
  }
  host.warn(`Answers of ${model.name} are not judged, for the model in production cannot be had: ${found.because}`)
  return undefined
}

/** Whether its digest is that of a model: not of a command, or of predictions. */
function isModelFile(subject: Subject): boolean {
  return subject.kind === 'onnx' || (subject.kind === 'command' && subject.path !== undefined)
}
