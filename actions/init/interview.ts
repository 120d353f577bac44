import { suggest, UserError } from '../../core/errors.ts'
import type { Host, Question } from '../action.ts'
import type { InitInput } from './inputs.ts'

type Answered = 'predictions' | 'run' | 'target' | 'task' | 'test'

/** A question that a flag may answer; without a `standard` nothing in the repository suggests an answer. */
export interface Asked extends Omit<Question, 'standard'> {
  readonly flag: Answered
  readonly standard: string | undefined
  /** What to look for, where nothing suggests an answer: `expected a file of rows`. */
  readonly expected: string
  /** Only these are answers; else they are suggestions. */
  readonly only?: boolean
}

/**
 * Answers questions: by the flag, else with `--yes` by what is suggested, else by asking the person at the terminal.
 *
 * @throws {UserError} naming the flag, where nobody answers
 */
export function interview(input: InitInput, host: Host): (asked: Asked) => Promise<string> {
  return async ({ choices, expected, flag, only = false, standard, text }) => {
    const given = input[flag]
    if (given !== undefined) return known(given)
    if (input.yes && standard !== undefined) return standard
    if (!input.yes && host.ask !== undefined) {
      const found = only || choices === undefined || choices.length < 2 ? '' : ` Found: ${choices.join(', ')}.`
      const asked = { text: `${text}${found}`, standard: standard ?? '', choices: only ? choices : undefined }
      const answer = await host.ask(asked)
      if (answer !== '') return answer
    }
    const taken = standard === undefined ? '' : `; --yes takes \`${standard}\``
    throw new UserError(`Missing --${flag}, ${expected}${taken}`)

    function known(answer: string): string {
      if (!only || choices === undefined || choices.includes(answer)) return answer
      throw new UserError(`Unexpected value \`${answer}\` of --${flag}, ${suggest(answer, choices)}`)
    }
  }
}
