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

/** An annotated tag to make. */
export interface NewTag {
  readonly name: string
  readonly commit: string
  readonly message: string
  /** The tagger's time: whole seconds count. */
  readonly at: Date
  readonly by: { readonly name: string; readonly email: string | null }
}

/** `raced`: the branch has moved meanwhile; `exists`: there is a tag of that name already. */
export type Advanced = 'done' | 'raced' | 'exists'

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
  /**
   * Moves the branch from one commit to another and makes tags. Git does all of it or nothing; GitHub's API
   * makes the tags after the branch has moved. The branch never moves but forward from `from`.
   */
  readonly advance: (from: string | undefined, to: string, tags: readonly NewTag[]) => Promise<Advanced>
  /** Files below a folder, sorted by path. */
  readonly read: (commit: string, folder: string) => Promise<readonly LedgerFile[]>
  /** The first parents of a commit and what each changed, oldest first. */
  readonly history: (commit: string) => Promise<readonly LedgerCommit[]>
}
