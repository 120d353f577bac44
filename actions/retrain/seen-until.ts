import { sep } from 'node:path'
import type { Model } from '../../core/config.ts'
import { quoteName } from '../../core/data/sql.ts'
import { UserError } from '../../core/errors.ts'
import { git } from '../../core/io/run-git.ts'
import { afterNewest, type Seen, sayImpossible } from '../../core/retrain/seen-rows.ts'
import type { Host } from '../action.ts'
import { fromRoot } from '../at-commit.ts'
import { dvcAt } from '../dvc-at.ts'
import type { Place, Project } from '../project.ts'
import { bringData, withCommit } from '../with-commit.ts'
import { withData } from '../with-data.ts'

/**
 * Times that say no zone are those of some place, up to so many milliseconds ahead of UTC: as much later than it was there a row
 * may be.
 */
const AHEAD = 86_400_000

/**
 * Up to when the rows reach that a model has learned from: the end of its window, or the newest of its training rows as
 * its commit has them. What Git does not hold there is taken as it is now where that commit is checked out, or DVC says that it
 * is the same, and is unknown else: nobody can tell which rows a file held then. Rows of a time after that commit, or of the
 * future, do not count, and are told.
 *
 * @param model as its config was then
 * @param commit undefined outside Git
 */
export async function seenUntil(
  here: Project,
  { commit, model }: { readonly commit: string | undefined; readonly model: Model },
  host: Host,
): Promise<Seen> {
  const { rows, time, train } = model.data
  if (rows !== undefined) return { until: rows.windows.train.to }
  if (train === undefined) return { unknown: 'its config names no `data.train`' }
  if (time === undefined) return { unknown: 'its config has no `data.time`' }
  const newest = (place: Place, known: number) => newestOf(place, model, { time, train, last: known + AHEAD })
  const now = () => host.now().getTime()
  if (commit === undefined) return newest(here, now())
  const unread = (error: unknown, place: Place) => {
    if (!(error instanceof UserError)) throw error
    // People know no temporary folder.
    const because = error.message.replaceAll(`${place.directory}${sep}`, '')
    return { unknown: `its training rows cannot be read as they were at ${commit.slice(0, 7)} (${because})` }
  }
  return withCommit(here, commit, host, async (then) => {
    const isHere = commit === here.commit
    const brought = isHere || (await isSameInDvc(here, commit, train)) ? await bringData(here, then, model) : []
    // What Git does not hold may be younger than the commit.
    const known = isHere && brought.length > 0 ? now() : await committedAt(here.root, commit)
    return newest(then, known).catch((error: unknown) => unread(error, then))
  }).catch((error: unknown) => unread(error, here))
}

/** Whether DVC has the same content for a file at a commit as at the one that is checked out. */
async function isSameInDvc(here: Project, commit: string, file: string): Promise<boolean> {
  if (here.commit === null) return false
  const path = fromRoot(here, file)
  const then = await dvcAt(here.root, commit, path)
  return then !== undefined && then.md5 === (await dvcAt(here.root, here.commit, path))?.md5
}

/** When a commit was made, in milliseconds since 1970. */
async function committedAt(root: string, commit: string): Promise<number> {
  return Number(await git(root, ['show', '--no-patch', '--format=%ct', commit])) * 1000
}

async function newestOf(
  place: Place,
  model: Model,
  { last, time, train }: { readonly time: string; readonly train: string; readonly last: number },
): Promise<Seen> {
  return withData(place, model, async (engine) => {
    const { columns, relation } = await engine.queryable(train)
    const noTimes = { unknown: `\`${time}\` of \`${train}\` holds no times` }
    if (columns.find(({ name }) => name === time)?.type !== 'time') return noTimes
    const column = quoteName(time)
    const isPossible = `FILTER (WHERE ${column} <= make_timestamp(${last * 1000}))`
    const asked = `SELECT epoch_ms(max(${column}) ${isPossible}), bool_and(${column} = date_trunc('day', ${column})) ${isPossible},
      count(${column}) - count(${column}) ${isPossible} FROM ${relation}`
    const [newest, days, later] = (await engine.query(asked, train))[0]!
    const impossible = { rows: Number(later), last, place: `\`${train}\`` }
    if (newest === null) return impossible.rows === 0 ? noTimes : { unknown: sayImpossible(impossible) }
    const until = afterNewest(Number(newest), days === true)
    return impossible.rows === 0 ? { until } : { until, impossible }
  })
}
