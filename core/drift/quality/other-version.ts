import type { DriftQuality } from '../../artifacts/drift.ts'
import { namesVersion } from '../../ledger/registry/names-version.ts'

/** The model whose answers on the test rows are the reference. */
export interface ReferenceVersion {
  /** In the registry; undefined where it is in none. */
  readonly ref: string | undefined
  /** Of the model's file; undefined where a command or a file of predictions answers. */
  readonly digest: string | undefined
  /** Versions of the registry, each with the digest that was registered. */
  readonly versions: readonly { readonly ref: string; readonly digest: string | undefined }[]
}

/**
 * That a window was answered by another version than the one whose answers on its own test rows are the reference: after a release, or a
 * retraining that was merged. Logs may name a version as the registry does, or by the digest of its file; of names that nobody knows nothing is said.
 *
 * @param version that answered, as the logs have it
 * @example
 * checkVersion('v1.0.0', { ref: 'v2.0.0', digest: 'sha256:…', versions: [{ ref: 'v1.0.0', digest: undefined }] })[0].level // 'note'
 */
export function checkVersion(version: string | undefined, { digest, ref, versions }: ReferenceVersion): DriftQuality[] {
  const called = ref ?? digest
  if (version === undefined || called === undefined) return []
  const isNamed = (one: Parameters<typeof namesVersion>[1]) => namesVersion(version, one)
  const own = versions.filter((one) => one.ref === ref || (digest !== undefined && one.digest === digest))
  if ([{ ref, digest }, ...own].some(isNamed)) return []
  const isDigest = digest !== undefined && /^(sha256:)?[0-9a-f]{64}$/.test(version)
  if (!isDigest && (ref === undefined || !versions.some(isNamed))) return []
  const because = `\`${version}\` answered these rows, and the reference is what \`${called}\` says of its own test rows: a loss is what \`${version}\` does here against what \`${called}\` did there`
  return [{ check: 'labels', column: null, level: 'note', because }]
}
