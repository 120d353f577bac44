import { repositoryRoot } from './git.ts'
import { askGit } from './run-git.ts'

/**
 * Where git finds the repository that holds a folder: its top folder, or a bare repository itself. For what
 * needs commits and tags alone.
 *
 * @throws {UserError} outside Git
 */
export async function gitPlace(directory: string): Promise<string> {
  const asked = await askGit(directory, ['rev-parse', '--is-bare-repository', '--absolute-git-dir'], [128])
  const [bare, folder] = asked?.toString().split('\n') ?? []
  return bare === 'true' ? folder! : repositoryRoot(directory)
}
