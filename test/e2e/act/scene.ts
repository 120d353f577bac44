import { copyFile, mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { TestContext } from 'node:test'
import { parse } from 'yaml'
import { folderWith } from '../../folder.ts'
import { type GitHub, startGitHub } from '../../github/github.ts'
import { workflowPermissions } from '../../github/job-permissions.ts'
import { type Author, checkOut, newAuthor } from './author.ts'
import { release } from './release.ts'
import { type ActOptions, type ActRun, runAct } from './run-act.ts'

/** The workflow that waits for the one that judges, as the flights have it. */
const SECOND_FILE = '.github/workflows/contender-comment.yml'

const RELEASE_FILE = '.github/workflows/contender-release.yml'

/** Gives a repository that workflow. */
export async function addSecondFile(folder: string): Promise<void> {
  await copyFile(join('examples/flights', SECOND_FILE), join(folder, SECOND_FILE))
}

const SETUP_NODE = 'actions/setup-node@a0853c24544627f65ddf259abe73b1d18a591444'
const APP_TOKEN = 'actions/create-github-app-token@67018539274d69449ef7c02e8e71183d1719ab42'
const SETUP_PYTHON = 'actions/setup-python@e797f83bcb11b83ae66e0230d6156d7c80228e7c'

export interface Scene {
  readonly github: GitHub
  readonly author: Author
  /** Pushes a change to a branch of acme/models, or of mallory's fork of it. */
  readonly push: (branch: string, change: (folder: string) => Promise<void>, who?: 'ann' | 'mallory') => Promise<void>
  /** Runs `contender.yml` for a pull request as it is now, as its event would. */
  readonly judge: (number: number) => Promise<Judged>
  /** Runs `contender-comment.yml` after such a run. */
  readonly afterwards: (judged: Judged) => Promise<ActRun>
  /** Merges a pull request, as somebody who may. */
  readonly merge: (number: number) => Promise<Pushed>
  /** Runs `contender-release.yml` for a push to main, as its event would. */
  readonly release: (push: Pushed) => Promise<ActRun>
  /** Runs a workflow on main as a schedule would, by the name of its file. */
  readonly schedule: (workflow: string) => Promise<ActRun>
  /** Bodies of the pull request's comments, each with its id and author. */
  readonly comments: (number: number) => Promise<readonly { id: number; login: string; body: string }[]>
}

/** What a push to main was. */
export interface Pushed {
  readonly before: string
  readonly after: string
}

export interface Judged extends ActRun {
  /** Of the workflow run, at GitHub. */
  readonly id: number
}

interface Options {
  readonly example: string
  /** What a team would have added to its copy. */
  readonly begin?: (folder: string) => Promise<void>
  readonly programs?: ActOptions['programs']
  /** Folders that stand in for other people's actions, by `owner/name@ref`. */
  readonly actions?: ActOptions['actions'] | ((github: GitHub) => Promise<ActOptions['actions']>)
}

/** A repository at GitHub that began with a copy of an example, and a runner for its workflows. */
export async function openScene(t: TestContext, { begin, example, ...own }: Options): Promise<Scene> {
  const folder = await folderWith(t)
  await mkdir(join(folder, 'author'))
  const author = await newAuthor(join(folder, 'author'), example, begin ?? (async () => undefined))
  const github = await startGitHub({ t, from: author.folder })
  const others = typeof own.actions === 'function' ? await own.actions(github) : own.actions
  const { folder: ours, natives } = await release()
  let runs = 0

  const runWorkflow = async (of: WorkflowRun): Promise<ActRun> => {
    runs += 1
    const clone = join(folder, `clone-${runs}`)
    await mkdir(clone)
    await checkOut(clone, github.cloneUrl, of.commit, of.ref)
    const text = await readFile(join(clone, '.github/workflows', of.workflow), 'utf8')
    const secrets = (job: string) => ({
      token: github.jobToken({
        permissions: workflowPermissions(text, job),
        fork: of.fork,
        event: of.event,
        run: of.run,
      }),
      runtimeToken: github.runtimeToken(of.run),
      resultsUrl: github.resultsUrl,
    })
    const jobs = Object.keys((parse(text) as { jobs: object }).jobs)
    return runAct({
      ...own,
      onJob: (job, result) => {
        // Of a matrix, one leg that failed is enough.
        if (result !== 'success') void github.finishJob(of.run, job, 'failure')
      },
      clone,
      workflow: of.workflow,
      event: of.event,
      payload: of.payload,
      scratch: join(folder, 'runner'),
      jobs: Object.fromEntries(jobs.map((job) => [job, secrets(job)])),
      actions: { 'contender-ml/contender@v1': ours, ...others },
      environment: {
        CONTENDER_NATIVE_DIR: natives,
        GITHUB_API_URL: github.url,
        GITHUB_REPOSITORY: 'acme/models',
        GITHUB_REF: `refs/${of.ref}`,
        GITHUB_RUN_ID: String(of.run),
      },
    })
  }

  return {
    github,
    author,
    push: async (branch, change, who = 'ann') => {
      await author.commit(branch, change)
      const login = `x-access-token:${github.userToken(who)}`
      const repository = who === 'ann' ? 'acme/models' : 'mallory/models'
      await author.push(branch, `${github.url.replace('//', `//${login}@`)}/${repository}.git`)
    },
    judge: async (number) => {
      const { body: pull } = await github.request('GET', `/repos/acme/models/pulls/${number}`)
      const { base, head, merge_commit_sha: commit, user } = pull as Pull
      const fork = head.repo.full_name !== base.repo.full_name
      const run = await github.addRun({
        headSha: head.sha,
        headBranch: head.ref,
        headRepository: head.repo.full_name,
        actor: user.login,
        jobs: ['judge', 'comment'],
      })
      const payload = { action: 'synchronize', number, pull_request: pull, repository: base.repo }
      const of = { workflow: 'contender.yml', event: 'pull_request', commit, ref: `pull/${number}/merge`, fork }
      const ran = await runWorkflow({ ...of, payload, run: run.id })
      await github.finishRun(run.id, ran.code === 0 ? 'success' : 'failure')
      return { ...ran, id: run.id }
    },
    afterwards: async ({ id }) => {
      const { body: workflow_run } = await github.request('GET', `/repos/acme/models/actions/runs/${id}`)
      const { body: repository } = await github.request('GET', '/repos/acme/models')
      const commit = await github.git.line('rev-parse', 'main')
      const run = await github.addRun({
        headSha: commit,
        headBranch: 'main',
        event: 'workflow_run',
        workflow: SECOND_FILE,
      })
      const payload = { action: 'completed', workflow_run, repository }
      const of = { workflow: 'contender-comment.yml', event: 'workflow_run', commit, ref: 'heads/main', fork: false }
      return runWorkflow({ ...of, payload, run: run.id })
    },
    merge: async (number) => {
      const before = await github.git.line('rev-parse', 'main')
      const { body, status } = await github.request('PUT', `/repos/acme/models/pulls/${number}/merge`, {})
      if (status !== 200) throw new Error(`#${number} was not merged: ${JSON.stringify(body)}`)
      await author.pull(github.cloneUrl)
      return { before, after: (body as { sha: string }).sha }
    },
    release: async ({ after, before }) => {
      const { body: repository } = await github.request('GET', '/repos/acme/models')
      const run = await github.addRun({
        headSha: after,
        headBranch: 'main',
        event: 'push',
        workflow: RELEASE_FILE,
      })
      const payload = { ref: 'refs/heads/main', before, after, repository }
      const of = { workflow: basename(RELEASE_FILE), event: 'push', commit: after, ref: 'heads/main', fork: false }
      const ran = await runWorkflow({ ...of, payload, run: run.id })
      await github.finishRun(run.id, ran.code === 0 ? 'success' : 'failure')
      return ran
    },
    schedule: async (workflow) => {
      const commit = await github.git.line('rev-parse', 'main')
      const { body: repository } = await github.request('GET', '/repos/acme/models')
      const file = `.github/workflows/${workflow}`
      const run = await github.addRun({ headSha: commit, headBranch: 'main', event: 'schedule', workflow: file })
      const of = { workflow, event: 'schedule', commit, ref: 'heads/main', fork: false }
      const ran = await runWorkflow({ ...of, payload: { repository }, run: run.id })
      await github.finishRun(run.id, ran.code === 0 ? 'success' : 'failure')
      return ran
    },
    comments: async (number) => {
      const { body } = await github.request('GET', `/repos/acme/models/issues/${number}/comments`)
      return (body as Comment[]).map(({ body, id, user }) => ({ id, login: user.login, body }))
    },
  }
}

interface WorkflowRun {
  readonly workflow: string
  readonly event: string
  readonly payload: object
  readonly commit: string
  /** Without `refs/`. */
  readonly ref: string
  readonly fork: boolean
  readonly run: number
}

interface Pull {
  readonly base: { readonly repo: { readonly full_name: string } }
  readonly head: { readonly sha: string; readonly ref: string; readonly repo: { readonly full_name: string } }
  readonly merge_commit_sha: string
  readonly user: { readonly login: string }
}

interface Comment {
  readonly id: number
  readonly body: string
  readonly user: { readonly login: string }
}

/** actions/setup-node, whose work is done, and an App's token, which is made once GitHub is there. */
export async function setUpRetraining(t: TestContext, token: string): Promise<Readonly<Record<string, string>>> {
  const node = 'name: Set up Node\ndescription: Stands in\ninputs: { node-version: { description: Ignored } }\n'
  const app = `name: Token of an App
description: Stands in for actions/create-github-app-token
outputs: { token: { description: Of the App, value: '\${{ steps.token.outputs.token }}' } }
`
  const step = (id: string, line: string) =>
    `runs: { using: composite, steps: [{ id: ${id}, shell: sh, run: '${line}' }] }\n`
  return {
    [SETUP_NODE]: await folderWith(t, { 'action.yml': `${node}${step('node', 'true')}` }),
    [APP_TOKEN]: await folderWith(t, {
      'action.yml': `${app}${step('token', `echo "token=${token}" >> "$GITHUB_OUTPUT"`)}`,
    }),
  }
}

/** actions/setup-python, whose work is done: what it would install lies in `folder`. */
export async function setUpPython(t: TestContext, folder: string): Promise<Readonly<Record<string, string>>> {
  const action = `name: Set up Python
description: Stands in for actions/setup-python
inputs: { python-version: { description: Ignored } }
runs:
  using: composite
  steps:
    - run: echo '${folder}/bin' >> "$GITHUB_PATH"
      shell: sh
`
  return { [SETUP_PYTHON]: await folderWith(t, { 'action.yml': action }) }
}
