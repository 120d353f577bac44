import { randomBytes } from 'node:crypto'
import { isLimited } from '../core/io/github/waiting-fetch.ts'
import { doWork } from './do-work.ts'
import { openCache } from './github/cache.ts'
import { type BotGitHub, openGitHub, type World } from './github/open-github.ts'
import { type Log, openLog } from './log.ts'
import { type Metrics, openMetrics } from './metrics.ts'
import { openQueue, type Queue } from './queue/queue.ts'
import type { Job } from './queue/queue-state.ts'
import { openSeen } from './queue/seen.ts'
import { type After, timers } from './queue/timers.ts'
import { openReconcile } from './reconcile/reconcile.ts'
import type { Settings } from './settings.ts'
import { gatherFor, isOrdered, isWish, join, keyOf, laneOf, type Place, type Subject } from './subject.ts'
import { type Delivery, subjectsOf } from './webhooks/subjects.ts'
import { type Middleware, webhooks } from './webhooks/webhooks.ts'
import { WORK, type Work } from './work.ts'

/** What a bot takes in the place of the machine's own. */
export interface BotWorld extends Partial<World> {
  readonly after?: After
  readonly work?: Partial<Work>
  /** Takes lines of the log; else standard output does. */
  readonly write?: (line: string) => void
}

/** A bot without a server. */
export interface Bot {
  readonly middleware: Middleware
  readonly github: BotGitHub
  readonly metrics: Metrics
  readonly log: Log
  readonly queue: Queue<Placed>
  readonly clock: () => number
  readonly after: After
  /** Looks at everything once. */
  readonly reconcile: () => Promise<void>
  /** Once nothing is waiting or under way. */
  readonly idle: () => Promise<void>
  /** Begins nothing more, and waits for what is under way. */
  readonly stop: () => Promise<void>
  readonly isStopped: () => boolean
}

interface Placed extends Place {
  readonly subject: Subject
}

/** People's wishes that were fulfilled, so that one that is told of twice is fulfilled once. */
const REMEMBERED = 10_000

/** Puts a bot together: webhooks and the reconcile say what to look at, the queue when, and `work` does it. */
export async function createBot(settings: Settings, world: BotWorld = {}): Promise<Bot> {
  const { clock = () => performance.now(), now = () => new Date(), second = 1000, work = WORK } = world
  const { after = timers(second), write = (line) => process.stdout.write(line), random = randomBytes } = world
  const log = openLog(write, settings.logLevel, now)
  const metrics = openMetrics()
  const done = openSeen(REMEMBERED)
  let stopped = false

  const github = openGitHub({
    ...{ settings, log, metrics, cache: openCache() },
    world: { fetch: world.fetch ?? fetch, now, clock, random, second },
    onLimit: (installation, seconds) => queue.hold(installation, seconds),
  })
  const queue = openQueue<Placed>({
    ...{ after, concurrency: settings.concurrency },
    isLimit: isLimited,
    join: (earlier, later) => ({ ...earlier, subject: join(earlier.subject, later.subject) }),
    onFailure: (job, error, again) => {
      const { kind } = job.subject.subject
      metrics.failures.inc({ kind, again: String(again) })
      const { message, stack } = error as Error
      log[again ? 'warn' : 'error']('Could not look at something', { job: job.key, again, error: stack ?? message })
    },
    work: async (job) => {
      const { subject, ...place } = job.subject
      if (done.has(job.key)) return
      const took = metrics.seconds.startTimer({ kind: subject.kind })
      const access = await github.access(place)
      await doWork(work, access, subject, (more) => void queue.add(jobOf(place, more)))
      if (isWish(subject)) done.add(job.key)
      took()
    },
  })
  const look = (place: Place, subject: Subject) => queue.add(jobOf(place, subject))
  const accept = (delivery: Delivery) => {
    const told = subjectsOf(delivery, { id: settings.appId, login: github.login() })
    metrics.deliveries.inc({ event: known(delivery.event), result: told.result })
    if (told.result === 'accepted')
      for (const subject of told.subjects) void queue.add(jobOf(told, subject), gatherFor(subject))
    if (told.result === 'poisoned') {
      const { event, guid } = delivery
      log.error('A webhook is not as GitHub describes it', { event, delivery: guid, where: told.why })
    }
  }
  const reconcile = openReconcile({
    ...{ github, look, now, log, isHeld: queue.isHeld, isStopped: () => stopped },
    isDone: (place, subject) => done.has(jobOf(place, subject).key),
    onInstalled: metrics.drift.keep,
    onFailure: () => metrics.failures.inc({ kind: 'reconcile', again: 'true' }),
    onRedelivered: (count) => metrics.redelivered.inc(count),
  })
  let reconciled = clock()
  observe(metrics, queue, () => (clock() - reconciled) / 1000)
  return {
    ...{ github, metrics, log, queue, clock, after, idle: queue.idle, isStopped: () => stopped },
    middleware: await webhooks({
      ...{ secret: settings.webhookSecret, accept, log },
      onRefused: (event, result) => metrics.deliveries.inc({ event: known(event), result }),
    }),
    reconcile: async () => {
      if (await reconcile()) reconciled = clock()
    },
    stop: () => {
      stopped = true
      return queue.stop()
    },
  }
}

function jobOf(place: Place, subject: Subject): Job<Placed> {
  const { at, installation } = place
  const repository = `${at.owner}/${at.repo}`
  return {
    ...{ repository, installation, ordered: isOrdered(subject), subject: { ...place, subject } },
    key: `${repository} ${keyOf(subject)}`,
    lane: `${repository} ${laneOf(subject)}`,
  }
}

/** Names of events come from anybody until the signature is checked: only GitHub's own become series. */
const known = (event: string) =>
  /^(pull_request|pull_request_review|issue_comment|issues|check_run|workflow_run|merge_group|push)$/.test(event)
    ? event
    : 'other'

function observe({ jobs, reconciled }: Metrics, queue: Queue<Placed>, age: () => number): void {
  Object.assign(jobs, {
    collect: () => {
      const { running, waiting } = queue.length()
      jobs.set({ state: 'running' }, running)
      jobs.set({ state: 'waiting' }, waiting)
    },
  })
  Object.assign(reconciled, { collect: () => reconciled.set(age()) })
}
