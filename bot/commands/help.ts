import { helpText } from '../../reports/command-help.ts'
import { readDefaultBranch } from '../default-branch.ts'
import { allow } from './allow.ts'
import type { Answer, Task } from './task.ts'

/** `/contender help` */
export async function help({ access, asked }: Task): Promise<Answer> {
  await allow(access, asked.sender, ['triage'])
  const { config, place } = await readDefaultBranch(access)
  return { reaction: '+1', text: helpText(config.governance, config.stages, place) }
}
