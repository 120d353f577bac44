import type { Octokit } from '@octokit/rest'
import type { GitHubPlace, Repository } from '../core/io/github/client.ts'

/** What can never change, got once: content by commit, an artifact by id and digest. Bounded; failures are not kept. */
export interface Cache {
  readonly get: <T>(key: string, make: () => Promise<T>) => Promise<T>
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
  /** A write after a wait fails with `isLimited`, for the caller to look again. */
  readonly client: Octokit
  readonly place: GitHubPlace
  /** `contender[bot]` */
  readonly app: { readonly id: number; readonly login: string }
  /** `https://github.com`, for links. */
  readonly server: string
  readonly now: () => Date
  readonly clock: () => number
  readonly random: (bytes: number) => Uint8Array
  readonly cache: Cache
  readonly log: Log
}
