import { execFileSync } from 'node:child_process'
import { startGitHub } from '../../../test/github/github.ts'
import { installationToken } from '../../../test/github/tokens.ts'

/** A GitHub on this machine with the repository of a folder, as the tests have it: real HTTP, real git. */
export interface LocalGitHub {
  readonly url: string
  /** What a scheduled job has of it: the job's own token, and one of the team's App for pull requests. */
  readonly environment: Readonly<Record<string, string>>
  readonly pulls: () => Promise<readonly Pull[]>
  readonly issues: () => Promise<readonly Issue[]>
  readonly files: (from: string, to: string) => Promise<string>
  readonly close: () => Promise<void>
}

export interface Issue {
  readonly number: number
  readonly title: string
  readonly body: string
}

export interface Pull extends Issue {
  readonly user: { readonly login: string }
  readonly head: { readonly ref: string }
  readonly html_url: string
}

/** Makes a repository of a folder, with all that it does not ignore. */
export function begin(folder: string): void {
  const git = gitIn(folder)
  git('init', '--quiet', '--initial-branch=main')
  git('config', 'user.name', 'Ann')
  git('config', 'user.email', 'ann@example.com')
  commitAll(folder, 'Begin')
}

export function commitAll(folder: string, message: string): void {
  const git = gitIn(folder)
  git('add', '--all')
  git('commit', '--quiet', `--message=${message}`)
}

/** Pushes the repository of a folder to a GitHub of its own, and makes that its origin. */
export async function localGitHub(folder: string): Promise<LocalGitHub> {
  const git = gitIn(folder)
  const github = await startGitHub({ from: folder })
  git('remote', 'add', 'origin', `file://${github.git.folder}`)
  git('fetch', '--quiet', 'origin')
  const permissions = { contents: 'write', issues: 'write', checks: 'read' } as const
  const list = async (kind: 'issues' | 'pulls') => {
    const { body } = await github.request('GET', `/repos/acme/models/${kind}?state=open`)
    return body as readonly (Pull & { readonly pull_request?: object })[]
  }
  return {
    url: github.url,
    environment: {
      GITHUB_API_URL: github.url,
      GITHUB_REPOSITORY: 'acme/models',
      GITHUB_SERVER_URL: github.url,
      GITHUB_TOKEN: github.jobToken({ permissions, event: 'schedule' }),
      CONTENDER_PULL_TOKEN: installationToken(github.world).value,
    },
    pulls: () => list('pulls'),
    issues: async () => (await list('issues')).filter((issue) => issue.pull_request === undefined),
    files: (from, to) => github.git.text('diff', '--stat', from, to),
    close: github.close,
  }
}

function gitIn(folder: string) {
  return (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] })
}
