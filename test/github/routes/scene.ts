import type { TestContext } from 'node:test'
import { Octokit } from '@octokit/rest'
import { script } from '../../actions/repository.ts'
import { folderWith } from '../../folder.ts'
import { type GitHubOptions, startGitHub } from '../github.ts'
import { installationToken } from '../tokens.ts'

const WORKFLOW = 'name: Contender\non: [pull_request, workflow_dispatch]\njobs: {}\n'

export const AT = Date.UTC(2026, 10, 2, 9)

/** acme/models at nine in the morning: a workflow on `main`, and one commit more on `change`. */
export async function scene(t: TestContext, options: GitHubOptions = {}) {
  const folder = await folderWith(t, { '.github/workflows/contender.yml': WORKFLOW, 'model.txt': 'a\n' })
  const [main = '', change = ''] = script(
    folder,
    'git init -q -b main && git add -A && git commit -qm "First"',
    'git rev-parse HEAD',
    'git checkout -q -b change && echo b > model.txt && git commit -qam "Second"',
    'git rev-parse HEAD',
  ).split('\n')
  const github = await startGitHub({ t, from: folder, at: AT, ...options })
  const as = (auth: string) => new Octokit({ auth, baseUrl: github.url, log: SILENT })
  const at = { owner: github.owner, repo: github.repo }
  const bot = as(installationToken(github.world).value)
  return { github, main, change, at, as, bot, ann: as(github.userToken('ann')) }
}

const SILENT = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
