import { relative, resolve } from 'node:path'
import { UserError } from '../../core/errors.ts'
import type { Host } from '../action.ts'
import type { Log } from './open-log.ts'

/** GitHub shows this many errors of a step. */
const MOST = 10

const EXIT = { input: 2, bug: 70 } as const

interface At {
  readonly environment: Host['environment']
  readonly log: Pick<Log, 'error' | 'say'>
  readonly version: string
}

/**
 * Tells people what was thrown, at the line of the file where it says one.
 *
 * @returns the exit code: 2 for wrong input, 70 for a bug of ours
 */
export function explain(error: unknown, { environment, log, version }: At): number {
  if (error instanceof UserError) {
    const lines = error.message.split('\n')
    // Lines that go on, such as the end of a command's output, belong to the one before.
    const placed = lines.every((line) => placeIn(line) !== undefined)
    const messages = placed ? lines.slice(0, MOST) : [error.message]
    for (const message of messages) {
      const place = placeIn(message.split('\n', 1)[0]!)
      if (place === undefined) log.error(message)
      else log.error(message, { title: 'Contender', file: fromTop(place.file, environment), startLine: place.line })
    }
    if (placed) for (const line of lines.slice(MOST)) log.say(line)
    return EXIT.input
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  log.error(
    `This is a bug in Contender ${version}, not in your input. Please report it with these lines: https://github.com/contender-ml/contender/issues/new\n\n${stack}`,
  )
  return EXIT.bug
}

/** The place that a sentence about a config names: `Unknown key … in contender.yml:12 → models.delay, …` */
function placeIn(message: string): { readonly file: string; readonly line: number } | undefined {
  const found = / in (\S+\.ya?ml):(\d+)[: ,]/.exec(message)
  return found === null ? undefined : { file: found[1]!, line: Number(found[2]) }
}

/** A path of a config as annotations want it: from the top of the repository, which a workflow checks out in its folder. */
function fromTop(file: string, { GITHUB_WORKSPACE: workspace }: Host['environment']): string {
  const folder = workspace || process.cwd()
  return relative(folder, resolve(folder, file)).replaceAll('\\', '/')
}
