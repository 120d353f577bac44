import { type ChildProcess, spawnSync } from 'node:child_process'

/**
 * Ends a child process and all it started. On POSIX the child must lead a group of its own
 * (`detached: true`). Does nothing when they have ended already.
 */
export function killTree({ pid }: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  if (pid === undefined) return
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/t', '/f'])
    return
  }
  try {
    process.kill(-pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
