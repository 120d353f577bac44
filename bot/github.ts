import type { Octokit } from '@octokit/rest'
import type { GitHubPlace, Repository } from '../core/io/github/client.ts'

/** What can never change at GitHub, kept for a while: files at a commit, tags by their digest. */
export interface Cache {
  /**
   * What is kept under a key, else what `make` gives; a failure is not kept.
   *
   * @param size of what was made, in bytes; a kilobyte where nobody says
   */
  readonly get: <T>(key: string, make: () => Promise<T>, size?: (made: T) => number) => Promise<T>
}

export interface Log {
  readonly info: (message: string, fields?: object) => void
  readonly warn: (message: string, fields?: object) => void
  readonly error: (message: string, fields?: object) => void
}

/** One repository where the App is installed. */
export interface RepositoryAccess {
  readonly at: Repository
  readonly installation: number
  /** Does not repeat a write after a wait: it fails (`isLimited`), for who wrote to look again. */
  readonly client: Octokit
  /** For the ledger. */
  readonly place: GitHubPlace
  /** `login` as comments are signed with it: `contender[bot]`. */
  readonly app: { readonly id: number; readonly login: string }
  /** `https://github.com`: for links. */
  readonly server: string
  readonly now: () => Date
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly cache: Cache
  readonly log: Log
}
