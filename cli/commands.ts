import type { Action } from '../actions/action.ts'

/** One command; `registry show` is the command `show` of the group `registry`. */
interface Listed {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Action>
}

/** What groups of commands are about, where the group is no command itself. */
export const GROUPS: Readonly<Record<string, string>> = {
  profile: 'summaries of data, to compare it by without having it',
}

/** The commands, in the order of a model's life. Loaded one at a time: the list of them needs none. */
export const COMMANDS: readonly Listed[] = [
  {
    name: 'train',
    summary: 'train the models of contender.yml, by your own command or a built-in trainer',
    load: async () => (await import('../actions/train/main.ts')).train,
  },
  {
    name: 'profile merge',
    summary: 'one profile of the rows of several, without the rows',
    load: async () => (await import('../actions/profile/merge/main.ts')).profileMerge,
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
