import { resolve } from 'node:path'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import type { Evaluated } from '../evaluate/evaluate-model.ts'
import { judgedFile, subjectAt } from '../evaluate/subject.ts'
import { anywhere, type Project, shownPath } from '../project.ts'
import { type Base, findBase } from './base.ts'
import { type Baseline, type Baselines, NONE } from './baseline.ts'
import { baselineAtCommit } from './baseline-at-commit.ts'
import { baselineOfVersion } from './baseline-of-version.ts'
import type { BaselineInput } from './inputs.ts'
import { type Registered, type RegisteredCommit, registryRoles, versionInRole } from './registered.ts'
import type { ModelCommit } from './subject-at-commit.ts'

/** What all models of a project are compared under. */
export interface ComparisonTask {
  readonly base: Base | undefined
  readonly input: BaselineInput
  readonly host: Host
  /** A temporary folder. */
  readonly scratch: string
  /** Versions of models, read when a gate first asks for them. */
  readonly registered: () => Promise<Registered>
  /** Set where what is judged is merged already. */
  readonly merged?: Merged | undefined
}

/** What is merged is the branch now: its base is what it replaces. */
interface Merged {
  /** Whose rules count, for people: `main (1a2b3c4)`. */
  readonly place: string
  /** Versions to show it beside where their models are at hand, though no gate names them. */
  readonly beside: readonly string[]
  /** What gates against the base are judged against; undefined where it replaces nothing. */
  readonly replaces: Replaced | undefined
  /** Whether one that nothing keeps is worth being trained again for that. */
  readonly retrain: boolean
}

/** A version, or, where there is none yet, a commit of the branch; or why a version cannot be asked, as a sentence. */
export type Replaced =
  | RegisteredCommit
  | (ModelCommit & { readonly ref: string })
  | { readonly ref: string; readonly because: string }

/** The base commit, unless a file was named to stand in for it. */
export async function baseOf(project: Project, input: BaselineInput, host: Host): Promise<Base | undefined> {
  if (input.base !== undefined && input.baseline !== undefined) {
    throw new UserError('Unexpected --base beside --baseline, expected one of them: a revision, or a file')
  }
  return input.baseline === undefined ? findBase(project, input.base, host) : undefined
}

/** Files that a person named: read before anything is judged, so that a wrong name costs nothing and leaves nothing. */
export async function namedBaselines(
  project: Project,
  model: Model,
  { host, input }: Pick<ComparisonTask, 'host' | 'input'>,
): Promise<Baseline[]> {
  const found: Baseline[] = []
  for (const [role, file] of [
    ['base', input.baseline],
    ['production', input.production],
  ] as const) {
    if (file !== undefined) found.push(await named(role, file, { project, model, host }))
  }
  return found
}

/** What one model is compared with beside files that were named: the base commit's model and what its gates name of the registry. */
export async function baselinesOf(
  project: Project,
  model: Model,
  candidate: Evaluated,
  task: ComparisonTask,
): Promise<Baselines> {
  const { base, input, merged } = task
  const parts: Baselines[] = []
  if (base !== undefined) {
    const { commit, config } = base
    parts.push(await baselineAtCommit(project, model, { commit, config, role: 'base', ref: commit }, task))
  } else if (merged !== undefined) parts.push(await replacedBy(project, model, { ...task, candidate, merged }))
  else if (input.baseline === undefined) parts.push({ ...NONE, notes: [NO_BASE] })
  const roles = registryRoles(model, input)
  for (const role of roles) {
    const version = await versionInRole(project, model, role, task)
    if (version !== undefined) parts.push(await baselineOfVersion(project, model, version, { ...task, candidate }))
  }
  for (const role of merged?.beside.filter((one) => !roles.includes(one)) ?? []) {
    const version = await versionInRole(project, model, role, task)
    const leave = { ...task, candidate, input: { ...input, missingBase: 'leave' } } as const
    const shown = version && (await baselineOfVersion(project, model, version, leave))
    if (shown?.found.length) parts.push({ ...shown, unreadable: [] })
  }
  return {
    found: parts.flatMap(({ found }) => found),
    unreadable: parts.flatMap(({ unreadable }) => unreadable),
    notes: parts.flatMap(({ notes }) => notes),
  }
}

/**
 * What stands in for the base of a merged model. Where that cannot be had nothing else does: what the branch holds since
 * may have been refused.
 */
async function replacedBy(
  project: Project,
  model: Model,
  task: ComparisonTask & { readonly candidate: Evaluated; readonly merged: Merged },
): Promise<Baselines> {
  const { input, merged } = task
  const { replaces: one } = merged
  if (one === undefined) return NONE
  if ('because' in one) return { ...NONE, unreadable: [{ role: 'base', ref: one.ref }], notes: [one.because] }
  const asked = merged.retrain ? task : ({ ...task, input: { ...input, missingBase: 'leave' } } as const)
  return 'digest' in one ? baselineOfVersion(project, model, one, asked) : baselineAtCommit(project, model, one, asked)
}

const NO_BASE = 'There is no base yet: gates against it are judged from the next change on, once this one is merged.'

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
