import { helpText } from '../../reports/command-help.ts'
import { readDefaultBranch } from '../github/default-branch.ts'
import { allow } from './allow.ts'
import { placeOfRuling, rulingOf } from './open-change.ts'
import type { Answer, Task } from './task.ts'

/** `/contender help` */
export async function help(task: Task): Promise<Answer> {
  const { access, asked } = task
  await allow(access, asked.sender, ['triage'])
  const { config, place } = await rulesOf(task)
  return { reaction: '+1', text: helpText(config.governance, config.stages, place) }
}

/** Of a pull request those that it is judged by; of an issue those of the default branch. */
async function rulesOf({ access, asked, readPull }: Task) {
  if (!asked.isPull) return readDefaultBranch(access)
  const seen = await readPull(access, asked.number)
  return { config: rulingOf(seen), place: placeOfRuling(seen) }
}
