import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { folderWith } from '../folder.ts'
import { script } from './repository.ts'

/** What a runner tells a job of an event: variables of its environment, with the payload in a file. */
export async function runnerEvent(
  t: Pick<TestContext, 'after'>,
  name: string,
  payload: object,
): Promise<Record<string, string>> {
  const path = join(await folderWith(t), 'event.json')
  await writeFile(path, JSON.stringify(payload))
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path }
}

/** The payload of a pull request from a branch of the same repository. */
export function pullRequestPayload(head: string, base = 'main'): object {
  const repo = { full_name: 'acme/models' }
  const sides = { head: { sha: head, ref: 'work', repo }, base: { sha: head, ref: base, repo } }
  return { pull_request: { number: 1, ...sides, user: { login: 'ann' } } }
}

/** The environment of a job at a GitHub of the tests, with this token. */
export function jobEnvironment({ owner, repo, url }: Place, token: string): Record<string, string> {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: `${owner}/${repo}`,
    GITHUB_SERVER_URL: url,
    GITHUB_TOKEN: token,
  }
}

interface Place {
  readonly owner: string
  readonly repo: string
  readonly url: string
}

/** A clone as actions/checkout leaves it: one commit of origin, on no branch. @param options of the fetch */
export async function checkout(
  t: Pick<TestContext, 'after'>,
  origin: string,
  ref: string,
  options = '--depth=1',
): Promise<string> {
  const clone = await folderWith(t)
  script(
    clone,
    'git init -q',
    `git remote add origin file://${origin}`,
    `git fetch -q --no-tags ${options} origin +${ref}:refs/remotes/checkout`,
    'git -c advice.detachedHead=false checkout -q refs/remotes/checkout',
  )
  return clone
}
