import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Unseen } from '../../core/artifacts/drift-unseen.ts'
import type { Model } from '../../core/config.ts'
import { isDated, stepNamed } from '../../core/drift/dated-files.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { labelledCohort } from '../../core/drift/windows.ts'
import { once } from '../../core/once.ts'
import { sayRange } from '../../core/say-window.ts'
import type { Project } from '../project.ts'
import { findLogFiles, hasLaterFiles, type LogFiles } from './log-files.ts'
import { missedFiles } from './missed-files.ts'
import type { NamedColumn } from './rows.ts'
import { sayMissing, unseenOf } from './say-missing.ts'
import { strayRows } from './stray-rows.ts'
import { filesTouching, findUndatedFiles, type UndatedFiles } from './undated-files.ts'

interface Found extends Pick<LogFiles, 'files' | 'quality' | 'lacking'> {
  /** What is to be said of those that are not there. */
  readonly missing: readonly DriftQuality[]
  /** Of the times of the window those without a file that can be read; undefined where names tell none, or none is missed. */
  readonly unseen: Omit<Unseen, 'what'> | undefined
  /** What the engine knows them by. */
  readonly source: string
  /** Whether there is anything to read. */
  readonly isThere: boolean
  /** Columns that files of other windows have: where these lack one, it is missing and not gone. */
  readonly columns: readonly NamedColumn[]
}

export interface WindowFiles {
  readonly range: TimeRange
  readonly logs: Found
  readonly labels: Found | undefined
  /** Whether there are logs of a later time. */
  readonly isFollowed: boolean
}

/** What windows of production are asked for. */
interface AskedOf {
  /** Milliseconds since 1970: what is later has not happened yet. */
  readonly now: number
  /** What the clock says, by which rows are of the future. */
  readonly clock: number
}

/**
 * The files that hold the rows of each window, and their labels as far as they have come. Files whose names tell no times
 * are sorted out once for all windows.
 */
export async function filesOfWindows(
  project: Project,
  model: Model,
  ranges: readonly TimeRange[],
  { clock, now }: AskedOf,
): Promise<WindowFiles[]> {
  const { labels, logs } = model.drift!
  const key = `models.${model.name}.drift`
  const logsOf = filesOf(project, model, logs.files, {
    ...{ key: `${key}.logs.files`, time: logs.time, needed: [logs.time] },
  })
  // In the first days of a model no labels have come.
  const needed = [labels?.id ?? logs.id, labels?.column ?? model.data.target].filter((name) => name !== undefined)
  const how = { key: `${key}.labels.files`, may: 'none', time: undefined, needed } as const
  const labelsOf = labels && filesOf(project, model, labels.files, how)
  const found: WindowFiles[] = []
  for (const range of ranges) {
    const delay = labels?.available_after ?? 0
    const cohort = labelledCohort(range, delay)
    const of = ranges.length === 1 ? '' : ` of ${sayRange(range)}`
    // Labels may be later than they should, but not for ever.
    const arrived = { from: cohort.from, to: Math.min(now, cohort.to + 10 * delay + model.drift!.window) }
    const due = Math.min(now, cohort.to + delay)
    const after = { from: range.to, to: Math.min(now, 2 * range.to - range.from) }
    // Until then a row after the window tells that its logs are whole.
    const isYoung = now < 2 * range.to - range.from
    found.push({
      range,
      isFollowed: await hasLaterFiles(project, logs.files, { key: `${key}.logs.files`, after, range }),
      logs: await logsOf({ of, clock, due: now, own: range, ranges: [range, cohort], more: isYoung ? [after] : [] }),
      labels: await labelsOf?.({ of, clock, due, own: cohort, ranges: [arrived], more: [] }),
    })
  }
  return found
}

interface AskedFor {
  /** For people: of which window, where there are several. */
  readonly of: string
  readonly clock: number
  /** Milliseconds since 1970: a file of a time that is not over by then is not missed. */
  readonly due: number
  /** Of the window itself: how much of it is not seen. */
  readonly own: TimeRange
  readonly ranges: readonly TimeRange[]
  /** Times whose rows are looked for too, in files whose names tell no times. */
  readonly more: readonly TimeRange[]
}

/** Finds the files of one window after the other. A table that `prepare` makes is no file, and has no parts that could be broken. */
function filesOf(
  project: Project,
  { data }: Model,
  pattern: string,
  how: Parameters<typeof findUndatedFiles>[2],
): (asked: AskedFor) => Promise<Found> {
  const place = { ...project, sensitive: data.sensitive }
  const isTable = data.prepare !== undefined && !/\.\w+$/.test(pattern)
  const none = { files: [], quality: [], missing: [], unseen: undefined }
  if (isTable) return async () => ({ ...none, source: pattern, isThere: true, columns: [] })
  if (isDated(pattern))
    return async ({ clock, due, of, own, ranges }) => {
      const { files, lacking, missing, quality, times } = await findLogFiles(place, pattern, { ...how, due, ranges })
      const [{ time }, step] = [how, stepNamed(pattern)]
      const isNamed = time !== undefined && step !== undefined && times.size > 0
      const stray = isNamed ? await strayRows(place, { clock, files, step, time, times }) : undefined
      const read = [...times].filter(([name]) => !stray?.without.includes(name)).map(([, { from }]) => from)
      const missed = await missedFiles(place, pattern, {
        ...{ window: { from: own.from, to: Math.min(own.to, due) }, read: new Set(read) },
      })
      return {
        ...{ files, lacking, source: `${pattern}${of}`, isThere: files.length > 0, columns: [] },
        ...{ quality: [...quality, ...(stray?.quality ?? [])], missing: sayMissing(missing, missed) },
        unseen: unseenOf(missed),
      }
    }
  const all = once(() => findUndatedFiles(place, pattern, how))
  return async (asked) => ofUndated(pattern, await all(), asked)
}

/** Windows that read all files share a source. */
function ofUndated(pattern: string, all: UndatedFiles, { clock, more, of, ranges }: AskedFor): Found {
  const files = filesTouching(all, { now: clock, ranges: [...ranges, ...more] })
  const source = files.length === all.files.length ? pattern : `${pattern}${of}`
  const { columns, missing, quality } = all
  const lacking = new Map(
    Array.from(all.lacking ?? [], ([name, without]) => [name, without.filter((one) => files.includes(one))] as const),
  )
  return {
    ...{ source, files, quality, columns, lacking, isThere: files.length > 0 },
    ...{ missing: sayMissing(missing, undefined), unseen: undefined },
  }
}
