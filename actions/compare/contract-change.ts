import { isDeepStrictEqual } from 'node:util'
import type { Model } from '../../core/config.ts'
import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import { UserError } from '../../core/errors.ts'
import type { Project } from '../project.ts'
import { contractOf, readContract } from '../validate/read-contract.ts'
import type { Base } from './base.ts'

/**
 * Whether a change edits what the data of a model must look like: the contract is the change's own, so
 * that a reviewer must see when it is loosened.
 *
 * @returns a sentence, or none where it says the same as at the base, or the base had none
 */
export async function contractChange(project: Project, base: Base | undefined, model: Model): Promise<string[]> {
  if (base === undefined) return []
  const { before, now } = await contractsOf(project, base, model)
  if (before === undefined || isDeepStrictEqual(before, now)) return []
  if (now === undefined)
    return [
      `This change removes the data contract of ${model.name} from ${CONTRACT}: its data are not held to it any more.`,
    ]
  return [
    `This change edits the data contract of ${model.name} in ${CONTRACT}: see that it does not loosen what the data must look like.`,
  ]
}

/** What a model's data must look like at the base and now; undefined where nobody says. */
export async function contractsOf(
  project: Project,
  base: Pick<Base, 'config' | 'contract'>,
  model: Model,
): Promise<{ readonly before: object | undefined; readonly now: object | undefined }> {
  const now = (await readContract(project))?.models.get(model.name)
  const { config, contract } = base
  if (contract === undefined) return { before: undefined, now }
  const names = config.models.map(({ name }) => name)
  return { before: sectionOf(() => contractOf(contract, names), model.name), now }
}

/** A contract at the base that cannot be read differs from every other one. */
function sectionOf(read: () => { readonly models: ReadonlyMap<string, object> }, name: string): object | undefined {
  try {
    return read().models.get(name)
  } catch (error) {
    if (error instanceof UserError) return {}
    throw error
  }
}
