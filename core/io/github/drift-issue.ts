import { plainText } from '../../plain-text.ts'
import { decideDriftIssue, type KnownIssue, nextState } from '../../response/decide-drift-issue.ts'
import { type DriftIssueState, readDriftIssueState } from '../../response/drift-issue-state.ts'
import { commentOnce } from './comment-once.ts'
import { closeSecond, createIssue, type IssuePlace, type OwnIssue, searchIssues } from './one-issue.ts'

/** What an issue is to say. */
export interface WantedIssue {
  readonly title: string
  readonly state: DriftIssueState
  /** Markdown, marked with the state. */
  readonly body: (state: DriftIssueState) => string
}

/** The issue of a model's drift. */
export interface DriftIssue extends KnownIssue {
  readonly body: string
  /** For people. */
  readonly url: string
}

/**
 * The issue of a model, open or closed: by its hidden mark and its author, over all pages; of several the oldest. One
 * request for each hundred issues that we have made.
 */
export async function findDriftIssue(place: IssuePlace, model: string): Promise<DriftIssue | undefined> {
  return (await ofModel(place, model))[0]
}

/**
 * Brings a repository to have one open issue that says what is wanted, and writes nothing where it has. Who comes at
 * the same time, or again, leaves the same: the oldest is kept and others are closed, and what was told before in the
 * same episode stays told.
 *
 * @returns the issue as it is now, `isTheirs` where another run has just made it, and so tells whose turn it is; `muted`
 *   where a person has closed it and the evidence is the same
 */
export async function keepDriftIssue(place: IssuePlace, wanted: WantedIssue): ReturnType<typeof settle> {
  return settle(place, await ofModel(place, wanted.state.model), wanted)
}

async function settle(
  place: IssuePlace,
  existing: readonly DriftIssue[],
  wanted: WantedIssue,
  isTheirs = false,
): Promise<(DriftIssue & { readonly isTheirs: boolean }) | 'muted'> {
  const [oldest, ...others] = existing
  const decision = decideDriftIssue(oldest, wanted.state)
  if (decision === 'muted') return 'muted'
  if (oldest === undefined) {
    const made = await createIssue(place, { title: wanted.title, body: wanted.body(wanted.state) })
    const all = driftIssues(made, wanted.state.model)
    return settle(place, all, wanted, all[0]?.number !== made.at(-1)!.number)
  }
  const state = nextState(oldest, wanted.state)
  const kept = { ...(await bringTo(place, oldest, { state, body: wanted.body(state), open: true })), isTheirs }
  for (const { number } of others)
    await closeSecond(place, number, `Another run of Contender made this a second time: the issue is #${kept.number}.`)
  return kept
}

/**
 * Closes the issue of a model that has healed, with a last comment. One that a person has closed or opened again
 * after that only learns of it.
 *
 * @param last the comment: Markdown
 * @returns the issue as it is now; undefined where there is none
 */
export async function closeDriftIssue(
  place: IssuePlace,
  { body, last, state: wanted }: Omit<WantedIssue, 'title'> & { readonly last: string },
): Promise<DriftIssue | undefined> {
  const issue = await findDriftIssue(place, wanted.model)
  if (issue === undefined) return undefined
  const { open, state: before } = issue
  const state = { ...wanted, since: before.since, told: before.told, called: before.called }
  const closes = open && !before.healed
  if (closes) await commentOnce(place, issue.number, { key: `healed/${before.since}`, body: last })
  return bringTo(place, issue, { state, body: body(state), open: open && !closes })
}

/** Says in the issue who was told, once they were. */
export async function tellDriftIssue(
  place: IssuePlace,
  issue: DriftIssue,
  { body, state }: Omit<WantedIssue, 'title'>,
): Promise<DriftIssue> {
  return bringTo(place, issue, { state, body: body(state), open: issue.open })
}

interface Target {
  readonly state: DriftIssueState
  readonly body: string
  readonly open: boolean
}

async function bringTo({ at, client }: IssuePlace, issue: DriftIssue, { body, open, state }: Target) {
  const changed = {
    ...(plainText(issue.body) !== plainText(body) && { body }),
    ...(issue.open !== open && (open ? OPENED : CLOSED)),
  }
  if (Object.keys(changed).length > 0)
    await client.rest.issues.update({ ...at, issue_number: issue.number, ...changed })
  return { ...issue, state, body, open, reason: open ? null : (issue.reason ?? 'completed') }
}

const OPENED = { state: 'open', state_reason: 'reopened' } as const
const CLOSED = { state: 'closed', state_reason: 'completed' } as const

async function ofModel(place: IssuePlace, model: string): Promise<DriftIssue[]> {
  const isMeant = ({ author, body }: OwnIssue) =>
    place.authors.includes(author) && readDriftIssueState(body)?.model === model
  return driftIssues(await searchIssues(place, isMeant), model)
}

/** Those that are of a model, the oldest first. */
function driftIssues(issues: readonly OwnIssue[], model: string): DriftIssue[] {
  return issues
    .flatMap((issue) => {
      const state = readDriftIssueState(issue.body)
      return state?.model === model ? [{ ...issue, state }] : []
    })
    .sort((a, b) => a.number - b.number)
}
