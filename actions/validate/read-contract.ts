import { join } from 'node:path'
import { CONTRACT, type Contract, parseContract } from '../../core/data/contract/parse-contract.ts'
import { exists, readText } from '../../core/io/files.ts'
import type { Project } from '../project.ts'

/** Where the contract stands: beside the config. */
export function contractPath({ directory }: Pick<Project, 'directory'>): string {
  return join(directory, CONTRACT)
}

/** The project's data contract; undefined where there is none. @throws {UserError} if it is not sound */
export async function readContract(project: Pick<Project, 'config' | 'directory'>): Promise<Contract | undefined> {
  const path = contractPath(project)
  if (!(await exists(path))) return undefined
  const names = project.config.models.map(({ name }) => name)
  return contractOf(await readText(path), names)
}

/** A contract as it stood somewhere, under the name that people know. */
export function contractOf(text: string, models: readonly string[]): Contract {
  return parseContract(text, CONTRACT, models)
}
