import type { Action } from '../actions/action.ts'

/** The commands, in the order of a model's life. Loaded one at a time: help needs none of them. */
export const COMMANDS: readonly { name: string; summary: string; load: () => Promise<Action> }[] = [
  {
    name: 'train',
    summary: 'train the models of contender.yml, by your own command or a built-in trainer',
    load: async () => (await import('../actions/train/main.ts')).train as unknown as Action,
  },
  {
    name: 'evaluate',
    summary: 'metrics of a model or a predictions file, each with a 95 % interval',
    load: async () => (await import('../actions/evaluate/main.ts')).evaluate as unknown as Action,
  },
  {
    name: 'compare',
    summary: 'candidate against baseline on the same rows: better, no worse, worse or undecided',
    load: async () => (await import('../actions/compare/main.ts')).compare as unknown as Action,
  },
  {
    name: 'report',
    summary: 'what was found, as Markdown for a reviewer',
    load: async () => (await import('../actions/report/main.ts')).report as unknown as Action,
  },
  {
    name: 'pipeline',
    summary: 'train, evaluate, compare and report, in that order',
    load: async () => (await import('../actions/pipeline/main.ts')).pipeline as unknown as Action,
  },
]
