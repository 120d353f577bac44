import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { append } from '../../../core/io/ledger/append.ts'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import type { AuditEvent } from '../../../core/ledger/event.ts'
import { eventOfMessage } from '../../../core/ledger/event-file.ts'
import { eventId } from '../../../core/ledger/event-id.ts'
import { CHECKS } from '../../../core/pull-request/check-names.ts'
import { contender, type Finished } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { bareGit } from '../../github/bare-git.ts'
import { type GitHub, startGitHub } from '../../github/github.ts'
import { installationToken } from '../../github/tokens.ts'
import { commit, configWith, people, script } from '../repository.ts'
import { jobEnvironment, runnerEvent } from '../runner-event.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

/** A repository at GitHub whose merges are released. */
export interface Scene {
  readonly github: GitHub
  /** A clone in which branches are made. */
  readonly folder: string
  /** Opens a pull request with these files and merges it. @returns its number, its head, and the push that it was */
  readonly merge: (files: Files, options?: MergeOptions) => Promise<Merged>
  /** Writes into the ledger that bob accepted a gate of a pull request. */
  readonly accept: (what: Accepted) => Promise<void>
  /** Assigns versions to stages, as a person would. */
  readonly promote: (line: string) => Promise<void>
  /** Runs `contender release` as the job of a push, in a checkout of one commit. */
  readonly release: (push: Push, line?: string, options?: JobOptions) => Promise<Finished>
}

export interface Push {
  readonly before: string
  readonly after: string
}

interface Accepted extends Pick<AuditEvent, 'digests'> {
  /** Login; bob, where nobody is named. */
  readonly name?: string
  readonly pull: number
  readonly head: string
  readonly gate: string
  readonly reason?: string
  /** Who writes that into the ledger; the App, which has checked the pull request too. */
  readonly by?: 'app' | 'an app that checked nothing' | 'workflow' | 'person'
}

export interface Merged extends Push {
  readonly number: number
  readonly head: string
}

interface MergeOptions {
  readonly labels?: readonly string[]
  readonly fork?: boolean
  readonly method?: 'merge' | 'squash'
  /** Done between opening and merging. */
  readonly meanwhile?: (pull: { readonly number: number; readonly head: string }) => Promise<void>
}

type JobPermissions = Parameters<GitHub['jobToken']>[0]['permissions']

interface JobOptions {
  readonly environment?: Readonly<Record<string, string>>
  readonly permissions?: JobPermissions
  readonly prepare?: (checkout: string) => Promise<void>
}

const RIGHTS: JobPermissions = { contents: 'write', pull_requests: 'read', checks: 'read', actions: 'read' }

/** @param main files of its first commit, beside test rows and an ignored `.contender/` */
export async function openScene(t: TestContext, main: Files = {}, options: { private?: boolean } = {}): Promise<Scene> {
  const folder = await folderWith(t)
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  const first = {
    'contender.yml': configWith('{ metric: log_loss, max: 0.8 }'),
    'd.parquet': await people(),
    '.gitignore': '.contender/\n',
  }
  await commit(folder, { ...first, ...main })
  const github = await startGitHub({ t, from: folder, ...options })
  script(folder, `git remote add origin file://${github.git.folder}`)
  let branches = 0

  return {
    github,
    folder,
    merge: async (files, { fork = false, labels = [], meanwhile, method = 'merge' } = {}) => {
      branches += 1
      const name = `change-${branches}`
      const local = bareGit(folder)
      await local.text('fetch', '-q', 'origin', 'main')
      await local.text('checkout', '-q', '-B', name, 'FETCH_HEAD')
      for (const path of Object.keys(files)) await mkdir(join(folder, path, '..'), { recursive: true })
      await commit(folder, files)
      await local.text('push', '-q', 'origin', name)
      const { headSha: head, number } = await github.openPullRequest({ head: name, fork, title: `Change ${branches}` })
      if (labels.length > 0)
        await github.request('POST', `/repos/acme/models/issues/${number}/labels`, { labels: [...labels] })
      await meanwhile?.({ number, head })
      const before = await github.git.line('rev-parse', 'main')
      const { body, status } = await github.request('PUT', `/repos/acme/models/pulls/${number}/merge`, {
        merge_method: method,
      })
      if (status !== 200) throw new Error(`No merge of #${number}: ${JSON.stringify(body)}`)
      return { number, head, before, after: (body as { sha: string }).sha }
    },
    accept: async ({ by: who = 'app', gate, head, pull, name = 'bob', reason = 'As agreed', ...more }) => {
      const token = {
        app: () => installationToken(github.world).value,
        'an app that checked nothing': () => installationToken(github.world).value,
        workflow: () => github.jobToken({ permissions: { contents: 'write', checks: 'write' } }),
        person: () => github.userToken('bob'),
      }[who]()
      if (who === 'app' || who === 'workflow') {
        const body = { name: CHECKS.governance, head_sha: await github.git.line('rev-parse', `pull/${pull}/head`) }
        await github.request('POST', '/repos/acme/models/check-runs', body, token)
      }
      const ledger = githubLedger({ owner: 'acme', repo: 'models', url: github.url, token })
      const waiting = { now: () => new Date(), clock: () => performance.now(), random: randomBytes }
      const none = { model: 'delay', version: null, stage: null, commit: null, artifact: null, tag: null }
      const by = { name, email: null, via: 'app', url: 'https://example.com/1' } as const
      const event: AuditEvent = {
        ...{ schema: 'contender/audit@1', id: eventId(new Date(), randomBytes(10)), at: new Date().toISOString(), by },
        ...{ action: 'governance.accept', ...none, reason, pull, head, gate, role: 'maintain', ...more },
        repository: github.world.repositoryId,
      }
      await append(ledger, [event], [], waiting)
    },
    promote: async (line) => {
      await bareGit(folder).text('fetch', '-q', 'origin', '--tags')
      const { code, error } = await contender(`registry assign ${line}`, folder)
      if (code !== 0) throw new Error(error)
    },
    release: async ({ after, before }, line = 'release', { environment = {}, permissions = RIGHTS, prepare } = {}) => {
      const clone = await folderWith(t)
      const local = bareGit(clone)
      await local.text('init', '-q')
      await local.text('remote', 'add', 'origin', `file://${github.git.folder}`)
      await local.text('fetch', '-q', '--no-tags', '--depth=1', 'origin', `+${after}:refs/remotes/origin/main`)
      if (options.private) await local.text('remote', 'set-url', 'origin', github.cloneUrl)
      await local.text('-c', 'advice.detachedHead=false', 'checkout', '-q', 'refs/remotes/origin/main')
      await prepare?.(clone)
      const event = {
        ref: 'refs/heads/main',
        before,
        after,
        repository: { full_name: 'acme/models', default_branch: 'main' },
      }
      return contender(line, clone, {
        ...jobEnvironment(github, github.jobToken({ permissions, event: 'push' })),
        ...(await runnerEvent(t, 'push', event)),
        ...{ GITHUB_REF: 'refs/heads/main', GITHUB_ACTOR: 'ann', GITHUB_RUN_ID: '1' },
        ...environment,
      })
    },
  }
}

interface Checked {
  readonly by?: 'app' | 'workflow'
  readonly metrics?: string
  /** What the checks are of: pull requests by their numbers, or the commit that a merge group was put on. */
  readonly of: number | string
  /** Milliseconds from now on: a check that is made after a merge begins a second after it at least. */
  readonly later?: number
}

/** Both checks of a commit, as the App makes them, or a workflow. @returns their ids */
export async function checkByApp(
  github: GitHub,
  head_sha: string,
  { by = 'app', later = 0, metrics = 'success', of }: Checked,
): Promise<readonly number[]> {
  const permissions = { contents: 'write', checks: 'write' } as const
  const token = by === 'app' ? installationToken(github.world).value : github.jobToken({ permissions })
  const time = new Date(github.world.now() + later).toISOString()
  const ids: number[] = []
  for (const name of Object.values(CHECKS)) {
    const isMetrics = name === CHECKS.metrics
    const told = { conclusion: isMetrics ? metrics : 'success', external_id: isMetrics ? `${of}` : '' }
    const when = later === 0 ? {} : { started_at: time, completed_at: time }
    const body = { name, head_sha, status: 'completed', ...told, ...when }
    const made = await github.request('POST', '/repos/acme/models/check-runs', body, token)
    if (made.status !== 201) throw new Error(`No check ${name} of ${head_sha}`)
    ids.push((made.body as { id: number }).id)
  }
  return ids
}

/** What the releases of acme/models are, drafts too, oldest first. */
export async function releasesOf(github: GitHub): Promise<readonly ReleaseJson[]> {
  const { body } = await github.request('GET', '/repos/acme/models/releases', undefined, github.userToken('olga'))
  return (body as ReleaseJson[]).toReversed()
}

export interface ReleaseJson {
  readonly id: number
  readonly tag_name: string
  readonly name: string
  readonly body: string
  readonly draft: boolean
  readonly assets: readonly {
    readonly id: number
    readonly name: string
    readonly digest: string
    readonly url: string
  }[]
}

/** A file of a release, as text. */
export async function assetText(github: GitHub, release: ReleaseJson, name: string): Promise<string> {
  const asset = release.assets.find((one) => one.name === name)
  if (asset === undefined) throw new Error(`No ${name} in ${release.tag_name}`)
  const headers = { accept: 'application/octet-stream', authorization: `Bearer ${github.userToken('olga')}` }
  return (await fetch(asset.url, { headers })).text()
}

/** Events of the ledger, oldest first. */
export async function eventsOf(github: GitHub): Promise<AuditEvent[]> {
  const text = await github.git.text('log', '--reverse', '-z', '--format=%B', 'contender/ledger')
  return text.split('\0').flatMap((message) => eventOfMessage(message.trimEnd()) ?? [])
}
