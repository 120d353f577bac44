import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Report } from '../../../core/artifacts/report.ts'
import { contender, type Finished } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import type { GitHub } from '../../github/github.ts'
import type { OpenOptions } from '../../github/pulls/open.ts'
import { scene } from '../../github/routes/scene.ts'
import { zipOf } from '../../report-archive/zip.ts'
import { exampleReport } from '../../reports/example-report.ts'

export interface Scene {
  readonly github: GitHub
  readonly number: number
  readonly head: string
  readonly run: number
  /** Hands a report over as the job that judges does. */
  readonly upload: (report?: Partial<Report>, to?: { readonly run?: number; readonly name?: string }) => void
  /** What a runner gives to the job of an event. */
  readonly environment: (options?: Job) => Promise<Record<string, string>>
  /** One run of `contender comment` as the job of an event, with what its token may do. */
  readonly comment: (options?: Job) => Promise<Commented>
  readonly comments: () => Promise<readonly { id: number; body: string; user: { login: string } }[]>
  /** A comment of somebody, past every limit; `ann` where nobody is named. */
  readonly say: (body: string, token?: string) => Promise<number>
  /** A new commit on the branch of the pull request. */
  readonly push: () => Promise<string>
}

export interface Job {
  readonly event?: 'pull_request' | 'workflow_run' | 'push'
  readonly permissions?: Readonly<Record<string, 'read' | 'write'>>
  readonly line?: string
  readonly run?: number
  readonly attempt?: number
  readonly environment?: Readonly<Record<string, string>>
  readonly token?: string
}

export interface Commented extends Finished {
  readonly reads: number
  readonly writes: number
}

const PERMISSIONS = { actions: 'read', pull_requests: 'write' } as const
export const MARK = '<!-- contender:report '

/** acme/models with a pull request for the branch `change`, whose run is over and has left no report yet. */
export async function pullRequestScene(t: TestContext, options: Partial<OpenOptions> = {}): Promise<Scene> {
  const { change, github } = await scene(t)
  const opened = await github.openPullRequest({ head: 'change', ...options })
  const headRepository = options.fork ? 'mallory/models' : 'acme/models'
  const { id: run } = await github.addRun({ headSha: change, headRepository })
  const folder = await folderWith(t)
  const path = (rest: string) => `/repos/acme/models/${rest}`
  const ask = async (rest: string) => (await github.request('GET', path(rest))).body as never

  async function payloadOf(event: Job['event'], id: number): Promise<object> {
    if (event === 'pull_request') return opened.event
    return event === 'push' ? { ref: 'refs/heads/main' } : { workflow_run: await ask(`actions/runs/${id}`) }
  }

  async function environment(job: Job = {}): Promise<Record<string, string>> {
    const { attempt = 1, event = 'pull_request', permissions = PERMISSIONS, run: id = run, token } = job
    const eventPath = join(folder, 'event.json')
    await writeFile(eventPath, JSON.stringify(await payloadOf(event, id)))
    const from = { fork: options.fork ?? false, dependabot: options.author === 'dependabot[bot]', event, run: id }
    return {
      GITHUB_TOKEN: token ?? github.jobToken({ permissions, ...from }),
      GITHUB_REPOSITORY: 'acme/models',
      GITHUB_API_URL: github.url,
      GITHUB_EVENT_NAME: event,
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_RUN_ID: String(event === 'pull_request' ? id : 99),
      GITHUB_RUN_ATTEMPT: String(attempt),
      ...job.environment,
    }
  }

  return {
    github,
    number: opened.number,
    head: change,
    run,
    upload: (report = {}, { name = 'contender-report', run: id = run } = {}) => {
      const content = JSON.stringify({ ...exampleReport(), head_sha: change, ...report })
      github.putArtifact(id, name, zipOf([{ name: 'report.json', content }]))
    },
    environment,
    comment: async (job = {}) => {
      const variables = await environment(job)
      const since = github.calls.length
      const finished = await contender(`comment ${job.line ?? ''}`, folder, variables)
      return { ...finished, reads: github.count('reads', since), writes: github.count('writes', since) }
    },
    comments: () => ask(`issues/${opened.number}/comments?per_page=100`),
    say: async (body, token) => {
      const { body: made, status } = await github.request(
        'POST',
        path(`issues/${opened.number}/comments`),
        { body },
        token ?? github.userToken('ann'),
      )
      if (status !== 201) throw new Error(`No comment: ${JSON.stringify(made)}`)
      return (made as { id: number }).id
    },
    push: async () => {
      const of = async (method: string, rest: string, body: object) => {
        const answer = await github.request(method, path(rest), body)
        if (answer.status >= 300) throw new Error(`No commit: ${JSON.stringify(answer.body)}`)
        return answer.body as { sha: string }
      }
      const tree = await github.git.line('rev-parse', `${change}^{tree}`)
      const author = { name: 'Ann', email: 'ann@example.com', date: '2026-11-02T09:00:00Z' }
      const { sha } = await of('POST', 'git/commits', { message: 'More', tree, parents: [change], author })
      await of('PATCH', 'git/refs/heads/change', { sha })
      return sha
    },
  }
}
