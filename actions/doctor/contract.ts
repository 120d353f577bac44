import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import type { Project } from '../project.ts'
import { readContract } from '../validate/read-contract.ts'
import { hasData } from '../validate/validate-model.ts'
import { note, ok } from './check.ts'

/** The data contract: there, sound, and about every model that has data. Whether data keep it, `validate` says. */
export async function checkContract(project: Project) {
  const models = project.models.filter(({ data }) => hasData(data))
  if (models.length === 0) return []
  const contract = await readContract(project)
  if (contract === undefined)
    return [
      note(
        `There is no ${CONTRACT} yet, so data may change unseen.`,
        'Run `contender validate --write`, and review what it writes.',
      ),
    ]
  const without = models.filter(({ name }) => !contract.models.has(name)).map(({ name }) => name)
  return without.length === 0
    ? [ok(`${CONTRACT} is sound`)]
    : [
        note(
          `${CONTRACT} says nothing of ${without.join(', ')}.`,
          'Run `contender validate --write`: it adds what is missing.',
        ),
      ]
}
