/** Branches for retraining begin with `contender/` too, so no branch may be named plain `contender`. */
export const LEDGER_BRANCH = 'contender/ledger'

/** How the name of a branch of retraining begins; the model's follows. */
export const RETRAINING = 'contender/retrain/'

/** The file that the first commit adds, and that makes the branch ours. */
export const README = 'README.md'

const MARKER = '<!-- contender/ledger@1 -->'

/** For a person who opens the branch in a browser. */
export const README_TEXT = `# The ledger of this repository

[Contender](https://github.com/contender-ml/contender) keeps here what happened to the models of this repository: which
runs were recorded, who registered, promoted, deprecated or rolled back which version, when and why, and how production was judged.

- \`runs/<model>/<id>.json\`: a training, what it was made from and how it was judged
- \`drift/<model>/<id>.json\`: a window of production, as it was judged
- \`retrain/<model>/<id>.json\`: a challenger that was trained, and what came of it
- \`audit/<id>.json\`: something that a person or a workflow did

**Only ever add to this branch, and only through Contender.** Each commit adds one file and no commit changes or removes
one, so the history is the record. \`contender audit verify\` checks that it still is, \`contender audit log\` prints it.
Protect the branch against force-pushes and deletion. It shares no history with your code: never merge it.

${MARKER}
`

/** Whether a branch is a ledger of ours, by its README; undefined where it has none. */
export function isLedger(readme: string | undefined): boolean {
  return readme?.includes(MARKER) ?? false
}
