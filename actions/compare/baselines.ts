import { join, resolve } from 'node:path'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import { judgedFile, type Subject, subjectAt } from '../evaluate/subject.ts'
import { anywhere, type Project, shownPath } from '../project.ts'
import { trainAtCommit } from '../train/train-at-commit.ts'
import { type Base, findBase } from './base.ts'
import type { BaselineInput } from './inputs.ts'
import { otherBytes, type Registered, registryRoles, versionInRole } from './registered.ts'
import { type ModelCommit, subjectAtCommit } from './subject-at-commit.ts'

/** A model to compare with, in a role. */
export interface Baseline {
  /** `base`, `production` or a version. */
  readonly role: string
  /** Commit, version or file. */
  readonly ref: string
  /** A person named it; else it is the base commit's, which the change may have made impossible to run. */
  readonly named: boolean
  readonly subject: Subject
}

/** What all models of a project are compared under. */
export interface ComparisonTask {
  readonly base: Base | undefined
  readonly input: BaselineInput
  readonly host: Host
  /** A temporary folder. */
  readonly scratch: string
  /** Versions of models, read when a gate first asks for them. */
  readonly registered: () => Promise<Registered>
}

/** Baselines of one model, and sentences about those that do not exist. */
export interface Baselines {
  readonly found: readonly Baseline[]
  /** What should be compared with and cannot be read. */
  readonly unreadable: readonly Pick<Baseline, 'role' | 'ref'>[]
  readonly notes: readonly string[]
}

/** The base commit, unless a file was named to stand in for it. */
export async function baseOf(project: Project, input: BaselineInput, host: Host): Promise<Base | undefined> {
  if (input.base !== undefined && input.baseline !== undefined) {
    throw new UserError('Unexpected --base beside --baseline, expected one of them: a revision, or a file')
  }
  return input.baseline === undefined ? findBase(project, input.base, host) : undefined
}

/** What one model is compared with: files that were named, else the base commit's model and what its gates name of the registry. */
export async function baselinesOf(project: Project, model: Model, task: ComparisonTask): Promise<Baselines> {
  const { base, host, input, scratch } = task
  const found: Baseline[] = []
  const unreadable: Pick<Baseline, 'role' | 'ref'>[] = []
  const notes: string[] = []
  const take = async ({ ref, ...at }: ModelCommit & { readonly ref: string }): Promise<string | undefined> => {
    const { commit, config, role } = at
    const retrain =
      input.missingBase === 'leave'
        ? undefined
        : (own: Model) => trainAtCommit(project, { commit, config, model: own }, host)
    const result = await subjectAtCommit(project, at, model, { scratch: join(scratch, role), retrain, host })
    if ('subject' in result) {
      found.push({ role, ref, named: false, subject: result.subject })
      if (result.note !== undefined) notes.push(result.note)
      return result.subject.file.digest
    }
    notes.push(result.because)
    if (result.declared) unreadable.push({ role, ref })
    return undefined
  }
  if (input.baseline !== undefined) found.push(await named('base', input.baseline, { project, model, host }))
  else if (base === undefined) notes.push('There is no base to compare with yet: only absolute gates are judged.')
  else await take({ commit: base.commit, config: base.config, role: 'base', ref: base.commit })
  if (input.production !== undefined) found.push(await named('production', input.production, { project, model, host }))
  for (const role of registryRoles(model, input)) {
    const version = await versionInRole(project, model, role, task)
    if (version === undefined) continue
    const digest = await take(version)
    const other = digest && otherBytes(version, digest)
    if (other) notes.push(other)
  }
  return { found, unreadable, notes }
}

const PREDICTIONS = /\.(csv|tsv|parquet|jsonl|ndjson|json)(\.gz|\.zst)?$/i

/** A file that a person named: predictions by its ending, else a model that runs under the candidate's settings. */
async function named(
  role: Baseline['role'],
  file: string,
  { host, model, project }: { project: Project; model: Model; host: Host },
): Promise<Baseline> {
  const path = resolve(host.directory, file)
  const ref = shownPath(project, path)
  const subject = PREDICTIONS.test(file)
    ? ({ kind: 'predictions', model, place: anywhere(project), path, file: await judgedFile(path, ref) } as const)
    : await subjectAt(model, project, path, ref)
  return { role, ref, named: true, subject }
}
