import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import type { ModelVersion } from '../../core/ledger/registry/registry.ts'

/** The version that evidence is looked for. */
export interface Wanted {
  readonly model: string
  readonly version: ModelVersion
  /** SHA-256 of its file; undefined where it is not known. */
  readonly digest: string | undefined
}

/** Whether an evaluation is of a version: of its very bytes; where these are not known, of its commit. */
export function isOf({ digest, model, version }: Wanted, evaluation: Evaluation): boolean {
  if (evaluation.model !== model) return false
  return digest === undefined ? evaluation.commit === version.commit : evaluation.artifact.digest === digest
}
