import type { TestContext } from 'node:test'
import { Octokit } from '@octokit/rest'
import { type GitHub, startGitHub } from '../../github/github.ts'
import { pullRequest, script } from '../repository.ts'

/** A pull request's run on a GitHub of its own, and what a runner gives to each of its jobs. */
export interface Job {
  readonly folder: string
  readonly github: GitHub
  readonly run: number
  readonly environment: Readonly<Record<string, string>>
  /** Artifacts of the run, the oldest first. */
  readonly artifacts: () => Promise<Artifact[]>
}

export interface Artifact {
  readonly id: number
  readonly name: string
  readonly digest: string
  readonly bytes: Uint8Array
}

/** As `pullRequest`, pushed to GitHub and running there. */
export async function startJob(t: TestContext, files: Parameters<typeof pullRequest>[1]): Promise<Job> {
  const { folder } = await pullRequest(t, files)
  const github = await startGitHub({ t, from: folder })
  const { id } = await github.addRun({ headSha: script(folder, 'git rev-parse HEAD') })
  const ann = new Octokit({ auth: github.userToken('ann'), baseUrl: github.url })
  const at = { owner: github.owner, repo: github.repo }
  return {
    folder,
    github,
    run: id,
    environment: {
      ACTIONS_RESULTS_URL: github.resultsUrl,
      ACTIONS_RUNTIME_TOKEN: github.runtimeToken(id),
      GITHUB_API_URL: github.url,
      GITHUB_RUN_ID: String(id),
    },
    async artifacts() {
      const { data } = await ann.rest.actions.listWorkflowRunArtifacts({ ...at, run_id: id })
      const download = async (artifact_id: number) => {
        const archive = await ann.rest.actions.downloadArtifact({ ...at, artifact_id, archive_format: 'zip' })
        return new Uint8Array(archive.data as ArrayBuffer)
      }
      const found = data.artifacts.toSorted((a, b) => a.id - b.id)
      return Promise.all(
        found.map(async ({ digest, id, name }) => ({ id, name, digest: digest!, bytes: await download(id) })),
      )
    },
  }
}
