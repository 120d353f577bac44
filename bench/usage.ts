/**
 * Preloaded into a measured process: tells its parent, at the end, how much memory it took at most, and the seconds of its
 * own work where it left them in `computing`.
 */
import { writeSync } from 'node:fs'

process.on('exit', () => {
  const computing: unknown = Reflect.get(globalThis, 'computing')
  writeSync(3, JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024, computing }))
})
