/** The commands of a comment: how each is written, what it does, and who may. In the order in which `help` lists them. */
export const USAGE = {
  sign: {
    form: 'sign <item> [note]',
    does: 'takes an item of the checklist on yourself, for the newest commit',
    who: 'whom the item names',
  },
  unsign: { form: 'unsign <item>', does: 'takes your signature back', who: 'whoever signed' },
  accept: {
    form: 'accept <gate> <reason>',
    does: 'lets a gate that did not pass be, for the newest commit',
    who: '`governance.accept`',
  },
  rerun: { form: 'rerun', does: 'runs the workflow that judges once more', who: 'write' },
  retrain: { form: 'retrain [model]', does: 'starts the workflow that trains a model anew', who: 'write' },
  promote: {
    form: 'promote <model>[@version] [stage]',
    does: 'gives a stage to a version; the next stage where none is named',
    who: '`governance.promote`, else maintain',
  },
  rollback: {
    form: 'rollback <model> [stage]',
    does: 'gives a stage back to the version before',
    who: '`governance.promote`, else maintain',
  },
  explain: { form: 'explain <metric|gate|item>', does: 'says what it is and where it stands', who: 'triage' },
  help: { form: 'help', does: 'lists these commands', who: 'triage' },
} as const

export type CommandName = keyof typeof USAGE

export const COMMAND_NAMES = Object.keys(USAGE) as CommandName[]

/**
 * How a command is written.
 *
 * @example
 * usageOf('rerun') // '/contender rerun'
 */
export function usageOf(name: CommandName): string {
  return `/contender ${USAGE[name].form}`
}
