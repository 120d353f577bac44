import type { TestContext } from 'node:test'
import type { Report } from '../../../core/artifacts/report.ts'
import { eventOfMessage } from '../../../core/ledger/event-file.ts'
import { readCommentState } from '../../../core/pull-request/comment-state.ts'
import { artifactName } from '../../../core/report-archive/artifact-name.ts'
import { script } from '../../actions/repository.ts'
import { contender } from '../../command-line.ts'
import { folderWith, writeFiles } from '../../folder.ts'
import { type GitHub, type GitHubOptions, startGitHub } from '../../github/github.ts'
import type { OpenOptions } from '../../github/pulls/open.ts'
import { AT } from '../../github/routes/scene.ts'
import { zipOf } from '../../report-archive/zip.ts'
import { sharedRepository } from '../../shared-repository.ts'
import { startTestBot, type TestBotOptions } from '../start-bot.ts'
import { reportOf } from './reports.ts'
import { BASE, type Files } from './repository.ts'

export interface SceneOptions {
  /** Beside the usual files, or in their place; undefined: not there. */
  readonly base?: Files
  /** What ann's branch changes: another model file of `delay`. */
  readonly change?: Files
  /** Who wrote the commit of the branch. */
  readonly author?: string
  /** Commands for the shell, run on `main`. */
  readonly prepare?: readonly string[]
  readonly pull?: Partial<OpenOptions>
  readonly draft?: boolean
  readonly github?: GitHubOptions
  /** How many instances of the bot there are, each of which is told everything. */
  readonly bots?: number
  readonly bot?: (github: GitHub) => TestBotOptions
}

/** What came of a comment: the bot's marks at it, in their order, and its answers, without their first line. */
export interface Outcome {
  readonly marks: readonly string[]
  readonly replies: readonly string[]
}

export type Scene = Awaited<ReturnType<typeof scene>>

interface CommentJson {
  readonly id: number
  readonly body: string
  readonly user: { readonly login: string }
}

/**
 * acme/models with a contender.yml of two models, a pull request of ann that changes one, and the whole bot, which was
 * told of it. People act through the API, GitHub through webhooks; what is asserted is what people see there.
 */
export async function scene(t: TestContext, options: SceneOptions = {}) {
  const { author, base = {}, bots: count = 1, change = { 'models/delay.onnx': 'two' } } = options
  const files = Object.entries({ ...BASE, ...base }).flatMap(([path, text]) =>
    text === undefined ? [] : [[path, text]],
  )
  const then = 'export GIT_AUTHOR_DATE=2026-10-01T00:00:00Z GIT_COMMITTER_DATE=2026-10-01T00:00:00Z'
  const { prepare = [] } = options
  const folder = await sharedRepository([files, prepare], async (folder) => {
    await writeFiles(folder, Object.fromEntries(files))
    script(folder, then, 'git init -q -b main', 'git add -A', 'git commit -qm "First"', ...prepare)
    script(folder, 'git branch change main')
  })
  const github = await startGitHub({ t, from: folder, at: AT, ...options.github })
  github.addTeam('privacy', ['rita', 'ann'])

  /** Somebody does something through the API; olga owns the place. */
  const act = async (login: string, method: string, path: string, body?: unknown) => {
    const answer = await github.request(method, `/repos/acme/models/${path}`, body, github.userToken(login))
    if (answer.status >= 300) throw new Error(`${login}: ${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const ask = (path: string) => act('olga', 'GET', path)
  const tipOf = (branch: string) => github.git.line('rev-parse', `refs/heads/${branch}`)
  const pass = (seconds: number) => github.setClock(github.world.now() + seconds * 1000)

  const commit = async (files: Files, { author = 'ann', branch = 'change' } = {}): Promise<string> => {
    const parent = await tipOf(branch)
    const entry = (path: string, content: string | undefined) => ({
      ...{ path, mode: '100644', type: 'blob' },
      ...(content === undefined ? { sha: null } : { content }),
    })
    const tree = Object.entries(files).map(([path, content]) => entry(path, content))
    const base_tree = await github.git.line('rev-parse', `${parent}^{tree}`)
    const { sha: made } = await act('ann', 'POST', 'git/trees', { base_tree, tree })
    const by = { name: author, email: `${author}@example.com`, date: github.world.timestamp() }
    const { sha } = await act('ann', 'POST', 'git/commits', {
      message: 'More',
      tree: made,
      parents: [parent],
      author: by,
    })
    await act('ann', 'PATCH', `git/refs/heads/${branch}`, { sha })
    return sha
  }
  await commit(change, author === undefined ? {} : { author })

  const bots: Awaited<ReturnType<typeof startTestBot>>[] = []
  for (let made = 0; made < count; made++) {
    const beside = bots.map(({ webhooks }) => webhooks)
    bots.push(await startTestBot(github, { ...options.bot?.(github), beside }))
  }
  /** Until nobody has anything left to do. */
  const settle = async () => {
    for (let calls = -1; calls !== github.calls.length; ) {
      calls = github.calls.length
      for (const bot of bots) await bot.settle()
    }
  }
  const { number } = options.draft
    ? await act('ann', 'POST', 'pulls', { title: 'Try', head: 'change', base: 'main', draft: true })
    : await github.openPullRequest({ head: 'change', ...options.pull })
  await settle()

  const head = async (pull = number): Promise<string> => (await ask(`pulls/${pull}`)).head.sha
  const headRepository = options.pull?.fork ? 'mallory/models' : 'acme/models'
  const addRun = async (run: object = {}) => github.addRun({ headSha: await head(), headRepository, ...run })
  const upload = (run: number, report: Report, name = artifactName(undefined)) =>
    github.putArtifact(run, name, zipOf([{ name: 'report.json', content: JSON.stringify(report) }]))
  /** The end of a run that has left this report, compared with the tip of main. */
  const finish = async (run: number, report: Partial<Report> = {}) => {
    const { body } = await github.request('GET', `/repos/acme/models/actions/runs/${run}`)
    upload(run, reportOf(body.head_sha, await tipOf('main'), report))
    await github.finishRun(run)
    await settle()
  }
  const outcome = async (comment: number, on = number): Promise<Outcome> => {
    const marks = await ask(`issues/comments/${comment}/reactions`)
    const answers: CommentJson[] = await ask(`issues/${on}/comments?per_page=100`)
    return {
      marks: marks.map(({ content }: { content: string }) => content),
      replies: answers.flatMap(({ body }) => {
        const [mark, ...lines] = body.split('\n')
        return mark === `<!-- contender:answer ${comment} -->` ? [lines.join('\n')] : []
      }),
    }
  }
  /** Somebody writes a comment, a minute after what was last done. */
  const write = async (login: string, body: string, on = number): Promise<number> => {
    pass(60)
    return (await act(login, 'POST', `issues/${on}/comments`, { body })).id
  }

  return {
    ...{
      github,
      bots,
      bot: bots[0]!,
      number,
      act,
      ask,
      pass,
      settle,
      head,
      addRun,
      upload,
      finish,
      write,
      outcome,
      tipOf,
    },
    push: async (files: Files, by?: Parameters<typeof commit>[1]) => {
      pass(60)
      const sha = await commit(files, by)
      await settle()
      return sha
    },
    /** A run of the newest commit that leaves this report. */
    judge: async (report: Partial<Report> = {}, run: object = {}) => {
      const { id } = await addRun(run)
      await finish(id, report)
      return id
    },
    /** A comment whose webhook is on its way for so long. */
    writeLate: async (login: string, text: string, seconds: number) => {
      github.setChaos({ seed: 1, delay: { share: 1, ms: seconds * 1000 } })
      const comment = await write(login, text)
      github.setChaos({ seed: 0 })
      return comment
    },
    /** The same, and what came of it. */
    say: async (login: string, text: string, on = number) => {
      const comment = await write(login, text, on)
      await settle()
      return outcome(comment, on)
    },
    approve: async (login: string) => {
      await act(login, 'POST', `pulls/${number}/reviews`, { event: 'APPROVE', commit_id: await head() })
      await settle()
    },
    /** What the two checks of a commit say in one line: `success: passed`. */
    checks: async (sha?: string) => {
      const all = await checksOf(sha ?? (await head()))
      const line = (name: string) => {
        const check = all.find((one) => one.name === `contender / ${name}`)
        return check && `${check.conclusion ?? check.status}: ${check.output.title}`
      }
      return { metrics: line('metrics'), governance: line('governance') }
    },
    check: async (name: 'metrics' | 'governance', sha?: string) =>
      (await checksOf(sha ?? (await head()))).find((one) => one.name === `contender / ${name}`)!,
    /** Reports in the conversation: one, or none. */
    reports: async (on = number): Promise<readonly CommentJson[]> =>
      (await ask(`issues/${on}/comments?per_page=100`)).filter(isReport),
    /** The text of the one report. */
    comment: async (): Promise<string> => {
      const found = (await ask(`issues/${number}/comments?per_page=100`)).filter(isReport)
      if (found.length !== 1) throw new Error(`${found.length} reports in the conversation, expected one`)
      return found[0].body
    },
    /** Events of the ledger that comments have led to, the oldest first. */
    events: async () => {
      const log = await github.git.ask('log', '--reverse', '--format=%B%x00', 'refs/heads/contender/ledger')
      const all = (log ?? '').split('\0').flatMap((message) => eventOfMessage(message.trimStart()) ?? [])
      return all.filter(({ comment }) => comment !== undefined)
    },
    tags: () => github.git.lines('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/tags'),
    /** What `contender audit verify` says in a clone. */
    verify: async () => {
      const clone = await folderWith(t)
      await github.git.text('clone', '-q', github.git.folder, clone)
      const { code, out } = await contender('audit verify', clone)
      return { code, out }
    },
  }

  async function checksOf(sha: string): Promise<readonly CheckJson[]> {
    return (await ask(`commits/${sha}/check-runs?per_page=100`)).check_runs
  }
}

export interface CheckJson {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly completed_at: string | null
  readonly output: { readonly title: string; readonly summary: string; readonly text: string | null }
}

function isReport({ body }: CommentJson): boolean {
  return readCommentState(body) !== undefined
}
