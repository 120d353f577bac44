import { plain } from '../../reports/plain.ts'
import type { Paint } from '../../reports/terminal.ts'
import type { Written } from './write-new-files.ts'

interface Said {
  /** A sentence each. */
  readonly notes: readonly string[]
  /** The model file that training writes. */
  readonly trained: string | undefined
}

/** What was written and what was not, what to know of it, and the next two commands. */
export function sayWritten({ extended, left, written }: Written, { notes, trained }: Said, paint: Paint): string {
  const lines = [
    ...written.map((path) => `${paint('green', 'written')}   ${plain(path)}`),
    ...extended.map((path) => `${paint('green', 'extended')}  ${plain(path)}, by .contender/ where artifacts go`),
    ...left.map((path) => `${paint('dim', 'left')}      ${plain(path)} as it is`),
    ...notes.map((note) => `note      ${plain(note)}`),
    '',
    'Next:',
    '  contender doctor      checks that all of it fits together',
    '  contender pipeline    trains, evaluates and compares, as the workflow will',
    ...(trained === undefined
      ? []
      : [`Then commit all of it with ${plain(trained)}: the next change is compared with that model.`]),
  ]
  return `${lines.join('\n')}\n`
}
