import type { Model } from '../../core/config.ts'
import { isDated } from '../../core/drift/dated-files.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { labelledCohort } from '../../core/drift/windows.ts'
import type { Project } from '../project.ts'
import { findLogFiles, hasLaterFiles, type LogFiles } from './log-files.ts'
import { sayRange } from './say-range.ts'

interface Found extends LogFiles {
  /** What the engine knows them by. */
  readonly source: string
  /** Whether there is anything to read. */
  readonly isThere: boolean
}

export interface WindowFiles {
  readonly range: TimeRange
  readonly logs: Found
  readonly labels: Found | undefined
  /** Whether there are logs of a later time. */
  readonly isFollowed: boolean
}

/** The files that hold the rows of one window, and their labels as far as they have come. */
export async function filesOfWindow(
  project: Project,
  model: Model,
  range: TimeRange,
  asked: { readonly now: number; readonly windows: number },
): Promise<WindowFiles> {
  const { labels, logs, window } = model.drift!
  const delay = labels?.available_after ?? 0
  const cohort = labelledCohort(range, delay)
  const key = `models.${model.name}.drift`
  const named = { of: asked.windows === 1 ? '' : ` of ${sayRange(range)}`, key: `${key}.logs.files` }
  // Labels may be later than they should, but not for ever.
  const arrived = { from: cohort.from, to: Math.min(asked.now, cohort.to + 10 * delay + window) }
  return {
    range,
    isFollowed: await hasLaterFiles(project, logs.files, { key: named.key, now: asked.now, range }),
    logs: await filesOf(project, model, logs.files, { ...named, ranges: [range, cohort] }),
    labels:
      labels &&
      (await filesOf(project, model, labels.files, {
        ...{ ...named, key: `${key}.labels.files`, ranges: [arrived] },
        // In the first days of a model none has come.
        may: 'none',
      })),
  }
}

/** A table that `prepare` makes is no file, and has no parts that could be broken. */
async function filesOf(
  project: Project,
  { data }: Model,
  pattern: string,
  { of, ...how }: Parameters<typeof findLogFiles>[2] & { readonly of: string },
): Promise<Found> {
  const isTable = data.prepare !== undefined && !/\.\w+$/.test(pattern)
  if (isTable) return { source: pattern, files: [], quality: [], isThere: true }
  const source = isDated(pattern) ? `${pattern}${of}` : pattern
  const found = await findLogFiles(project, pattern, how)
  return { source, ...found, isThere: found.files.length > 0 }
}
