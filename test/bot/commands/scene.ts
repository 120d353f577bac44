import type { TestContext } from 'node:test'
import { runCommand } from '../../../bot/commands/run-command.ts'
import type { ReadPull, SeenPull } from '../../../bot/commands/task.ts'
import type { RepositoryAccess } from '../../../bot/github/open-github.ts'
import type { AskedCommand } from '../../../bot/subject.ts'
import { parseConfig } from '../../../core/config.ts'
import type { Change, JudgedModel } from '../../../core/governance/change.ts'
import { policyItems } from '../../../core/governance/policy-items.ts'
import type { AuditEvent } from '../../../core/ledger/event.ts'
import { eventOfMessage } from '../../../core/ledger/event-file.ts'
import { script } from '../../actions/repository.ts'
import { writeFiles } from '../../folder.ts'
import { type GitHub, type GitHubOptions, startGitHub } from '../../github/github.ts'
import { sharedRepository } from '../../shared-repository.ts'
import { accessTo } from '../access.ts'

export const AT = Date.UTC(2026, 10, 2, 9)

export const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: t.csv, test: t.csv, target: late }
    train: { builtin: linear }
    model: delay.onnx
    drift: { logs: { files: logs.csv, time: at } }
    retrain: {}
  fare:
    task: regression
    predictions: fares.csv
stages: [staging, production]
governance:
  accept: ["@acme/risk", admin]
  items:
    - { id: dpia, text: Privacy impact assessed, why: The law asks for it, sign: ["@acme/privacy"] }
    - { id: bias-note, text: Bias was looked at, sign: write, when: { paths: ["data/**"] } }
  promote:
    staging: { sign: write }
    production: { sign: [write], approvals: 2 }
`

const DIGEST = `sha256:${'1'.repeat(64)}`

/** What the run of the newest commit came to: a gate that passed, one that failed, one that has nothing to compare. */
const JUDGED: readonly JudgedModel[] = [
  {
    model: 'delay',
    outcome: 'fail',
    digest: DIGEST,
    data: [],
    gates: [
      gate('roc_auc-min', 'pass', 'roc_auc at least 0.65', 'roc_auc is 0.71 (0.70 to 0.72)'),
      gate('log_loss-against-base', 'fail', 'log_loss against base, margin 1%', 'log_loss rose by 0.02 | @ann'),
      gate('roc_auc-against-production', 'not_applicable', 'roc_auc against production', 'there is none yet'),
    ],
  },
]

function gate(slug: string, outcome: JudgedModel['gates'][number]['outcome'], rule: string, because: string) {
  return { model: 'delay', id: `delay/${slug}`, rule, outcome, because }
}

export interface Reaction {
  readonly content: string
  readonly user: { readonly login: string }
}

export interface Scene {
  readonly github: GitHub
  readonly access: RepositoryAccess
  /** A second instance of the bot, with nothing in common but GitHub. */
  readonly other: () => RepositoryAccess
  readonly number: number
  readonly head: string
  /** Commits of main, oldest first. */
  readonly commits: readonly string[]
  /** The pull request as the bot sees it; a test may change it. `isNew`: the base branch has no config yet. */
  readonly seen: { change: Change; open: boolean; config: string; isNew: boolean }
  /** A new comment, a minute after what was last done. */
  readonly say: (login: string, body: string, on?: number) => Promise<AskedCommand>
  readonly run: (asked: AskedCommand, by?: RepositoryAccess) => Promise<void>
  /** Says it, runs it, and tells what came of it. */
  readonly command: (login: string, body: string, on?: number) => Promise<Outcome>
  readonly outcome: (asked: AskedCommand) => Promise<Outcome>
  readonly events: () => Promise<readonly AuditEvent[]>
  readonly tags: () => Promise<readonly string[]>
  readonly readPull: ReadPull
  /** The bot's check of a commit, made now. */
  readonly look: (commit?: string) => Promise<void>
  readonly issue: () => Promise<number>
}

export interface Outcome {
  /** The bot's marks at the comment, in the order in which they were made. */
  readonly marks: readonly string[]
  /** The bot's answers to it, without their first line. */
  readonly replies: readonly string[]
}

interface Options extends GitHubOptions {
  readonly config?: string
  readonly files?: Readonly<Record<string, string>>
  /** Git commands on main, after its three commits. */
  readonly git?: readonly string[]
}

/** acme/models with three commits on main, and a pull request of ann's that the bot has looked at. */
export async function commandScene(t: TestContext, options: Options = {}): Promise<Scene> {
  const { config = CONFIG, files = {}, git = [], ...rest } = options
  const folder = await sharedRepository([config, files, git], async (folder) => {
    await writeFiles(folder, {
      'contender.yml': config,
      '.github/workflows/contender.yml': 'name: Contender\non: [pull_request]\njobs: {}\n',
      ...files,
    })
    script(
      folder,
      'git init -q -b main && git add -A && git commit -qm "First"',
      'git commit -q --allow-empty -m "Second" && git commit -q --allow-empty -m "Third"',
      'export GIT_COMMITTER_DATE=2026-11-01T00:00:00Z',
      ...git,
      'git branch change && git checkout -q change && echo b > m.txt && git add -A && git commit -qm "A change"',
    )
  })
  const github = await startGitHub({ t, from: folder, at: AT, ...rest })
  const commits = await github.git.lines('log', '--reverse', '--format=%H', 'refs/heads/main')
  const { headSha: head, number } = await github.openPullRequest({ head: 'change' })
  github.addTeam('privacy', ['bob', 'ann'])
  github.addTeam('risk', ['rita'])
  const access = accessTo(github)
  const seen: Scene['seen'] = { change: changeOf(number, head), open: true, config, isNew: false }
  const readPull: ReadPull = async () => viewOf(seen)
  const path = (rest: string) => `/repos/acme/models/${rest}`
  const list = async <T>(rest: string) => (await github.request('GET', path(rest))).body as readonly T[]

  const look = async (commit = head) => {
    await access.client.rest.checks.create({
      ...access.at,
      ...{ name: 'contender / metrics', head_sha: commit, external_id: String(number) },
    })
  }
  const say: Scene['say'] = async (login, body, on = number) => {
    github.setClock(github.world.now() + 60_000)
    const made = await github.request('POST', path(`issues/${on}/comments`), { body }, github.userToken(login))
    if (made.status !== 201) throw new Error(`No comment: ${JSON.stringify(made.body)}`)
    const { created_at: createdAt, html_url: url, id, updated_at: updatedAt } = made.body
    const comment = { id, body, url, createdAt, updatedAt }
    return { number: on, isPull: on === number, comment, sender: login, delivery: `delivery-of-${id}` }
  }
  const run: Scene['run'] = (asked, by = access) => runCommand(by, asked, readPull)
  const outcome: Scene['outcome'] = async ({ comment, number }) => {
    const reactions = await list<Reaction>(`issues/comments/${comment.id}/reactions?per_page=100`)
    const comments = await list<{ body: string; user: { login: string } }>(`issues/${number}/comments?per_page=100`)
    const mark = `<!-- contender:answer ${comment.id} -->\n`
    return {
      marks: reactions.filter(({ user }) => user.login === 'contender[bot]').map(({ content }) => content),
      replies: comments.flatMap(({ body, user }) =>
        user.login === 'contender[bot]' && body.startsWith(mark) ? [body.slice(mark.length)] : [],
      ),
    }
  }

  await look()
  return {
    ...{ github, access, number, head, commits, seen, readPull, say, run, outcome, look },
    other: () => accessTo(github),
    command: async (login, body, on) => {
      const asked = await say(login, body, on)
      await run(asked)
      return outcome(asked)
    },
    events: async () => {
      const log = await github.git.ask('log', '--reverse', '--format=%B%x00', 'refs/heads/contender/ledger')
      return (log ?? '').split('\0').flatMap((message) => eventOfMessage(message.trimStart()) ?? [])
    },
    tags: () => github.git.lines('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/tags'),
    issue: async () => {
      const made = await github.request('POST', path('issues'), { title: 'Models' })
      return made.body.number as number
    },
  }
}

function changeOf(pull: number, head: string): Change {
  return {
    ...{ pull, head, author: 'ann', contributors: new Set(['ann']), paths: ['m.txt'], present: ['m.txt'] },
    ...{
      judging: [],
      models: ['delay'],
      removed: [],
      retraining: false,
      judged: JUDGED,
      awaited: false,
      approvals: [],
    },
    ...{ owned: [], card: undefined, events: [] },
  }
}

/** A checklist in which everything is missing, of the items that are asked of a change of no data. */
function viewOf({ change, config, isNew, open }: Scene['seen']): SeenPull {
  const ruling = parseConfig(config, 'contender.yml')
  const items = policyItems(ruling.governance).filter(({ when }) => when === undefined)
  return {
    pull: { open, head: change.head, headRepository: 'acme/models' },
    rules: { policy: isNew ? undefined : ruling, ruling, place: 'main (1a2b3c4)' },
    change,
    checklist: { items: items.map((item) => ({ item, state: 'missing', because: 'nobody has', who: [] })) },
  }
}
