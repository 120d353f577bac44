import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { TestContext } from 'node:test'
import { lookAtPull } from '../../../bot/pull/look.ts'
import type { Report } from '../../../core/artifacts/report.ts'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import { script } from '../../actions/repository.ts'
import { type GitHub, type GitHubOptions, startGitHub } from '../../github/github.ts'
import type { OpenOptions } from '../../github/pulls/open.ts'
import { AT } from '../../github/routes/scene.ts'
import { zipOf } from '../../report-archive/zip.ts'
import { exampleReport } from '../../reports/example-report.ts'
import { sharedRepository } from '../../shared-repository.ts'
import { accessTo, type TestAccess } from '../access.ts'
import { appendEvent } from './append-event.ts'

const WORKFLOW = 'name: Contender\non: [pull_request, merge_group]\njobs: {}\n'

/** By which the example report passes. */
export const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: data/train.csv, test: data/test.csv, target: late }
    train: { run: python train.py, inputs: [train.py] }
    model: models/delay.onnx
    evaluate: { metrics: [roc_auc, log_loss] }
    gates:
      - { metric: roc_auc, against: base, margin: 0.005 }
      - { metric: roc_auc, min: 0.65 }
governance: { policy: none }
`

type Files = Readonly<Record<string, string | undefined>>

export const BASE: Files = {
  '.github/workflows/contender.yml': WORKFLOW,
  'contender.yml': CONFIG,
  'README.md': 'Models\n',
  'data/train.csv': 'late\n1\n',
  'data/test.csv': 'late\n0\n',
  'models/delay.onnx': 'one',
  'train.py': 'print()\n',
}

export interface PullSceneOptions extends Omit<Partial<OpenOptions>, 'base'> {
  /** Beside those of `BASE`, or in their place; undefined: not there. */
  readonly base?: Files
  /** What the change writes, or, as undefined, removes; by default another model file. */
  readonly change?: Files
  readonly github?: GitHubOptions
  /** Commands for the shell, run on `main` before the branch begins. */
  readonly prepare?: string
}

export interface CheckJson {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly external_id: string
  readonly output: {
    readonly title: string
    readonly summary: string
    readonly text: string | null
    readonly annotations_count: number
  }
}

export type PullScene = Awaited<ReturnType<typeof pullScene>>

/** acme/models with a contender.yml, and a pull request of ann for the branch `change` that has no run yet. */
export async function pullScene(t: TestContext, options: PullSceneOptions = {}) {
  const { base = {}, change = { 'models/delay.onnx': 'two' }, github: more, prepare = 'true', ...open } = options
  const folder = await sharedRepository([base, prepare, change], async (folder) => {
    await writeAll(folder, { ...BASE, ...base })
    script(folder, 'git init -q -b main', 'git add -A', 'git commit -qm "First"', prepare, 'git checkout -q -b change')
    await writeAll(folder, change)
    script(folder, 'git add -A', 'git commit -qm "Second"')
  })
  const github = await startGitHub({ t, from: folder, at: AT, ...more })
  const { headSha: head, number } = await github.openPullRequest({ head: 'change', ...open })
  const headRepository = open.fork ? 'mallory/models' : 'acme/models'
  const access = accessTo(github)
  const ask = async (path: string) => (await github.request('GET', `/repos/acme/models/${path}`)).body

  return {
    github,
    number,
    head,
    access,
    /** One look, and what it cost. */
    look: (more: { verify?: boolean; as?: TestAccess } = {}) => lookOnce(github, more.as ?? access, number, more),
    /** A run of the head that is over and has left this report. */
    judge: async (report: Partial<Report> = {}, run: object = {}) => {
      const { id } = await github.addRun({ headSha: head, headRepository, ...run })
      await uploadOn(github, id, { head_sha: head, ...report })
      await github.finishRun(id)
      return id
    },
    addRun: (run: object = {}) => github.addRun({ headSha: head, headRepository, ...run }),
    checks: async (sha = head): Promise<Readonly<Record<string, CheckJson>>> => {
      const { check_runs: all } = await ask(`commits/${sha}/check-runs?per_page=100`)
      return Object.fromEntries((all as CheckJson[]).map((check) => [check.name.replace('contender / ', ''), check]))
    },
    comments: async (): Promise<readonly { id: number; body: string; user: { login: string } }[]> =>
      ask(`issues/${number}/comments?per_page=100`),
    /** An event of the ledger, as a command of somebody makes it for the model file that is reported. */
    record: (event: Parameters<typeof appendEvent>[2]) =>
      appendEvent(githubLedger(access.place), access, { pull: number, head, digests: DIGESTS, ...event }),
    /** A new commit on the branch of the pull request. */
    push: (files: Files, branch = 'change', author = 'Ann') => pushTo(github, branch, files, author),
  }
}

export async function lookOnce(
  github: GitHub,
  access: TestAccess,
  number: number,
  { verify = false }: { verify?: boolean },
) {
  const since = github.calls.length
  await lookAtPull(access, number, { verify })
  return [github.count('reads', since), github.count('writes', since)]
}

/** Hands a report over as the job that judges does. */
function upload(github: GitHub, run: number, report: Partial<Report>, name = 'contender-report'): void {
  const content = JSON.stringify({ ...passingReport(), ...report })
  github.putArtifact(run, name, zipOf([{ name: 'report.json', content }]))
}

const DIGESTS = Object.fromEntries(
  exampleReport().models.map(({ evaluation, model }) => [model, evaluation.artifact.digest]),
)

/** The same, of a run that compared with where `main` stands. */
export async function uploadOn(github: GitHub, run: number, report: Partial<Report>, base = 'main'): Promise<void> {
  const ref = await github.git.line('rev-parse', base)
  const { models = passingReport().models } = report
  const based = models.map((model) => ({
    ...model,
    ...(model.comparison && {
      comparison: { ...model.comparison, against: model.comparison.against.map((one) => ({ ...one, ref })) },
    }),
  }))
  upload(github, run, { ...report, models: based })
}

/** The example, with data checks that passed. */
export function passingReport(): Report {
  const report = exampleReport()
  const [model] = report.models
  const { commit, config, contender, seed } = model!.evaluation
  return {
    ...report,
    models: [
      {
        ...model!,
        validation: {
          schema: 'contender/validation@1',
          ...{ model: 'delay', commit, config, contender, seed },
          contract: null,
          data: {},
          sources: {},
          checks: [
            {
              check: 'duplicates',
              source: 'test',
              column: null,
              outcome: 'pass',
              rows: 0,
              row_numbers: [],
              because: 'none',
            },
          ],
          outcome: 'pass',
        },
      },
    ],
  }
}

async function writeAll(folder: string, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    if (text === undefined) script(folder, `rm -f '${path}'`)
    else {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    }
  }
}

async function pushTo(github: GitHub, branch: string, files: Files, name: string): Promise<string> {
  const of = async (method: string, path: string, body: object) => {
    const answer = await github.request(method, `/repos/acme/models/${path}`, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body as { sha: string }
  }
  const parent = await github.git.line('rev-parse', `refs/heads/${branch}`)
  const tree = Object.entries(files).map(([path, content]) => ({
    ...{ path, mode: '100644', type: 'blob' },
    ...(content === undefined ? { sha: null } : { content }),
  }))
  const base_tree = await github.git.line('rev-parse', `${parent}^{tree}`)
  const { sha: made } = await of('POST', 'git/trees', { base_tree, tree })
  const author = { name, email: `${name.toLowerCase()}@example.com`, date: new Date(AT).toISOString() }
  const { sha } = await of('POST', 'git/commits', { message: 'More', tree: made, parents: [parent], author })
  await of('PATCH', `git/refs/heads/${branch}`, { sha })
  return sha
}
