import type { AuditEvent } from '../../../core/ledger/event.ts'
import { eventOfMessage } from '../../../core/ledger/event-file.ts'
import type { GitHub } from '../../github/github.ts'

/** A pull request as people see it in the end; numbers and times that differ each time are left out. */
export interface SeenPull {
  readonly state: string
  /** Comments of ours that carry the report: there has to be one. */
  readonly reports: readonly string[]
  readonly checks: readonly string[]
  /** Each comment of a person, with our marks at it and our answers to it. */
  readonly commands: readonly string[]
  /** Comments of ours that are neither. */
  readonly others: readonly string[]
}

export interface Seen {
  readonly pulls: ReadonlyMap<number, SeenPull>
  /** Events of the ledger, sorted. */
  readonly events: readonly string[]
  /** Comments that led to more than one event. */
  readonly twice: readonly number[]
}

interface CommentJson {
  readonly id: number
  readonly body: string
  readonly user: { readonly login: string }
}

interface CheckJson {
  readonly id: number
  readonly name: string
  readonly status: string
  readonly conclusion: string | null
  readonly output: {
    readonly title: string
    readonly summary: string
    readonly text: string | null
    annotations_count: number
  }
}

const US = 'contender[bot]'
const REPORT = '<!-- contender:report '
const ANSWER = /^<!-- contender:answer (\d+) -->\n/

/** Everything that is to be seen at a GitHub. */
export async function lookAround(github: GitHub): Promise<Seen> {
  const pulls = new Map<number, SeenPull>()
  for (const number of github.world.pulls.keys()) pulls.set(number, await seePull(github, number))
  const events = await ledgerOf(github)
  const comments = events.flatMap(({ comment }) => comment ?? [])
  return {
    pulls,
    events: events.map(sayEvent).sort(),
    twice: comments.filter((one, at) => comments.indexOf(one) !== at),
  }
}

/** Lines about what is other than it was; none where all is the same. */
export function differences(calm: Seen, other: Seen): string[] {
  const lines: string[] = []
  const compare = (what: string, before: unknown, after: unknown) => {
    const [one, two] = [JSON.stringify(before), JSON.stringify(after)]
    if (one !== two) lines.push(`${what}:\n  calm ${one}\n  now  ${two}`)
  }
  for (const [number, before] of calm.pulls) {
    const after = other.pulls.get(number)!
    for (const key of Object.keys(before) as (keyof SeenPull)[]) compare(`#${number} ${key}`, before[key], after[key])
  }
  compare('lost events', [], without(calm.events, other.events))
  compare('events too many', [], without(other.events, calm.events))
  compare('commands written down twice', [], other.twice)
  return lines
}

function without(all: readonly string[], some: readonly string[]): string[] {
  const left = [...some]
  return all.filter((one) => {
    const at = left.indexOf(one)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

async function seePull(github: GitHub, number: number): Promise<SeenPull> {
  const get = async (path: string) => (await github.request('GET', `/repos/acme/models/${path}`)).body
  const pull = await get(`pulls/${number}`)
  const comments: CommentJson[] = await get(`issues/${number}/comments?per_page=100`)
  const { check_runs } = await get(`commits/${pull.head.sha}/check-runs?per_page=100`)
  const ours = comments.filter(({ user }) => user.login === US)
  const commands: string[] = []
  for (const { body, id, user } of comments) {
    if (user.login === US) continue
    const reactions: { content: string; user: { login: string } }[] = await get(
      `issues/comments/${id}/reactions?per_page=100`,
    )
    const marks = reactions.filter((one) => one.user.login === US).map(({ content }) => content)
    const answers = ours.filter((one) => ANSWER.exec(one.body)?.[1] === String(id)).map((one) => plain(one.body))
    commands.push(`${user.login}: ${body} → ${[...marks.sort(), ...answers].join(' | ')}`)
  }
  return {
    state: pull.state,
    reports: ours.filter(({ body }) => body.startsWith(REPORT)).map(({ body }) => plain(body)),
    checks: newest(check_runs).map(sayCheck),
    commands,
    others: ours.filter(({ body }) => !body.startsWith(REPORT) && !ANSWER.test(body)).map(({ body }) => body),
  }
}

/** Of each name the newest: that is the one which GitHub shows and counts. */
function newest(checks: readonly CheckJson[]): CheckJson[] {
  const byName = new Map(checks.toSorted((a, b) => a.id - b.id).map((check) => [check.name, check]))
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function sayCheck({ conclusion, name, output, status }: CheckJson): string {
  const { annotations_count, summary, text, title } = output
  return plain(`${name}: ${conclusion ?? status}, ${title} (${annotations_count})\n${summary}\n${text ?? ''}`)
}

/** Without marks, which nobody sees, and without numbers of runs and comments. */
function plain(body: string): string {
  return body
    .replace(/^<!-- .*? -->\n?/, '')
    .replaceAll(/\/actions\/runs\/\d+/g, '/actions/runs/…')
    .replaceAll(/#issuecomment-\d+/g, '#issuecomment-…')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://github.com')
    .trim()
}

async function ledgerOf(github: GitHub): Promise<AuditEvent[]> {
  const log = await github.git.ask('log', '--reverse', '--format=%B%x00', 'refs/heads/contender/ledger')
  return (log ?? '').split('\0').flatMap((message) => eventOfMessage(message.trimStart()) ?? [])
}

function sayEvent({ action, by, digests, gate, head, item, pull, reason, role }: AuditEvent): string {
  return JSON.stringify({ pull, by: by.name, action, item, gate, role, reason, head, digests })
}
