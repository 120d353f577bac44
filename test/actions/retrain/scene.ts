import { randomBytes } from 'node:crypto'
import type { TestContext } from 'node:test'
import type { WindowSummary } from '../../../core/artifacts/drift.ts'
import { append } from '../../../core/io/ledger/append.ts'
import { githubLedger } from '../../../core/io/ledger/github.ts'
import type { DriftEvent, RetrainEvent } from '../../../core/ledger/event.ts'
import { eventId } from '../../../core/ledger/event-id.ts'
import { markDriftIssue } from '../../../core/response/drift-issue-state.ts'
import { episodeStart } from '../../../core/response/episode.ts'
import { evidenceName } from '../../../core/retrain/evidence.ts'
import type { Breach } from '../../../core/retrain/still-beyond.ts'
import { contender, type Finished } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { type GitHub, startGitHub } from '../../github/github.ts'
import { installationToken } from '../../github/tokens.ts'
import { issueState } from '../../response/situation.ts'
import { cloneOf } from '../clone-of.ts'
import { script } from '../repository.ts'
import { jobEnvironment, runnerEvent } from '../runner-event.ts'
import { production } from './production.ts'

/** A repository at GitHub whose model rots. */
export interface Scene {
  readonly github: GitHub
  /** Runs `contender retrain` as a scheduled job, in a fresh checkout of main. */
  readonly retrain: (line: string, options?: JobOptions) => Promise<Finished>
  /** Writes into the ledger how production did in the week before a day, each later than the one before. */
  readonly drifted: (until: string, performance: 'drift' | 'stable', breach?: Breach) => Promise<void>
  /** Opens the issue about the drift of the model, as `contender drift --respond` does: the first in the repository. */
  readonly openIssue: () => Promise<void>
  /** Pull requests, oldest first. */
  readonly pulls: () => Promise<readonly PullJson[]>
  /** The events of retraining in the ledger, oldest first. */
  readonly events: () => Promise<readonly RetrainEvent[]>
}

export interface PullJson {
  readonly number: number
  readonly title: string
  readonly body: string
  readonly state: string
  readonly merged_at: string | null
  readonly user: { readonly login: string }
  readonly head: { readonly ref: string; readonly sha: string }
}

interface JobOptions {
  /** Token that opens pull requests: of the App, or that of the job where it is undefined. */
  readonly token?: string | undefined
  readonly environment?: Readonly<Record<string, string>>
  /** Of the job's token, beside those of the action's page. */
  readonly permissions?: Partial<Parameters<GitHub['jobToken']>[0]['permissions']>
}

const RIGHTS = { contents: 'write', pull_requests: 'write', checks: 'read', issues: 'write' } as const

const BEGUN = '2026-03-14T00:00:00.000Z'
const ISSUE = issueState({ since: BEGUN, evidence: ['performance'], window: BEGUN, over: BEGUN })

interface SceneOptions extends NonNullable<Parameters<typeof production>[0]> {
  /** Beside those of production, or in their place. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>
}

export async function openScene(t: TestContext, { files = {}, ...options }: SceneOptions = {}): Promise<Scene> {
  const folder = await folderWith(t, { ...production({ rows: 15, ...options }), ...files })
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  const github = await startGitHub({ t, from: folder })
  const earlier: WindowSummary[] = []
  return {
    github,
    retrain: async (line, { environment = {}, permissions, token } = {}) => {
      const clone = await cloneOf(t, github.git.folder)
      return contender(line, clone, {
        ...jobEnvironment(github, github.jobToken({ permissions: { ...RIGHTS, ...permissions }, event: 'schedule' })),
        ...(await runnerEvent(t, 'schedule', {})),
        ...{ GITHUB_REF: 'refs/heads/main', GITHUB_ACTOR: 'ann', GITHUB_RUN_ID: '1' },
        ...(token !== undefined && { CONTENDER_PULL_TOKEN: token }),
        ...environment,
      })
    },
    drifted: async (until, performance, breach) => {
      const ledger = githubLedger({ owner: 'acme', repo: 'models', url: github.url, token: appToken(github) })
      const waiting = { now: () => new Date(), clock: () => globalThis.performance.now(), random: randomBytes }
      const event = driftEvent(new Date(`${until}T00:00:00Z`), { performance, breach, earlier })
      earlier.push(event.summary)
      await append(ledger, [event], [], waiting)
    },
    openIssue: async () => {
      const body = `${markDriftIssue(ISSUE)}\n## delay drifts\n`
      const robot = github.jobToken({ permissions: { issues: 'write' } })
      await github.request('POST', '/repos/acme/models/issues', { title: 'Drift of delay', body }, robot)
    },
    pulls: async () => {
      const { body } = await github.request('GET', '/repos/acme/models/pulls?state=all&direction=asc')
      return body as PullJson[]
    },
    events: async () => {
      const paths = await github.git.text('ls-tree', '-r', '--name-only', 'contender/ledger', 'retrain/')
      const all = paths.trim().split('\n').filter(Boolean)
      return Promise.all(
        all.map(async (path) => JSON.parse(await github.git.text('show', `contender/ledger:${path}`)) as RetrainEvent),
      )
    },
  }
}

interface Drifted {
  readonly performance: 'drift' | 'stable'
  readonly breach: Breach | undefined
  readonly earlier: readonly WindowSummary[]
}

function driftEvent(to: Date, { breach, earlier, performance }: Drifted): DriftEvent {
  const from = new Date(to.getTime() - 7 * 86_400_000)
  const since = episodeStart(from.toISOString(), earlier)
  const evidence = evidenceName({ kind: 'performance', versions: ['v1.0.0'], since })
  return {
    ...{ schema: 'contender/drift-event@1', id: eventId(to, randomBytes(10)), at: to.toISOString() },
    by: { name: 'ann', email: null, via: 'workflow', url: null },
    ...{
      model: 'delay',
      commit: null,
      config: null,
      causes: [],
      retrain:
        performance === 'stable' ? null : { evidence, because: 'performance is drift', ...(breach && { breach }) },
      because: [`performance is ${performance}`],
    },
    summary: {
      window: { from: from.toISOString(), to: to.toISOString(), complete: true },
      families: { features: 'stable', predictions: null, performance },
      operations: { rows: 1, latency: null, error_rate: null, source: null },
      ...{ version: 'v1.0.0', rows: 1, verdict: performance, effects: {}, over: [], metrics: {}, estimate: {} },
    },
  }
}

/** A token of the App that the tests have. */
export function appToken({ world }: GitHub): string {
  return installationToken(world).value
}
