import type { Model } from '../../core/config.ts'
import { type InferredContract, inferContract } from '../../core/data/contract/infer-contract.ts'
import { CONTRACT } from '../../core/data/contract/parse-contract.ts'
import { renderContract } from '../../core/data/contract/render-contract.ts'
import { UserError } from '../../core/errors.ts'
import { createFile } from '../../core/io/create-file.ts'
import { exists, readText, writeAtomic } from '../../core/io/files.ts'
import type { Host } from '../action.ts'
import type { Project } from '../project.ts'
import { withData } from '../with-data.ts'
import { contractPath, readContract } from './read-contract.ts'
import { hasData, openParts } from './validate-model.ts'

/**
 * Makes the contract from the data: of all models in a new file, or of those that the file lacks, which
 * keeps the rest of it as it stands, comments and all.
 *
 * @param force make those that the file has again too
 * @returns one line that says what was written
 * @throws {UserError} if the file has all of the models already, and `force` does not say to replace them
 */
export async function writeContract(
  project: Pick<Project, 'config' | 'directory' | 'models' | 'root'>,
  host: Host,
  force: boolean,
): Promise<string> {
  const path = contractPath(project)
  const there = await exists(path)
  const known = there && !force ? ((await readContract(project))?.models ?? new Map()) : new Map()
  const models = project.models.filter(({ data, name }) => hasData(data) && !known.has(name))
  if (models.length === 0)
    throw new UserError(
      `Unexpected --write: ${CONTRACT} has ${[...known.keys()].join(', ')} already; edit it, delete what should be made again, or use --force`,
    )
  const inferred = new Map<string, InferredContract>()
  for (const model of models) inferred.set(model.name, await inferModel(project, model, host))
  const text = renderContract(there ? await readText(path) : undefined, inferred, host.now())
  if (there) await writeAtomic(path, text)
  else if (!(await createFile(path, text)))
    throw new UserError(`${CONTRACT} has come meanwhile, and stays as it is: read it, then run the command again`)
  const columns = [...inferred.values()].reduce((sum, { columns }) => sum + columns.length, 0)
  return `Wrote ${CONTRACT}: ${columns} columns of ${[...inferred.keys()].join(', ')}. Read it like code before you commit it.`
}

function inferModel(project: Pick<Project, 'directory' | 'root'>, model: Model, host: Host): Promise<InferredContract> {
  return host.step(`${model.name}: making its data contract`, () =>
    withData(project, model, async (engine) => inferContract(await openParts(engine, model.data), model)),
  )
}
