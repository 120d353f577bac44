/** Preloaded into a measured process: tells its parent, at the end, how much memory it took at most, and its seconds of processor. */
import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

process.on('exit', () => {
  // Threads preload it too.
  if (!isMainThread) return
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  const processor = (userCPUTime + systemCPUTime) / 1e6
  writeSync(3, JSON.stringify({ megabytes: maxRSS / 1024, processor }))
})
