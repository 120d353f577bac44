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
  let last = 0
  for (const whole of sizes) {
    const size = Math.max(1, Math.round(whole * place.scale))
    if (points.some((point) => point.size === size)) continue
    // Sizes grow by about three, and so do times at most.
    if (elapsed() + 3 * last > minutes * 60) {
      say(`  no time for ${size}: that takes more --minutes`)
      break
    }
    const started = elapsed()
    const folder = join(place.folder, String(size))
    await mkdir(folder)
    for (const [command, work] of Object.entries(await at(size, { ...place, folder }))) {
      // The first run of all compiles.
      if (points.length === 0) await runOnce(work)
      const { megabytes, seconds } = await runOnce(work)
      points.push({ command, size, seconds, megabytes })
    }
    await rm(folder, { recursive: true, force: true })
    last = elapsed() - started
  }
  return points
}
