import { join } from 'node:path'
import type { Model } from '../../core/config.ts'
import type { Project } from '../project.ts'
import { trainAtCommit } from '../train/train-at-commit.ts'
import { type Baselines, NONE, only } from './baseline.ts'
import type { ComparisonTask } from './baselines.ts'
import { type ModelCommit, subjectAtCommit } from './subject-at-commit.ts'

/** The model of a commit as a baseline: read from there, for a version from its release, or trained again from there. */
export async function baselineAtCommit(
  project: Project,
  model: Model,
  { ref, ...at }: ModelCommit & { readonly ref: string },
  {
    host,
    input,
    merged,
    released,
    scratch,
  }: Pick<ComparisonTask, 'host' | 'input' | 'scratch' | 'merged'> &
    Pick<Parameters<typeof subjectAtCommit>[3], 'released'>,
): Promise<Baselines> {
  const { commit, config, role } = at
  const retrain =
    input.missingBase === 'leave'
      ? undefined
      : (own: Model) => trainAtCommit(project, { commit, config, model: own }, host)
  // After a merge there is no file to name: a release knows no such flag.
  const flag = merged !== undefined ? undefined : role === 'production' ? '--production' : '--baseline'
  const means = { scratch: join(scratch, role), retrain, released, flag, host }
  const result = await subjectAtCommit(project, at, model, means)
  if ('subject' in result) {
    const { note, subject } = result
    return only({ role, ref, named: false, subject }, note === undefined ? [] : [note])
  }
  return { ...NONE, unreadable: result.declared ? [{ role, ref }] : [], notes: [result.because] }
}
