import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { readBytes, writeAtomic } from '../../core/io/files.ts'
import { joinErrors } from '../../core/join-errors.ts'
import type { RetrainEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import { type Breach, stillBeyond } from '../../core/retrain/still-beyond.ts'
import type { WhyRetrain } from '../../core/retrain/why-retrain.ts'
import {
  type ModelWindows,
  parseWindows,
  WINDOWS,
  type Windows,
  writeWindows,
} from '../../core/retrain/windows-file.ts'
import { sayLost, sayStill } from '../../reports/retraining-lost.ts'
import { renderRetrainingPull, retrainingTitle } from '../../reports/retraining-pull.ts'
import { actorOf } from '../actor.ts'
import { fileAt } from '../at-commit.ts'
import { fileOf, type Project } from '../project.ts'
import type { Challenger } from './challenger-of.ts'
import { driftIssueNumber } from './drift-issue-number.ts'
import type { Keeper } from './kept-model.ts'
import type { Production } from './production-of.ts'
import type { FoundRows } from './rows-of-windows.ts'
import type { PlannedWindows, Retrained, RetrainTask, Tried } from './task.ts'
import { tellIssue } from './tell-issue.ts'
import type { Attempt } from './try-challenger.ts'

interface Finished {
  readonly task: RetrainTask
  readonly challenger: Challenger
  readonly attempt: Attempt
  readonly windows: PlannedWindows
  readonly found: FoundRows
  /** Of the model's file. */
  readonly keeper: Keeper
  readonly production: Production | undefined
  /** What nobody knows of the rows that production has seen. */
  readonly doubt: string | undefined
  readonly why: Extract<WhyRetrain, { go: true }>
  /** The loss of performance that asks for a training, if that does. */
  readonly breach: Breach | undefined
}

/** Proposes a challenger that has won, records what it came to, and says so. What fails of that is told beside it. */
export async function finish(here: Project, own: Model, done: Finished): Promise<Retrained> {
  const { attempt, doubt, found, task, windows } = done
  const event = await eventOf(here, own, done)
  const { compared } = attempt
  const tried: Tried = {
    event,
    windows: { ...windows, rows: found.rows, digest: found.digest },
    challenge: compared?.challenge,
    comparison: compared?.comparison,
  }
  const remarks = [...(doubt === undefined ? [] : [doubt]), ...found.leftOut]
  const said = remarks.map((one) => `${one}.`)
  if (event.outcome !== 'pass') {
    const lost = await record(task, event)
    const became = event.outcome === 'failed' ? 'failed' : event.outcome === 'fail' ? 'lost' : 'undecided'
    const outcome = became === 'undecided' ? 'undecided' : 'fail'
    const because = attempt.failed ?? compared!.challenge.because
    const issue = sayLost(event, because, remarks)
    const notes = [...said, ...(await tellIssue(event, issue, task))]
    return { model: own.name, became, outcome, because, tried, pull: null, notes, issue, failure: lost }
  }
  const still = stillBeyond(compared!.comparison, compared!.challenge, done.breach)
  const proposed = await propose(here, own, tried, { ...done, still })
  const told = { ...event, pull: proposed.pull?.number ?? null }
  const lost = await record(task, told)
  const unkept = lost !== undefined && proposed.pull !== null ? sayOpened(lost, proposed.pull) : lost
  const failed = [proposed.error, unkept].filter((error) => error !== undefined)
  // Without a pull request the next run goes on where this one stopped, and tells it then.
  const telling = still === undefined || proposed.error !== undefined ? undefined : sayStill(still, proposed.pull)
  const warned = telling === undefined ? [] : [`${still}.`, ...(await tellIssue(told, telling, task))]
  return {
    ...{ model: own.name, became: 'won', outcome: 'pass', because: compared!.challenge.because },
    ...{
      tried: { ...tried, event: told },
      pull: proposed.pull,
      notes: [...said, ...warned, ...proposed.notes],
      issue: null,
      failure: failed.length === 0 ? undefined : joinErrors(failed),
    },
  }
}

interface Proposed {
  readonly pull: Retrained['pull']
  readonly notes: readonly string[]
  /** Told once the ledger knows that the challenger has won. */
  readonly error?: UserError
}

async function propose(
  here: Project,
  own: Model,
  tried: Tried,
  done: Finished & { readonly still: string | undefined },
): Promise<Proposed> {
  const { pulls, write } = done.task
  const all = await filesOf(here, own, tried, done)
  if (write) for (const { bytes, path } of all) await writeAtomic(await fileOf(here, path), bytes)
  const written = write ? [`Written: ${namesOf(all)}.`] : []
  const files = done.keeper === 'Git' ? all : all.slice(0, 1)
  if (pulls === undefined) return { pull: null, notes: [...written, sayWould(own, { all, files, write }, done.keeper)] }
  try {
    const title = retrainingTitle(tried.event)
    const { notes, pull } = await pulls.propose(own, {
      title,
      files,
      message: `${title}\n\n${tried.challenge!.because}\n`,
      body: renderRetrainingPull({
        event: tried.event,
        challenge: tried.challenge!,
        comparison: tried.comparison!,
        digest: tried.windows.digest,
        issue: await driftIssueNumber(own.name, done.task),
        kept: done.keeper === 'Git',
        doubt: done.doubt,
        leftOut: done.found.leftOut,
        still: done.still,
      }),
    })
    return { pull, notes: [...written, ...notes] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { pull: null, notes: written, error }
  }
}

interface WouldBe {
  readonly all: readonly PathAndBytes[]
  /** Those of the pull request. */
  readonly files: readonly PathAndBytes[]
  readonly write: boolean
}

/** What would be done with a token, and what `--write` would do. */
function sayWould({ model }: Model, { all, files, write }: WouldBe, keeper: Keeper): string {
  const would =
    keeper === 'Git LFS' || keeper === 'DVC'
      ? `No pull request could be opened, for ${keeper} keeps ${model!.path}`
      : `With GITHUB_TOKEN and GITHUB_REPOSITORY a pull request would be opened with ${namesOf(files)}`
  const them = all.length === files.length ? 'them' : namesOf(all)
  return `${would}${write ? '' : `; --write puts ${them} into the working tree`}.`
}

interface PathAndBytes {
  readonly path: string
  readonly bytes: Uint8Array
}

function namesOf(files: readonly PathAndBytes[]): string {
  return files.map(({ path }) => path).join(', ')
}

/** What a win changes, as paths from the config: the windows, then the model. */
async function filesOf(
  here: Project,
  own: Model,
  { windows }: Tried,
  { challenger }: Finished,
): Promise<PathAndBytes[]> {
  const all: Windows = { ...(await windowsNow(here)), [own.name]: windows }
  const { path } = own.model!
  const bytes = await readBytes(await fileOf(challenger.project, challenger.model.model!.path))
  return [
    { path: WINDOWS, bytes: new TextEncoder().encode(writeWindows(all)) },
    { path, bytes },
  ]
}

/** Windows of the other models stay: as they are committed, or outside Git as they are. */
async function windowsNow(here: Project): Promise<Windows> {
  const { commit, directory } = here
  const bytes =
    commit === null
      ? await readFile(join(directory, WINDOWS)).catch(() => undefined)
      : await fileAt(here, commit, WINDOWS)
  return bytes === undefined ? {} : parseWindows(new TextDecoder().decode(bytes), WINDOWS)
}

async function eventOf(here: Project, own: Model, done: Finished): Promise<RetrainEvent> {
  const { attempt, found, production, task, why, windows } = done
  const { compared, failed, minutes, run } = attempt
  const { host, now } = task
  const range = ({ from, to }: ModelWindows['train']) => ({
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
  })
  return {
    schema: 'contender/retrain-event@1',
    id: eventId(host.now(), host.random(10)),
    at: now.toISOString(),
    by: await actorOf(host, here.directory),
    model: own.name,
    commit: here.commit,
    evidence: why.evidence,
    because: why.because,
    version: production?.version ?? null,
    train: range(windows.train),
    holdout: range(windows.test),
    rows: { train: found.rows.train, holdout: found.rows.test },
    data: found.learned,
    minutes,
    artifact: run === undefined ? null : { ...run.artifact, uri: own.model!.path },
    metric: compared?.primary ?? own.evaluate.metrics?.[0] ?? 'none',
    gain: compared?.challenge.gain ?? null,
    outcome: failed === undefined ? compared!.challenge.outcome : 'failed',
    pull: null,
  }
}

/**
 * On a machine of somebody's own nothing is recorded that came to nothing.
 *
 * @returns why it could not be: told once all else is done
 */
async function record({ ledger, pulls, write }: RetrainTask, event: RetrainEvent): Promise<UserError | undefined> {
  if (pulls === undefined && !write) return undefined
  try {
    await ledger?.append([event])
    return undefined
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const unknown =
      event.pull === null ? '; neither `retrain.cooldown` nor `retrain.budget` knows of this training' : ''
    return new UserError(`${error.message}${unknown}`, { cause: error })
  }
}

/** What the ledger does not know the pull request says itself: the next run goes by that. */
function sayOpened(lost: UserError, { number, url }: NonNullable<Retrained['pull']>): UserError {
  const pull = `Pull request #${number} (${url}) has the challenger, and says what for: nothing is trained for that again`
  return new UserError(`${lost.message}. ${pull}`, { cause: lost })
}
