import { explainIssues } from '../../config/explain-issues.ts'
import { readYaml } from '../../config/read-yaml.ts'
import { suggest, UserError } from '../../errors.ts'
import { checkContract } from './check-contract.ts'
import { type ColumnRelation, parseRelation } from './column-relation.ts'
import { contractSchema, type ModelContract as Written } from './schema.ts'

/** The contract's file, beside the config. */
export const CONTRACT = 'contender.schema.yml'

/** What the data of one model must look like. */
export interface ModelContract extends Omit<Written, 'relations'> {
  readonly relations: readonly ColumnRelation[]
}

/** `contender.schema.yml` as it was read. */
export interface Contract {
  /** `sha256:…` of the file's text. */
  readonly digest: string
  readonly models: ReadonlyMap<string, ModelContract>
}

/**
 * Reads `contender.schema.yml`: strict, and sound in itself.
 *
 * @param known models that the config has
 * @throws {UserError} with a line for each thing that is wrong: place, what was found, what was expected
 * @example
 * parseContract('models: { delay: { columns: { late: { type: boolean } } } }', 'contender.schema.yml', ['delay']).models.size // 1
 */
export function parseContract(text: string, file: string, known: readonly string[]): Contract {
  const { digest, placeOf, value } = readYaml(text, file)
  const parsed = contractSchema.safeParse(value)
  if (!parsed.success) throw new UserError(explainIssues(parsed.error.issues, value, placeOf).join('\n'))
  const models = Object.entries(parsed.data.models)
  const problems = models.flatMap(([name, model]) => {
    if (!known.includes(name))
      return [`Unknown model \`${name}\` in ${placeOf(['models', name])}, ${suggest(name, known)}`]
    return checkContract(model).map(
      ({ path, found, expected }) => `${found} in ${placeOf(['models', name, ...path])}, ${expected}`,
    )
  })
  if (problems.length > 0) throw new UserError(problems.join('\n'))
  return {
    digest,
    models: new Map(
      models.map(([name, model]) => [
        name,
        { ...model, relations: model.relations.map((relation) => parseRelation(relation)!) },
      ]),
    ),
  }
}
