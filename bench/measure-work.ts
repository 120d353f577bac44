import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { measureInTurns } from './measure/measure-in-turns.ts'
import type { ContestResult } from './results.ts'
import type { BenchWork, Contest, Figure, Place } from './work.ts'

export interface Asked {
  readonly scale: number
  readonly minutes: number
  readonly python: string
}

/** Prepares a work, checks that answers agree, takes its times, and leaves nothing behind. */
export async function measureWork(
  work: BenchWork,
  asked: Asked,
): Promise<{ readonly contests: readonly ContestResult[]; readonly figures: readonly Figure[] }> {
  return inPlace(asked, async (place) => {
    const contests: ContestResult[] = []
    const figures: Figure[] = []
    const parts = await work.open(place)
    const timed = parts.filter((part) => typeof part === 'object' && 'sides' in part).length
    for (const part of parts) {
      if (typeof part === 'function') figures.push(part())
      else if ('sides' in part) contests.push(await measureContest(part, asked.minutes / timed))
      else figures.push(part)
    }
    return { contests, figures }
  })
}

async function measureContest(
  { agree, measure, pairs, runs, sides, title }: Contest,
  minutes: number,
): Promise<ContestResult> {
  let agreed: readonly string[] = []
  const turns = {
    ...{ minutes, ...(runs !== undefined && { runs }) },
    agree: async () => {
      agreed = (await agree?.()) ?? []
    },
  }
  const measured = await (measure?.(turns) ?? measureInTurns(sides, turns))
  return { title, agreed, sides: measured, pairs }
}

/** Gives a work a folder, and closes what it opened, the last first. */
export async function inPlace<T>(
  { python, scale }: Pick<Asked, 'python' | 'scale'>,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  const closers: (() => unknown)[] = [remove]
  try {
    return await work({ folder, python, scale, after: (close) => void closers.push(close) })
  } finally {
    for (const close of closers.reverse()) await close()
  }
}
