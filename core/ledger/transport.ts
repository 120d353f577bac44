/** A file of the ledger: `audit/<id>.json`, … */
export interface LedgerFile {
  readonly path: string
  readonly text: string
}

/** What one commit of the ledger did to its files. */
export interface LedgerCommit {
  readonly sha: string
  readonly parents: readonly string[]
  readonly changes: readonly { readonly status: 'added' | 'modified' | 'deleted' | 'other'; readonly path: string }[]
}

/**
 * Where the ledger's branch lives: in a Git repository, or behind GitHub's Git data API. A transport
 * moves bytes; what may be written, and what to do after a lost race, is decided by who calls it.
 */
export interface LedgerTransport {
  /** For people: `contender/ledger of origin`. */
  readonly place: string
  /** The branch's commit as it is now, read anew; undefined where there is no branch. */
  readonly head: () => Promise<string | undefined>
  /** Makes a commit that adds one file to the tree of `parent`, and gives it. The branch does not move. */
  readonly commit: (parent: string | undefined, file: LedgerFile, message: string) => Promise<string>
  /** Moves the branch from one commit to another; false if it is no longer at the first: someone else was faster. */
  readonly advance: (from: string | undefined, to: string) => Promise<boolean>
  /** Files below a folder, sorted by path. */
  readonly read: (commit: string, folder: string) => Promise<readonly LedgerFile[]>
  /** The first parents of a commit and what each changed, oldest first. */
  readonly history: (commit: string) => Promise<readonly LedgerCommit[]>
}
