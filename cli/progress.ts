/** Where progress is written: standard error, so that standard output stays the result. */
export interface ProgressSink {
  readonly write: (text: string) => void
  /** A person watches: one line that is written over. In CI and in files: plain lines. */
  readonly live: boolean
  readonly quiet: boolean
}

export interface Progress {
  readonly step: <T>(name: string, work: () => Promise<T>) => Promise<T>
  readonly warn: (message: string) => void
  readonly stream: (chunk: Uint8Array) => void
}

const WORTH_A_LINE = 1000
const CLEAR = '\r\u001b[2K'

/**
 * Names the step under way. On a terminal the name stands on one line while the step runs and stays
 * only if it took over a second; elsewhere each such step is one plain line when it ends.
 *
 * @param clock milliseconds that only grow
 */
export function openProgress({ live, quiet, write }: ProgressSink, clock: () => number): Progress {
  const running: string[] = []
  // A chunk may end within a character.
  const decoder = new TextDecoder()
  const draw = () => {
    if (live && !quiet && running.length > 0) write(`${CLEAR}… ${running.at(-1)}`)
  }
  const line = (text: string) => {
    write(`${live && running.length > 0 ? CLEAR : ''}${text}\n`)
    draw()
  }
  return {
    async step(name, work) {
      const started = clock()
      running.push(name)
      draw()
      try {
        return await work()
      } finally {
        running.pop()
        if (live && !quiet) write(CLEAR)
        const took = clock() - started
        if (took >= WORTH_A_LINE && !quiet) line(`${name}: ${(took / 1000).toFixed(1)} s`)
        else draw()
      }
    },
    warn: (message) => line(`warning: ${message}`),
    stream: (chunk) => {
      if (live && running.length > 0) write(CLEAR)
      write(decoder.decode(chunk, { stream: true }))
    },
  }
}
