const cleanups = new Set<() => void>()
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Runs `clean` if the process ends before the returned function is called, be it by Ctrl-C, by a
 * signal or by `process.exit`. `clean` must be synchronous. The signal still ends the process, with
 * its usual exit code.
 *
 * @example
 * const forget = onExit(() => rmSync('half-written.tmp', { force: true }))
 * forget() // the file is whole now: keep it
 */
export function onExit(clean: () => void): () => void {
  if (cleanups.size === 0) listen()
  cleanups.add(clean)
  return () => {
    cleanups.delete(clean)
    if (cleanups.size === 0) stopListening()
  }
}

function listen() {
  for (const signal of signals) process.on(signal, endBySignal)
  process.on('exit', runAll)
}

// Listeners of ours would keep a signal from ending the process: they stay only while they are needed.
function stopListening() {
  for (const signal of signals) process.off(signal, endBySignal)
  process.off('exit', runAll)
}

function endBySignal(signal: NodeJS.Signals) {
  runAll()
  process.kill(process.pid, signal)
}

function runAll() {
  for (const clean of cleanups) {
    try {
      clean()
    } catch {
      // The process is ending: the other cleanups matter more than this one's error.
    }
  }
  cleanups.clear()
  stopListening()
}
