import { plain } from '../reports/plain.ts'

/** Where progress is written: standard error, so that standard output stays the result. */
export interface ProgressSink {
  readonly write: (text: string) => void
  /** A person watches: one line that is written over. In CI and in files: plain lines. */
  readonly live: boolean
  readonly quiet: boolean
  /** Width of the terminal, as it is now. */
  readonly columns: () => number
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
export function openProgress({ columns, live, quiet, write }: ProgressSink, clock: () => number): Progress {
  const running: string[] = []
  // A chunk may end within a character.
  const decoder = new TextDecoder()
  const draw = () => {
    if (live && !quiet && running.length > 0) write(`${CLEAR}… ${oneLine(running.at(-1)!, columns() - 3)}`)
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
        if (took >= WORTH_A_LINE && !quiet) line(`${oneLine(name, Infinity)}: ${(took / 1000).toFixed(1)} s`)
        else draw()
      }
    },
    warn: (message) => line(`warning: ${plain(message)}`),
    stream: (chunk) => {
      if (live && running.length > 0) write(CLEAR)
      write(decoder.decode(chunk, { stream: true }))
    },
  }
}

/** A command of the team may be long and of many lines; the line that is written over holds its beginning. */
function oneLine(text: string, width: number): string {
  const line = plain(text).replace(/\s+/g, ' ')
  return line.length <= width ? line : `${line.slice(0, Math.max(1, width - 1))}…`
}
