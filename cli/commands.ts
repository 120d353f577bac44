import type { Action } from '../actions/action.ts'

/** One command; `registry show` is the command `show` of the group `registry`. */
interface Listed {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Action>
}

/** What groups of commands are about, where the group is no command itself. */
export const GROUPS: Readonly<Record<string, string>> = {}

/** The commands, in the order of a model's life. Loaded one at a time: the list of them needs none. */
export const COMMANDS: readonly Listed[] = [
  {
    name: 'init',
    summary: 'write a first contender.yml and its workflow from what the repository holds',
    load: async () => (await import('../actions/init/main.ts')).init,
  },
  {
    name: 'doctor',
    summary: 'check an existing set-up, and say the next step for each finding',
    load: async () => (await import('../actions/doctor/main.ts')).doctor,
  },
  {
    name: 'validate',
    summary: 'check the data against its contract, and for leaks, duplicates and personal data',
    load: async () => (await import('../actions/validate/main.ts')).validate,
  },
  {
    name: 'train',
    summary: 'train the models of contender.yml, by your own command or a built-in trainer',
    load: async () => (await import('../actions/train/main.ts')).train,
  },
  {
    name: 'evaluate',
    summary: 'metrics of a model or a predictions file, each with a 95 % interval',
    load: async () => (await import('../actions/evaluate/main.ts')).evaluate,
  },
  {
    name: 'compare',
    summary: 'candidate against baseline on the same rows: better, no worse, worse or undecided',
    load: async () => (await import('../actions/compare/main.ts')).compare,
  },
  {
    name: 'report',
    summary: 'what was found, as Markdown for a reviewer',
    load: async () => (await import('../actions/report/main.ts')).report,
  },
  {
    name: 'pipeline',
    summary: 'train, evaluate, compare and report, in that order',
    load: async () => (await import('../actions/pipeline/main.ts')).pipeline,
  },
]
