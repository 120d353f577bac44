import {
  add,
  begin,
  type Entry,
  emptyQueue,
  finish,
  hold,
  type Job,
  type Join,
  release,
  rest,
  rested,
} from './queue-state.ts'
import type { After } from './timers.ts'

/** Seconds that a job rests after its first failure, its second, …; after the last it is left to the reconcile. */
const RESTS = [1, 5, 25, 125]

/** Seconds that a limit lasts where GitHub did not say. */
const LIMIT = 60

export interface QueueOptions<Subject> {
  /** Does a job; what it throws is a failure. */
  readonly work: (job: Job<Subject>) => Promise<void>
  /** Whether GitHub only asked to come back later. */
  readonly isLimit: (error: unknown) => boolean
  readonly join: Join<Subject>
  readonly concurrency: number
  readonly after: After
  /** Told of each failure, and whether it is tried again. */
  readonly onFailure: (job: Job<Subject>, error: unknown, again: boolean) => void
}

export interface Queue<Subject> {
  /**
   * Takes a job in, and gives its word once it, or one that does it as well, was tried or has to wait for a hold or
   * for others: whether it is done.
   *
   * @param gather seconds for which it waits for others of its key, so that one does for all; 0: for none
   */
  readonly add: (job: Job<Subject>, gather?: number) => Promise<boolean>
  /** Begins nothing of an installation for so many seconds. */
  readonly hold: (installation: number, seconds: number) => void
  readonly isHeld: (installation: number) => boolean
  /** Once nothing waits, rests or is under way. */
  readonly idle: () => Promise<void>
  /** Begins nothing more, forgets what waits, and gives its word once nothing is under way. */
  readonly stop: () => Promise<void>
  readonly length: () => { readonly waiting: number; readonly running: number }
}

/** A queue in the memory of this process. What is lost with it is found again by the reconcile. */
export function openQueue<Subject>(options: QueueOptions<Subject>): Queue<Subject> {
  const { after, concurrency, isLimit, join, onFailure, work } = options
  const room = { jobs: concurrency, ofInstallation: Math.max(1, concurrency - Math.ceil(concurrency / 4)) }
  const calls = new Set<() => void>()
  const tried = new Map<number, ((isDone: boolean) => void)[]>()
  let state = emptyQueue<Subject>()
  let stopped = false
  let quiet: (() => void)[] = []
  let pumping = false

  const later = (seconds: number, act: () => void) => {
    const callOff = after(seconds, () => {
      calls.delete(callOff)
      act()
      pump()
    })
    calls.add(callOff)
  }
  const tell = (id: number, isDone: boolean) => {
    for (const word of tried.get(id) ?? []) word(isDone)
    tried.delete(id)
  }
  const settle = () => {
    if (state.running.length > 0 || state.waiting.length > 0) return
    for (const word of quiet) word()
    quiet = []
  }
  /** Begins what there is room for once the caller is done: an acknowledgement goes out before its work. */
  const pump = () => {
    if (pumping) return
    pumping = true
    setImmediate(() => {
      pumping = false
      for (let next = begun(); next !== undefined; next = begun()) run(next)
      settle()
    })
  }
  const begun = () => {
    const next = stopped ? undefined : begin(state, room)
    if (next !== undefined) state = next.state
    return next?.entry
  }
  const run = async (entry: Entry<Subject>) => {
    let isDone = false
    try {
      await work(entry.job)
      state = finish(state, entry.id)
      isDone = true
    } catch (error) {
      fail(entry, error)
    }
    tell(entry.id, isDone)
    pump()
  }
  const fail = ({ id, job, tries }: Entry<Subject>, error: unknown) => {
    const limited = isLimit(error)
    const seconds = limited ? LIMIT : RESTS[tries]
    const again = seconds !== undefined && !stopped
    onFailure(job, error, again)
    if (!again) {
      state = finish(state, id)
      return
    }
    const rests = rest(state, id, !limited, join)
    state = rests.state
    // A hold that GitHub set a time for keeps it back already.
    if (limited && state.held.has(job.installation)) wake(rests.id)
    else later(seconds, () => wake(rests.id))
  }
  const wake = (id: number) => {
    state = rested(state, id)
  }

  return {
    add: (job, gather = 0) => {
      if (stopped) return Promise.resolve(false)
      const added = add(state, job, join, gather > 0)
      const { id, resting } = added.entry
      state = added.state
      if (added.isNew && resting) later(gather, () => wake(id))
      pump()
      if (resting === 'gathering' || state.held.has(job.installation)) return Promise.resolve(false)
      return new Promise((word) => tried.set(id, [...(tried.get(id) ?? []), word]))
    },
    isHeld: (installation) => state.held.has(installation),
    hold: (installation, seconds) => {
      state = hold(state, installation)
      for (const { id, job } of state.waiting) if (job.installation === installation) tell(id, false)
      later(seconds, () => {
        state = release(state, installation)
      })
    },
    idle: () =>
      new Promise((word) => {
        quiet.push(word)
        pump()
      }),
    stop: () => {
      stopped = true
      for (const callOff of calls) callOff()
      calls.clear()
      for (const { id } of state.waiting) tell(id, false)
      state = { ...state, waiting: [] }
      return new Promise((word) => {
        quiet.push(word)
        pump()
      })
    },
    length: () => ({ waiting: state.waiting.length, running: state.running.length }),
  }
}
