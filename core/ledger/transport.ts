/** A file of the ledger: `audit/<id>.json`, … */
export interface LedgerFile {
  readonly path: string
  readonly text: string
}

/** Who made a commit or a tag, and when: whole seconds count. */
export interface Signature {
  readonly name: string
  readonly email: string | null
  readonly at: Date
}

/** A file that the ledger gets, in a commit of its own. */
export interface Addition {
  readonly file: LedgerFile
  readonly message: string
  readonly by: Signature
  /** Whether it is the App that writes: GitHub then says so itself, and signs the commit. */
  readonly byApp: boolean
}

/** What one commit of the ledger did to its files. */
export interface LedgerCommit {
  readonly sha: string
  readonly parents: readonly string[]
  /** The committer's time. */
  readonly at: Date
  readonly message: string
  readonly changes: readonly { readonly status: 'added' | 'modified' | 'deleted' | 'other'; readonly path: string }[]
}

/** An annotated tag to make. */
export interface NewTag {
  readonly name: string
  readonly commit: string
  /** `Ledger.append` adds the line that says which commit of the ledger tells of it. */
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
  /** A file as it is at a commit; undefined where there is none. */
  readonly file: (commit: string, path: string) => Promise<string | undefined>
  /** Makes a chain of commits on `parent`, one for each file, and gives the last. The branch does not move. */
  readonly commit: (parent: string | undefined, additions: readonly Addition[]) => Promise<string>
  /**
   * Moves the branch from one commit to another and makes tags. Git does all of it or nothing; GitHub's API
   * makes the tags after the branch has moved. The branch never moves but forward from `from`.
   *
   * @throws {UserError} if it is refused for another reason than a lost race, with the server's own words
   */
  readonly advance: (from: string | undefined, to: string, tags: readonly NewTag[]) => Promise<Advanced>
  /** Files below a folder, or below none: all, sorted by path. */
  readonly read: (commit: string, folder: string) => Promise<readonly LedgerFile[]>
  /**
   * Tags that the newest commits tell of, and when; for where a tag is made after the branch has moved, and may be
   * still to come. None where both are made at once.
   */
  readonly promised: (commit: string) => Promise<readonly { readonly tag: string; readonly at: Date }[]>
  /** The first parents of a commit and what each changed, oldest first. */
  readonly history: (commit: string) => Promise<readonly LedgerCommit[]>
}
