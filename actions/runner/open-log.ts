import {
  type AnnotationProperties,
  debug,
  endGroup,
  error,
  notice,
  setSecret,
  startGroup,
  warning,
} from '@actions/core'
import { plain } from '../../reports/plain.ts'
import type { Annotation } from '../action.ts'
import { muted } from './muted.ts'

/** What a step of a workflow tells people while it runs. */
export interface Log {
  /** A group of lines; a step within a step is a line of that group. */
  readonly step: <T>(name: string, work: () => Promise<T>) => Promise<T>
  readonly warn: (message: string) => void
  /** Output of a command of the team. */
  readonly stream: (chunk: Uint8Array) => void
  readonly say: (text: string) => void
  readonly error: (message: string, place?: AnnotationProperties) => void
  readonly annotate: (annotation: Annotation) => void
  /** Seen only where the workflow is run again with debug logging. */
  readonly debug: (message: string) => void
  /** Keeps a text out of all logs of this job from here on. */
  readonly hide: (secret: string) => void
}

const LEVELS = { error, notice, warning }

const WORTH_A_LINE = 1000

/**
 * The log of a runner, which obeys what it reads there (`::error::…`, `##[group]`). So nothing that is not ours may
 * stand in it as it is: output of the team's commands is muted, names from configs and data are defused.
 *
 * @param write where the runner reads
 * @param clock milliseconds that only grow
 * @param token a word that a command of the team cannot guess
 */
export function openLog(write: (text: string) => void, clock: () => number, token: string): Log {
  const output = muted(write, token)
  let depth = 0
  /** Commands to the runner count again, on a line of their own. */
  const ours = (work: () => void) => {
    output.end()
    work()
  }
  const say = (text: string) => ours(() => write(`${defuse(plain(text))}\n`))
  return {
    async step(name, work) {
      const title = defuse(plain(name).replace(/\s+/g, ' '))
      const started = clock()
      if (depth === 0) ours(() => startGroup(title))
      depth += 1
      try {
        return await work()
      } finally {
        depth -= 1
        const took = clock() - started
        const line = `${title}: ${(took / 1000).toFixed(1)} s`
        if (depth === 0) ours(() => endGroup())
        if (took >= WORTH_A_LINE) say(line)
        else ours(() => debug(line))
      }
    },
    warn: (message) => ours(() => warning(plain(message))),
    stream: output.add,
    say,
    error: (message, place) => ours(() => error(plain(message), place)),
    annotate({ file, level, line, message, title }) {
      ours(() => LEVELS[level](plain(message), { file, startLine: line, title: plain(title) }))
    },
    debug: (message) => ours(() => debug(plain(message))),
    hide: (secret) => ours(() => setSecret(secret)),
  }
}

/** Text that no runner takes for a command: those begin a line with `::`, or hold `##[` anywhere. */
function defuse(text: string): string {
  return text.replace(/^(\s*:):/gm, '$1\u200b:').replaceAll('##[', '##\u200b[')
}
