/**
 * Preloaded into a measured process: tells its parent, at the end, how much memory it took at most, its seconds of
 * processor, and the seconds of its own work where it left them in `computing`.
 */
import { writeSync } from 'node:fs'

process.on('exit', () => {
  const computing: unknown = Reflect.get(globalThis, 'computing')
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  const processor = (userCPUTime + systemCPUTime) / 1e6
  writeSync(3, JSON.stringify({ megabytes: maxRSS / 1024, processor, computing }))
})
