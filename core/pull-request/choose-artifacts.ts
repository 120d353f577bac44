import { UserError } from '../errors.ts'
import { ARCHIVE_BOUNDS } from '../report-archive/bounds.ts'

/** An artifact of a workflow run, as GitHub lists it. */
export interface RunArtifact {
  /** Grows with time. */
  readonly id: number
  readonly name: string
  readonly size_in_bytes: number
  readonly expired: boolean
  readonly digest?: string | null | undefined
}

/** Artifacts that are reports. */
export interface Wanted {
  /** Of all models: where there is one, those from before it are parts of it. */
  readonly whole?: string
  readonly isReport: (name: string) => boolean
}

/** GitHub's limit to the jobs of a matrix. */
const MOST_LEGS = 256

/**
 * The artifacts of a run that make its report: the one of all models, else those of the legs of a matrix. Of the
 * attempts before the last a run still has artifacts, and legs that passed are not run again: the newest of a name
 * counts, and a report of all models that is older than one of its legs does not know of that.
 *
 * @returns in the order of their names; none where none is a report
 * @throws {UserError} if one has expired, or if they are more than reports can be
 */
export function chooseArtifacts(artifacts: readonly RunArtifact[], { isReport, whole }: Wanted): RunArtifact[] {
  const newest = new Map<string, RunArtifact>()
  for (const artifact of artifacts.toSorted((a, b) => a.id - b.id)) {
    if (isReport(artifact.name)) newest.set(artifact.name, artifact)
  }
  const joined = whole === undefined ? undefined : newest.get(whole)
  const legs = [...newest.values()].filter(({ name }) => name !== whole).sort((a, b) => (a.name < b.name ? -1 : 1))
  const chosen = joined && legs.every(({ id }) => id < joined.id) ? [joined] : legs
  if (chosen.length > MOST_LEGS)
    throw new UserError(`Unexpected ${chosen.length} artifacts with a report, expected at most ${MOST_LEGS} of one run`)
  let bytes = 0
  for (const { expired, name, size_in_bytes } of chosen) {
    if (expired) throw new UserError(`The artifact ${name} has expired: run all jobs again, which makes it anew`)
    bytes += size_in_bytes
  }
  if (bytes > ARCHIVE_BOUNDS.archive)
    throw new UserError(
      `Unexpected artifact${chosen.length === 1 ? '' : 's'} ${chosen[0]!.name}${chosen.length === 1 ? '' : ', …'} with ${bytes} bytes, expected at most ${ARCHIVE_BOUNDS.archive}`,
    )
  return chosen
}
