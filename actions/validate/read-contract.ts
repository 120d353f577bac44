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
  return parseContract(
    await readText(path),
    CONTRACT,
    project.config.models.map(({ name }) => name),
  )
}
