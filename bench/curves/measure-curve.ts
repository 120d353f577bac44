import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { runOnce } from '../measure/measure.ts'
import type { Place } from '../work.ts'
import type { Curve, Point } from './curve.ts'

/**
 * Measures a curve, smallest size first, each command once, until the time is over: a size is begun only where it can be
 * expected to end in time, by how the last one grew.
 */
export async function measureCurve(
  { at, sizes }: Curve,
  place: Place,
  { minutes, say }: { readonly minutes: number; readonly say: (line: string) => void },
): Promise<Point[]> {
  const began = performance.now()
  const elapsed = () => (performance.now() - began) / 1000
  const points: Point[] = []
  const took: number[] = []
  // A trial is of the smaller sizes.
  const tried = sizes.filter((size, at) => at < 2 || size <= sizes.at(-1)! * place.scale)
  // The first run of all compiles, and does not count.
  for (const [turn, size] of [tried[0]!, ...tried].entries()) {
    if (elapsed() + expected(took) > minutes * 60) {
      say(`  no time for ${size}: that takes more --minutes`)
      break
    }
    const started = elapsed()
    const folder = join(place.folder, String(turn))
    await mkdir(folder)
    for (const [command, work] of Object.entries(await at(size, { ...place, folder }))) {
      const { megabytes, seconds } = await runOnce(work)
      if (turn > 0) points.push({ command, size, seconds, megabytes })
    }
    await rm(folder, { recursive: true, force: true })
    took.push(elapsed() - started)
  }
  return points
}

/** Seconds that the next size may take: as much more than the last as that one took more than the one before it. */
function expected(took: readonly number[]): number {
  const [last = 0, before = last] = took.toReversed()
  return last * Math.max(1, last / before || 1)
}
