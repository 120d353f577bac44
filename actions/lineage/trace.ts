import type { Lineage } from '../../core/artifacts/lineage.ts'
import { git } from '../../core/io/run-git.ts'
import type { ModelVersion, RegisteredModel } from '../../core/ledger/registry/registry.ts'
import type { KnownRun } from '../../core/runs/known-run.ts'
import { isOfVersion, madeByRun, nearestFirst, sayPlace } from '../../core/runs/nearest-first.ts'
import { VERSION } from '../header.ts'
import type { Project } from '../project.ts'
import { chooseRun } from '../runs/choose-run.ts'
import type { Target } from './find-target.ts'
import { fileOfVersion, type Records, versionOf, versionsOf } from './records.ts'

type Found = Pick<Lineage, 'model' | 'versions' | 'artifact' | 'found_by' | 'unknown'> & {
  readonly commit: string | null
  readonly known: KnownRun | undefined
}

/** From a version, commit or run to all that is known of the model file: what made it, how it was judged, who did what. */
export async function traceLineage(asked: string, target: Target, records: Records): Promise<Lineage> {
  const { commit, known, ...found } =
    target.kind === 'run' ? await fromRun(target.name.id, records) : await fromCommit(target, records)
  return {
    schema: 'contender/lineage@1',
    contender: VERSION,
    asked,
    ...found,
    commit: commit === null ? null : await describeCommit(records.project, commit),
    run: known?.run ?? null,
    places: [...(known?.places ?? [])],
    evaluation: known?.evaluation ?? null,
    comparison: known?.comparison ?? null,
    events: eventsOf(found.model, found.versions, records),
  }
}

async function fromRun(id: string, records: Records): Promise<Found> {
  const known = chooseRun(records.history, id)
  const { artifact, commit, model } = known.run
  const { digest, uri } = artifact
  const versions = await versionsOf(records, known.run)
  return { model, versions, artifact: { uri, digest }, found_by: 'id', unknown: [], commit, known }
}

async function fromCommit(target: Exclude<Target, { kind: 'run' }>, records: Records): Promise<Found> {
  const [model, commit] =
    target.kind === 'version' ? [target.model.name, target.version.commit] : [target.model, target.commit]
  const file =
    target.kind === 'version'
      ? await fileOfVersion(records, model, target.version)
      : await records.fileAt(model, commit)
  const runs = records.history.read(records.history.names.filter((name) => name.model === model))
  const { found_by, known, unknown } = runOf(file.digest, versionAt(target, records), runs)
  const artifact = file.digest === undefined ? known?.run.artifact : { uri: file.uri!, digest: file.digest }
  return {
    model,
    versions: await versionsAt(target, records),
    artifact: artifact === undefined ? null : { uri: artifact.uri, digest: artifact.digest },
    found_by,
    unknown: [...(file.because === undefined ? [] : [file.because]), ...unknown],
    commit,
    known,
  }
}

/** The version that is meant; of a commit the one that is registered there. */
function versionAt(target: Exclude<Target, { kind: 'run' }>, { registry }: Records): Version {
  if (target.kind === 'version') return target.version
  const { commit, model } = target
  return registry.get(model)?.versions.find((version) => version.commit === commit) ?? { commit, registration: null }
}

type Version = Pick<ModelVersion, 'commit' | 'registration'>

/**
 * The run that made a file, the nearest to its version of several: by its digest; only where that is not known by the
 * commit. A run of the same commit that made another file is not it.
 */
function runOf(
  digest: string | undefined,
  version: Version,
  runs: readonly KnownRun[],
): Pick<Found, 'found_by' | 'known' | 'unknown'> {
  const { commit } = version
  const about = (known: KnownRun) => madeByRun(known, version, false)
  const made = nearestFirst(
    runs.filter(({ run }) => isOfVersion(run, version, digest)),
    version,
    about,
  )
  const [known] = made
  if (known === undefined) {
    const what = digest === undefined ? `from commit ${commit.slice(0, 7)}` : 'that made this model file'
    return {
      found_by: null,
      known: undefined,
      unknown: [`No run is known ${what}: where it was trained, \`contender runs record\` puts it into the ledger.`],
    }
  }
  const { later } = about(known)
  const which = version.registration === null ? 'the newest that was judged' : `one ${sayPlace(about(known), version)}`
  const several =
    digest === undefined
      ? `${made.length} runs were made from this commit; ${which} is shown, and may not be the one.`
      : `${made.length} runs made this very file; ${which} is shown.`
  return {
    found_by: digest === undefined ? 'commit' : 'artifact',
    known,
    unknown: [
      ...(made.length > 1 ? [several] : []),
      ...(made.length === 1 && later
        ? ['This run began only after the version was registered; none before it is known.']
        : []),
    ],
  }
}

async function versionsAt(
  target: Exclude<Target, { kind: 'run' }>,
  { registry }: Records,
): Promise<Lineage['versions']> {
  if (target.kind === 'version') return [versionOf(target.model, target.version)]
  const model = registry.get(target.model)
  return (model?.versions ?? [])
    .filter(({ commit }) => commit === target.commit)
    .map((version) => versionOf(model!, version))
}

/** What was done to these versions, with the reasons that the ledger holds. */
function eventsOf(model: string, versions: Lineage['versions'], { audit, registry }: Records): Lineage['events'] {
  const names = new Set(versions.map(({ version }) => version))
  const reasons = new Map(audit.map(({ reason, tag }) => [tag, reason]))
  const events: RegisteredModel['events'] = registry.get(model)?.events ?? []
  return events
    .filter(({ version }) => version !== null && names.has(version))
    .map(({ action, stage, tag, version }) => ({
      at: tag.at.toISOString(),
      by: tag.by.name,
      action,
      version,
      stage,
      tag: tag.name,
      reason: reasons.get(tag.name) ?? null,
    }))
    .reverse()
}

/** A commit as people know it, as far as it is in this clone. */
export async function describeCommit(
  { inGit, root }: Pick<Project, 'inGit' | 'root'>,
  sha: string,
): Promise<Lineage['commit']> {
  const unknown = { sha, subject: null, author: null, at: null }
  if (!inGit) return unknown
  const shown = await git(root, ['show', '-s', '--format=%s%x00%an%x00%aI', sha, '--']).catch(() => undefined)
  const [subject, author, at] = shown?.toString().trim().split('\0') ?? []
  return at === undefined ? unknown : { sha, subject: subject!, author: author!, at }
}
