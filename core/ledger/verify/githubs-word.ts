/** What GitHub says of the commits of a ledger, and of which repository it says so. */
export interface GitHubsWord {
  /** Number of the repository. */
  readonly repository: number
  /** By SHA: the App that made it, undefined where that was none, and its message. */
  readonly commits: ReadonlyMap<string, { readonly app: string | undefined; readonly message: string }>
}
