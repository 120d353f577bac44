import { placeOf } from '../git/place.ts'
import { simpleUser } from '../people.ts'
import type { World } from '../world.ts'

export interface OpenOptions {
  readonly head: string
  readonly base?: string
  readonly title?: string
  readonly body?: string
  /** From mallory/models; a branch that only acme has moves there first. */
  readonly fork?: boolean
  readonly author?: string
}

export interface OpenedPull {
  readonly number: number
  readonly headSha: string
  /** What a runner checks out; undefined where head and base conflict. */
  readonly mergeSha: string | undefined
  /** The payload that a runner finds at GITHUB_EVENT_PATH. */
  readonly event: Readonly<Record<string, unknown>>
}

/** Opens a pull request for a branch that is there, as its author would. */
export async function openPullRequest(
  world: World,
  { author, base = 'main', body, fork = false, head, title }: OpenOptions,
): Promise<OpenedPull> {
  const { git, owner, repo } = world
  const login = author ?? (fork ? 'mallory' : 'ann')
  if (fork) {
    const ref = `${placeOf(world, `mallory/${repo}`).refs}heads/${head}`
    if (!(await git.yes('rev-parse', '--verify', '--quiet', ref))) {
      await git.text('update-ref', ref, `refs/heads/${head}`)
      await git.text('update-ref', '-d', `refs/heads/${head}`)
    }
  }
  const token = world.addToken({ login, kind: 'user', permissions: {}, app: null }, 'ghp')
  const asked = {
    title: title ?? head,
    head: fork ? `mallory:${head}` : head,
    base,
    ...(body !== undefined && { body }),
  }
  const opened = await world.request('POST', `/repos/${owner}/${repo}/pulls`, asked, token.value)
  if (opened.status !== 201) throw new Error(`No pull request for ${head}: ${JSON.stringify(opened.body)}`)
  const pull = opened.body
  return {
    number: pull.number,
    headSha: pull.head.sha,
    mergeSha: pull.merge_commit_sha ?? undefined,
    event: {
      action: 'opened',
      number: pull.number,
      pull_request: pull,
      repository: pull.base.repo,
      sender: simpleUser(world, login),
    },
  }
}
