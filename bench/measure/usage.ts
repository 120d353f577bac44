/** Preloaded into a measured process: tells its parent, at the end, how much memory it took at most, and its seconds of processor. */
import { existsSync, readFileSync, writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

process.on('exit', () => {
  // Threads preload it too.
  if (!isMainThread) return
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  // On Linux the usage of a process begins with that of the one that started it; this does not.
  const own = existsSync('/proc/self/status') && /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
  const kilobytes = own ? Number(own[1]) : maxRSS
  const processor = (userCPUTime + systemCPUTime) / 1e6
  writeSync(3, JSON.stringify({ megabytes: kilobytes / 1024, processor }))
})
