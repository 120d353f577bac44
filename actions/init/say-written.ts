import { plain } from '../../reports/plain.ts'
import type { Paint } from '../../reports/terminal.ts'
import type { Plan } from './plan.ts'
import type { Written } from './write-new-files.ts'

/** What was written and what was not, what to know of it, and the next two commands. */
export function sayWritten({ extended, left, written }: Written, plan: Plan | undefined, paint: Paint): string {
  const trained = plan?.training && plan.model
  const lines = [
    ...written.map((path) => `${paint('green', 'written')}   ${plain(path)}`),
    ...extended.map((path) => `${paint('green', 'extended')}  ${plain(path)}, by .contender/ where artifacts go`),
    ...left.map((path) => `${paint('dim', 'left')}      ${plain(path)} as it is`),
    ...(plan?.notes ?? []).map((note) => `note      ${plain(note)}`),
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
