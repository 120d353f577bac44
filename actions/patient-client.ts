import type { Octokit } from '@octokit/rest'
import { type GitHubPlace, githubClient } from '../core/io/github/client.ts'
import type { Host } from './action.ts'

/** A rate limit gives requests anew within the hour; a job that waits longer is better run again. */
const PATIENCE_SECONDS = 15 * 60

/** GitHub as a job asks it: it waits out a rate limit, and says so. */
export function patientClient(place: GitHubPlace, { warn }: Pick<Host, 'warn'>): Octokit {
  const onWait = (seconds: number) => warn(`GitHub has had too many requests and asks to wait for ${seconds} seconds`)
  return githubClient({ ...place, patience: PATIENCE_SECONDS, onWait })
}
