import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'

/** What a check found; a note stands in nobody's way. */
export interface Finding {
  /** `git`, `data`, … */
  readonly check: string
  /** The model that it is about; null: all of it. */
  readonly model: string | null
  readonly status: 'ok' | 'note' | 'problem'
  readonly message: string
  /** What to do about it; null where there is nothing to do. */
  readonly next: string | null
}

/** A finding, before it is known what it is about. */
type Said = Pick<Finding, 'status' | 'message' | 'next'>

export const ok = (message: string): Said => ({ status: 'ok', message, next: null })
export const note = (message: string, next: string): Said => ({ status: 'note', message, next })
export const problem = (message: string, next: string): Said => ({ status: 'problem', message, next })

/** What all checks are given. */
export interface Patient {
  readonly host: Host
  /** The config, as it was named. */
  readonly config: string
  /** Where the config stands, or would. */
  readonly directory: string
  /** The top of the repository, or `directory` outside of one. */
  readonly root: string
  readonly inGit: boolean
}

/**
 * Runs one check. What is wrong with the user's files is what it finds, and stops no other check.
 *
 * @param about the check and the model that findings are of
 */
export async function run(
  about: Pick<Finding, 'check' | 'model'>,
  check: () => Promise<readonly Said[]>,
): Promise<Finding[]> {
  const found = await check().catch((error: unknown) => {
    if (error instanceof UserError) return [problem(error.message, 'Mend that, then run `contender doctor` again.')]
    throw error
  })
  return found.map((said) => ({ ...about, ...said }))
}
