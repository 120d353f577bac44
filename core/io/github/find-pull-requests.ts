import type { Octokit } from '@octokit/rest'
import { type PullRequest, pullsOfRun } from '../../pull-request/pull-request.ts'
import type { Repository } from './client.ts'

/** What GitHub says of a pull request, alone and in lists. */
interface PullJson {
  readonly number: number
  readonly state: string
  readonly locked: boolean
  readonly head: { readonly sha: string; readonly repo: { readonly full_name: string } | null }
  readonly user: { readonly login: string } | null
}

/** A pull request by its number, in one request. */
export async function readPullRequest(client: Octokit, at: Repository, pull_number: number): Promise<PullRequest> {
  const { data } = await client.rest.pulls.get({ ...at, pull_number })
  return pullRequestOf(data)
}

/** A workflow run, as its event tells of it. */
export interface Run {
  readonly head: string
  /** `owner/name` and branch that its commit was pushed to; undefined where they are gone. */
  readonly headRepository: string | undefined
  readonly headBranch: string | undefined
}

/**
 * The open pull requests that a workflow run is of, in one request. GitHub's own list of them beside the run is
 * empty for forks.
 */
export async function findPullRequests(client: Octokit, at: Repository, run: Run): Promise<PullRequest[]> {
  const { headBranch, headRepository } = run
  if (headBranch === undefined || headRepository === undefined) return []
  const head = `${headRepository.split('/')[0]}:${headBranch}`
  const { data } = await client.rest.pulls.list({ ...at, state: 'open', head, per_page: 100 })
  return pullsOfRun(data.map(pullRequestOf), run)
}

function pullRequestOf({ head, locked, number, state, user }: PullJson): PullRequest {
  const { repo, sha } = head
  return {
    number,
    head: sha,
    headRepository: repo?.full_name,
    open: state === 'open',
    locked,
    author: user?.login,
  }
}
