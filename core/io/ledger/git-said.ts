import { UserError } from '../../errors.ts'
import { git } from '../run-git.ts'

/** What git and the server wrote about a failure, on one line, without its hints and the user's password. */
export function saidBy(error: unknown): string {
  const { cause, message } = error as UserError
  const stderr = (cause as { stderr?: string } | undefined)?.stderr ?? message
  const lines = stderr.split('\n').map((line) => line.replace(/^(remote: )?(fatal: |error: )?/, '').trim())
  const telling = lines.filter((line) => line !== '' && !/^(hint:|To |failed to push some refs)/.test(line))
  return [...new Set(telling)].join('; ').replace(/\/\/[^@/\s]+@/g, '//')
}

/** Says which git is needed where the one that is installed does not know an option of ours. */
export async function oldGit<T>(folder: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!/unknown option|unknown switch|unknown command|^usage:/m.test(saidBy(error))) throw error
    const version = (await git(folder, ['version'])).toString().trim()
    throw new UserError(`The ledger needs git 2.29 or newer, found ${version}: update git`, { cause: error })
  }
}
