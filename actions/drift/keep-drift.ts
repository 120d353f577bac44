import { type Drift, driftSchema } from '../../core/artifacts/drift.ts'
import { secretsOf } from '../../core/io/child-environment.ts'
import { writeJson } from '../../core/io/files.ts'
import type { PreviousVersion } from '../../core/response/compare-previous.ts'
import { sha256 } from '../../core/sha256.ts'
import { redactAll } from '../../reports/redact.ts'
import type { Host } from '../action.ts'
import { headerOf } from '../header.ts'
import { artifactPath, type Project } from '../project.ts'
import type { Judged } from './judge-watch.ts'

/** A model's newest window, with all that were judged. */
export interface Found {
  readonly drift: Drift
  readonly judged: readonly Judged[]
  /** How the version before would have done on the newest window. */
  readonly previous?: PreviousVersion | undefined
}

/** Writes the newest of the windows; those before it are in its history. */
export async function keepDrift(
  project: Project,
  name: string,
  judged: readonly Judged[],
  { environment }: Pick<Host, 'environment'>,
): Promise<Found> {
  const head = { schema: 'contender/drift@1', ...headerOf(project, { name }, seedOf(name)) }
  // Before any of it goes anywhere: the ledger and the metrics are made of it too.
  const told = redactAll([...judged], secretsOf(environment))
  const drift = driftSchema.parse({ ...head, ...told.at(-1)!.drift })
  await writeJson(artifactPath(project, { name }, 'drift.json'), drift)
  return { drift, judged: told }
}

/** The same for the same model, so that nobody can look for one that suits. */
export function seedOf(name: string): number {
  return Number.parseInt(sha256(name).slice('sha256:'.length, 'sha256:'.length + 8), 16)
}
