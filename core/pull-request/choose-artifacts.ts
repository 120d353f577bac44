import type { Report } from '../artifacts/report.ts'
import { UserError } from '../errors.ts'

/** An artifact of a workflow run, as GitHub lists it. */
export interface RunArtifact {
  /** Grows with time. */
  readonly id: number
  readonly name: string
  readonly size_in_bytes: number
  readonly expired: boolean
  readonly digest?: string | null | undefined
  readonly created_at?: string | null | undefined
}

/** Artifacts that are reports. */
export interface Wanted {
  readonly isReport: (name: string) => boolean
  /** The name of the artifact of one model, or, of all models, for undefined. */
  readonly nameOf: (model: string | undefined) => string
}

/** GitHub's limit to the jobs of a matrix. */
const MOST_LEGS = 256

/**
 * The artifacts of a run that may have a part of its report, the newest first. Of the attempts before the last a run
 * still has artifacts, and legs that passed are not run again: the newest of a name counts.
 *
 * @throws {UserError} if they are more than reports can be
 */
export function chooseArtifacts(artifacts: readonly RunArtifact[], { isReport }: Pick<Wanted, 'isReport'>) {
  const newest = new Map<string, RunArtifact>()
  for (const artifact of artifacts.toSorted((a, b) => a.id - b.id)) {
    if (isReport(artifact.name)) newest.set(artifact.name, artifact)
  }
  if (newest.size > MOST_LEGS)
    throw new UserError(`Unexpected ${newest.size} artifacts with a report, expected at most ${MOST_LEGS} of one run`)
  return [...newest.values()].sort((a, b) => b.id - a.id)
}

/**
 * Whether a report of all models has what the artifact of one leg says, for the leg was there when its job joined
 * them. A leg that was run again since is newer, and comes before the joined report.
 *
 * @param joined undefined: none was read yet
 * @param name of an artifact that is older
 */
export function isJoined(joined: Report | undefined, name: string, { nameOf }: Pick<Wanted, 'nameOf'>): boolean {
  const told = [...(joined?.models.map(({ model }) => model) ?? []), ...(joined?.untouched ?? [])]
  return told.some((model) => nameOf(model) === name)
}

/** A report without the models that newer ones have judged. */
export function withoutJudged(report: Report, newer: readonly Report[]): Report {
  const judged = new Set(newer.flatMap(({ models }) => models.map(({ model }) => model)))
  return { ...report, models: report.models.filter(({ model }) => !judged.has(model)) }
}
