import { UserError } from '../../core/errors.ts'
import type { Place } from '../project.ts'
import { type ColumnFacts, columnFacts } from './column-facts.ts'
import { guessTarget } from './guess-roles.ts'
import type { InitInput } from './inputs.ts'
import type { Asked } from './interview.ts'
import type { Seen } from './look.ts'

/** Rows to learn from and to judge on, and what is predicted of them. */
export interface ChosenData {
  readonly train: string | undefined
  readonly test: string | undefined
  readonly validation: string | undefined
  /** One file that holds both. */
  readonly single: string | undefined
  /** Columns of the rows that are judged; none where they could not be read. */
  readonly facts: readonly ColumnFacts[]
  readonly target: string
  readonly notes: readonly string[]
}

const LISTED = 12

/** Finds the rows and the target, with a question for each. */
export async function chooseData(
  place: Place,
  seen: Seen,
  input: InitInput,
  ask: (asked: Asked) => Promise<string>,
): Promise<ChosenData> {
  // Rows of unknown use may hold those that the model learned from.
  const candidates = [...seen.test, ...seen.train, ...seen.data]
  const test = await ask({
    flag: 'test',
    text: 'Which rows is the model judged on?',
    standard: candidates[0] ?? input.train,
    choices: candidates.slice(0, LISTED),
    expected: 'expected a file of rows, or a glob',
  })
  const train = input.train ?? alike(test, seen.train)
  const apart = train !== undefined && train !== test
  const [facts, learned] = await Promise.all([factsOf(test), apart ? factsOf(train) : []])
  const known = new Set(facts.map(({ name }) => name))
  // Rows of a competition: those to judge on come without the answer.
  const unanswered = learned.filter(({ name }) => !known.has(name))
  const hidden = facts.length > 0 && unanswered.length <= 2 ? guessTarget(unanswered) : undefined
  const answered = (name: string) => learned.length === 0 || learned.some((column) => column.name === name)
  const target = await ask({
    flag: 'target',
    text: 'Which column does it predict?',
    standard: hidden ?? guessTarget(facts.filter(({ name }) => answered(name))),
    choices: [...facts, ...unanswered].map(({ name }) => name),
    only: facts.length > 0,
    expected: 'expected a column',
  })
  const validation = alike(test, seen.validation)
  if (apart && unanswered.some(({ name }) => name === target)) {
    const notes = [`${test} has no column ${target} to judge by: ${train} is cut in two instead.`]
    return { train: undefined, test: undefined, validation: undefined, single: train, facts: learned, target, notes }
  }
  return apart
    ? { train, test, validation, single: undefined, facts, target, notes: [] }
    : { train: undefined, test, validation: undefined, single: test, facts, target, notes: [] }

  async function factsOf(source: string): Promise<ColumnFacts[]> {
    const absent = seen.notPulled.includes(source)
    if (!absent) return columnFacts(place, source)
    if (input.target !== undefined && input.task !== undefined) return []
    throw new UserError(
      `${source} is kept by DVC and not here; run \`dvc pull\` first, or say what is in it with --target COLUMN and --task TASK`,
    )
  }
}

/** Of several sources the one whose path has most in common with that of the rows judged. */
function alike(test: string, sources: readonly string[]): string | undefined {
  const parts = new Set(test.split(/[^\p{L}\p{N}]+/u))
  const shared = (source: string) => source.split(/[^\p{L}\p{N}]+/u).filter((part) => parts.has(part)).length
  return [...sources].sort((a, b) => shared(b) - shared(a))[0]
}
