import type { Model } from '../config.ts'
import { type Codeowners, ownersOf } from '../governance/codeowners.ts'

/**
 * Who is named first when a model drifts: `drift.alert.owners`, else the owners of the model's files. Addresses, which
 * nothing can mention, are left out.
 *
 * @param paths of the model's files, from the top of the repository
 * @returns each once, in the order of the config or the file: `@org/team`, `@name`
 * @example
 * alertOwners(undefined, ['models/delay.onnx'], parseCodeowners('models/ @acme/ml ml@acme.com')) // ['@acme/ml']
 */
export function alertOwners(drift: Model['drift'], paths: readonly string[], codeowners: Codeowners | undefined) {
  const named = drift?.alert.owners ?? []
  if (named.length > 0 || codeowners === undefined) return [...new Set(named)]
  const owners = ownersOf(paths, codeowners).flatMap((owned) => owned.owners)
  return [...new Set(owners)].filter((owner) => PARTY.test(owner))
}

const PARTY = /^@[\w-]+(\/[\w.-]+)?$/
