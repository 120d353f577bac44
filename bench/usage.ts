/** Preloaded into a measured process: tells its parent, at the end, how much memory it took at most. */
import { writeSync } from 'node:fs'

process.on('exit', () => writeSync(3, JSON.stringify({ megabytes: process.resourceUsage().maxRSS / 1024 })))
