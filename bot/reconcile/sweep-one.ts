import type { BotGitHub } from '../github/open-github.ts'
import type { Place, Subject } from '../subject.ts'
import type { SeenBranch } from './sweep-policy.ts'
import { sweepRepository } from './sweep-repository.ts'

/** What the first round goes back to, and any other at most. */
const DAYS = 3
/** What may be seen twice, for clocks that differ and lists that are late. */
const LEEWAY_MS = 10 * 60_000

/** What is remembered of a repository. */
export interface Seen {
  /** When its last sweep began that left nothing unfinished; undefined where there was none. */
  at: number | undefined
  /** Its default branch, once what it brought was done. */
  branch: SeenBranch | undefined
  /** When each of its open pull requests was last looked at by a sweep. */
  pulls: Map<number, number>
}

export interface SweepOptions {
  readonly github: BotGitHub
  /** Takes a subject in, and says once it was tried whether it is done. */
  readonly look: (place: Place, subject: Subject) => Promise<boolean>
  readonly isDone: (place: Place, subject: Subject) => boolean
  readonly now: () => Date
}

interface One {
  readonly place: Place
  readonly name: string
  readonly defaultBranch: string
  readonly seen: Map<string, Seen>
  readonly mayGoOn: () => boolean
}

/**
 * Looks at everything in one repository.
 *
 * @returns whether all of it was looked at
 * @throws what could not be read, once the rest was looked at
 */
export async function sweepOne(options: SweepOptions, one: One): Promise<boolean> {
  const { github, isDone, look, now } = options
  const { defaultBranch, mayGoOn, name, place, seen } = one
  if (!mayGoOn()) return false
  const began = now().getTime()
  const known = seen.get(name) ?? { at: undefined, branch: undefined, pulls: new Map() }
  seen.set(name, known)
  const failures: unknown[] = []
  const { branch, subjects } = await sweepRepository({
    access: await github.access(place),
    ...{ defaultBranch, branch: known.branch },
    since: new Date(Math.max(known.at ?? 0, began - DAYS * 86_400_000) - LEEWAY_MS),
    isDone: (subject) => isDone(place, subject),
    onFailure: (error) => failures.push(error),
  })
  const before = known.pulls
  known.pulls = new Map()
  const age = (subject: Subject) => (subject.kind === 'pull' && subject.verify ? (before.get(subject.number) ?? 1) : 0)
  for (const subject of subjects) {
    const at = age(subject)
    if (subject.kind === 'pull' && at > 0) known.pulls.set(subject.number, at)
  }
  if (branch !== undefined && !subjects.some(({ kind }) => kind === 'policy')) known.branch = branch
  let unfinished = false
  for (const subject of longestAgoFirst(subjects, age)) {
    if (!mayGoOn()) return false
    const did = await look(place, subject)
    if (subject.kind === 'policy' && did) known.branch = branch
    unfinished ||= !did && isFoundByTime(subject)
    if (subject.kind === 'pull' && subject.verify) known.pulls.set(subject.number, began)
  }
  if (failures.length > 0) throw failures[0]
  if (!unfinished) known.at = began
  return true
}

/** Whether only what has happened since the last sweep shows it: anything else shows in each. */
function isFoundByTime(subject: Subject): boolean {
  return subject.kind === 'command' || (subject.kind === 'pull' && !subject.verify)
}

/** Open pull requests in the order in which they were last looked at, in the places that they have among the rest. */
function longestAgoFirst(subjects: readonly Subject[], age: (subject: Subject) => number): Subject[] {
  const open = subjects.filter((subject) => age(subject) > 0).sort((a, b) => age(a) - age(b))
  return subjects.map((subject) => (age(subject) > 0 ? open.shift()! : subject))
}
