import type { Action } from '../actions/action.ts'

/** One command; `registry show` is the command `show` of the group `registry`. */
interface Listed {
  readonly name: string
  readonly summary: string
  readonly load: () => Promise<Action>
}

/** What groups of commands are about, where the group is no command itself. */
export const GROUPS: Readonly<Record<string, string>> = {
  audit: 'the ledger: who did what, and whether the record still stands',
  registry: 'versions and stages of models, as tags of Git that GTO reads too',
  profile: 'summaries of data, to compare it by without having it',
}

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
    name: 'profile merge',
    summary: 'one profile of the rows of several, without the rows',
    load: async () => (await import('../actions/profile/merge/main.ts')).profileMerge,
  },
  {
    name: 'reproduce',
    summary: 'make a run again from its commit: bit-identical, same predictions, or different and where',
    load: async () => (await import('../actions/reproduce/main.ts')).reproduce,
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
    name: 'explain',
    summary: 'how the answer for one test row came about, feature by feature',
    load: async () => (await import('../actions/explain/main.ts')).explain,
  },
  {
    name: 'report',
    summary: 'what was found, as Markdown for a reviewer',
    load: async () => (await import('../actions/report/main.ts')).report,
  },
  {
    name: 'comment',
    summary: 'one comment on the pull request with the report, edited in place',
    load: async () => (await import('../actions/comment/main.ts')).comment,
  },
  {
    name: 'pipeline',
    summary: 'validate, train, evaluate, compare and report, in that order',
    load: async () => (await import('../actions/pipeline/main.ts')).pipeline,
  },
  {
    name: 'release',
    summary: 'after a merge: judge the models again, register their versions and publish them as releases',
    load: async () => (await import('../actions/release/main.ts')).release,
  },
  {
    name: 'drift',
    summary: 'production against what a model was made and judged on: inputs, answers and performance',
    load: async () => (await import('../actions/drift/main.ts')).drift,
  },
  {
    name: 'retrain',
    summary: 'train on newer rows, and open a pull request only where the challenger beats production',
    load: async () => (await import('../actions/retrain/main.ts')).retrain,
  },
  {
    name: 'runs',
    summary: 'trainings of the past: parameters, metrics, outcomes',
    load: async () => (await import('../actions/runs/main.ts')).runs,
  },
  {
    name: 'runs diff',
    summary: 'what changed between two runs, and what it did to the metrics',
    load: async () => (await import('../actions/runs/diff.ts')).runsDiff,
  },
  {
    name: 'runs record',
    summary: 'put the newest run of each model into the ledger, for all to see',
    load: async () => (await import('../actions/runs/record.ts')).runsRecord,
  },
  {
    name: 'lineage',
    summary: 'from a version to its commit, run and data, and back',
    load: async () => (await import('../actions/lineage/main.ts')).lineage,
  },
  {
    name: 'publish',
    summary: 'a static site of all models from the ledger and the tags, for GitHub Pages',
    load: async () => (await import('../actions/publish/main.ts')).publish,
  },
  {
    name: 'card',
    summary: 'a model card and a bill of materials, from evidence and card.yml',
    load: async () => (await import('../actions/card/main.ts')).card,
  },
  {
    name: 'evidence',
    summary: 'card, bill, reports, run, sign-offs, audit trail and digests of a version in one folder, for an auditor',
    load: async () => (await import('../actions/evidence/main.ts')).evidence,
  },
  {
    name: 'registry register',
    summary: 'give a commit of the default branch a version of a model',
    load: async () => (await import('../actions/registry/register.ts')).register,
  },
  {
    name: 'registry assign',
    summary: 'promote a version to a stage',
    load: async () => (await import('../actions/registry/assign.ts')).assign,
  },
  {
    name: 'registry rollback',
    summary: 'give a stage back to the version before',
    load: async () => (await import('../actions/registry/rollback.ts')).rollback,
  },
  {
    name: 'registry unassign',
    summary: 'leave a stage without a version',
    load: async () => (await import('../actions/registry/unassign.ts')).unassign,
  },
  {
    name: 'registry deprecate',
    summary: 'say that a version, or a whole model, is not to be used any more',
    load: async () => (await import('../actions/registry/deprecate.ts')).deprecate,
  },
  {
    name: 'registry show',
    summary: 'versions of models, and which is in which stage',
    load: async () => (await import('../actions/registry/show.ts')).show,
  },
  {
    name: 'registry history',
    summary: 'what was done to versions and stages, by whom and why',
    load: async () => (await import('../actions/registry/history.ts')).history,
  },
  {
    name: 'audit log',
    summary: 'who did what to versions and stages, when and why, from the ledger',
    load: async () => (await import('../actions/audit/log.ts')).auditLog,
  },
  {
    name: 'audit export',
    summary: 'the audit log of a period, every event with all its fields, as CSV or JSON',
    load: async () => (await import('../actions/audit/export.ts')).auditExport,
  },
  {
    name: 'audit verify',
    summary: 'whether the ledger was only ever added to, and agrees with the tags',
    load: async () => (await import('../actions/audit/verify.ts')).auditVerify,
  },
]
