/** Something to do, once or again. */
export interface Job<Subject> {
  /** What is one thing: while a job waits, another one of its key becomes a part of it. */
  readonly key: string
  /** What is done one after the other. */
  readonly lane: string
  /** Whose turn it is. */
  readonly repository: string
  /** Whose limits at GitHub it uses. */
  readonly installation: number
  /** It is not begun while one that came before it in its lane rests. */
  readonly ordered: boolean
  readonly subject: Subject
}

export interface Entry<Subject> {
  readonly id: number
  readonly job: Job<Subject>
  /** Attempts that failed since it was last asked for. */
  readonly tries: number
  /** It is left alone for a while: after a failure, or for others of its key to come. */
  readonly resting: false | 'failed' | 'gathering'
}

export interface QueueState<Subject> {
  readonly nextId: number
  /** In the order in which they came. */
  readonly waiting: readonly Entry<Subject>[]
  readonly running: readonly Entry<Subject>[]
  /** Installations whose limits are used up, by how many are waiting for each to have some again. */
  readonly held: ReadonlyMap<number, number>
  /** The turn at which each repository that has jobs was last served, or came. */
  readonly served: ReadonlyMap<string, number>
  readonly turn: number
}

export function emptyQueue<Subject>(): QueueState<Subject> {
  return { nextId: 1, waiting: [], running: [], held: new Map(), served: new Map(), turn: 1 }
}

export type Join<Subject> = (earlier: Subject, later: Subject) => Subject

/**
 * Takes a job in. One of its key that waits does for both; one that is under way may have read what is no longer so,
 * and is followed by one more.
 *
 * @param gathers it rests first, for others of its key to come; one that does not wakes those that do
 * @returns the entry that does it
 */
export function add<Subject>(state: QueueState<Subject>, job: Job<Subject>, join: Join<Subject>, gathers = false) {
  const found = state.waiting.find((entry) => entry.job.key === job.key)
  if (found === undefined) {
    const entry: Entry<Subject> = { id: state.nextId, job, tries: 0, resting: gathers && 'gathering' }
    const came = state.served.has(job.repository) ? state : serve(state, job.repository)
    return { entry, isNew: true, state: { ...came, nextId: entry.id + 1, waiting: [...state.waiting, entry] } }
  }
  const resting = found.resting === 'gathering' && !gathers ? false : found.resting
  const entry = { ...found, resting, tries: 0, job: { ...found.job, subject: join(found.job.subject, job.subject) } }
  return { entry, isNew: false, state: { ...state, waiting: replaced(state.waiting, entry) } }
}

export interface Room {
  /** Jobs that may be under way. */
  readonly jobs: number
  /** Of one installation: the rest is left to others, should all of its jobs have to wait. */
  readonly ofInstallation: number
}

/**
 * Begins the job whose turn it is: of the repository with the fewest under way, then of the one that was served
 * longest ago, then the one that came first.
 *
 * @returns undefined where there is none, or no room
 */
export function begin<Subject>(state: QueueState<Subject>, room: Room) {
  if (state.running.length >= room.jobs) return undefined
  const startable = firstOfLanes(state).filter(({ job }) => {
    const ofInstallation = state.running.filter((entry) => entry.job.installation === job.installation)
    return !state.held.has(job.installation) && ofInstallation.length < room.ofInstallation
  })
  const rank = ({ job: { repository } }: Entry<Subject>) => {
    const underWay = state.running.filter(({ job }) => job.repository === repository).length
    return [underWay, state.served.get(repository)!] as const
  }
  const [entry] = startable.map((one) => ({ one, rank: rank(one) })).sort((a, b) => before(a.rank, b.rank))
  if (entry === undefined) return undefined
  const { one } = entry
  const waiting = state.waiting.filter(({ id }) => id !== one.id)
  const served = serve(state, one.job.repository)
  return { entry: one, state: { ...served, waiting, running: [...state.running, one] } }
}

function serve<Subject>(state: QueueState<Subject>, repository: string): QueueState<Subject> {
  return { ...state, served: new Map(state.served).set(repository, state.turn), turn: state.turn + 1 }
}

const before = ([few, long]: readonly [number, number], [fewer, longer]: readonly [number, number]) =>
  few - fewer || long - longer

/** The first job of each lane that may begin. */
function firstOfLanes<Subject>({ running, waiting }: QueueState<Subject>): Entry<Subject>[] {
  const closed = new Set(running.map(({ job }) => job.lane))
  const orderedRests = new Set<string>()
  const first: Entry<Subject>[] = []
  for (const entry of waiting) {
    const { lane, ordered } = entry.job
    if (entry.resting) {
      if (ordered) orderedRests.add(lane)
    } else if (!closed.has(lane) && !(ordered && orderedRests.has(lane))) {
      closed.add(lane)
      first.push(entry)
    }
  }
  return first
}

/** A job is over: it was done, or is given up. */
export function finish<Subject>(state: QueueState<Subject>, id: number): QueueState<Subject> {
  const running = state.running.filter((entry) => entry.id !== id)
  return forgetServed({ ...state, running })
}

/**
 * A job failed, and rests before it is tried again. It keeps its place before all that came after it; one of its key
 * that came meanwhile does for both.
 *
 * @param counts whether it was an attempt; not where GitHub only asked to come back later
 * @returns `id` of the entry that rests
 */
export function rest<Subject>(state: QueueState<Subject>, id: number, counts: boolean, join: Join<Subject>) {
  const failed = state.running.find((entry) => entry.id === id)!
  const running = state.running.filter((entry) => entry.id !== id)
  const tries = failed.tries + (counts ? 1 : 0)
  const later = state.waiting.find(({ job }) => job.key === failed.job.key)
  if (later === undefined) {
    const resting = { ...failed, tries, resting: 'failed' as const }
    const waiting = [...state.waiting, resting].sort((a, b) => a.id - b.id)
    return { id, state: { ...state, running, waiting } }
  }
  const subject = join(failed.job.subject, later.job.subject)
  const joined = { ...later, resting: 'failed' as const, job: { ...later.job, subject } }
  return { id: later.id, state: { ...state, running, waiting: replaced(state.waiting, joined) } }
}

/** A job has rested. */
export function rested<Subject>(state: QueueState<Subject>, id: number): QueueState<Subject> {
  const entry = state.waiting.find((one) => one.id === id)
  if (entry === undefined) return state
  return { ...state, waiting: replaced(state.waiting, { ...entry, resting: false }) }
}

/** Nothing of an installation is begun until each `hold` of it was released. */
export function hold<Subject>(state: QueueState<Subject>, installation: number): QueueState<Subject> {
  return { ...state, held: new Map(state.held).set(installation, (state.held.get(installation) ?? 0) + 1) }
}

export function release<Subject>(state: QueueState<Subject>, installation: number): QueueState<Subject> {
  const held = new Map(state.held)
  const left = (held.get(installation) ?? 0) - 1
  if (left > 0) held.set(installation, left)
  else held.delete(installation)
  return { ...state, held }
}

/** Turns are remembered only of repositories that have jobs, so that nothing grows. */
function forgetServed<Subject>(state: QueueState<Subject>): QueueState<Subject> {
  const active = new Set([...state.waiting, ...state.running].map(({ job }) => job.repository))
  return { ...state, served: new Map([...state.served].filter(([repository]) => active.has(repository))) }
}

function replaced<Subject>(entries: readonly Entry<Subject>[], by: Entry<Subject>): readonly Entry<Subject>[] {
  return entries.map((entry) => (entry.id === by.id ? by : entry))
}
