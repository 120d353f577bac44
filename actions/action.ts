import type * as z from 'zod'
import type { RunOutcome } from '../core/artifacts/comparison.ts'
import type { Report } from '../core/artifacts/report.ts'
import type { UserError } from '../core/errors.ts'
import type { Paint } from '../reports/terminal.ts'
import { withGitAccess } from './with-git-access.ts'

/** What an action may touch of the world around it. */
export interface Host {
  /** Where relative paths of inputs start. */
  readonly directory: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly now: () => Date
  /** Milliseconds that only grow, for measuring. */
  readonly clock: () => number
  /** So many random bytes, for names that nobody else draws. */
  readonly random: (bytes: number) => Uint8Array
  /** Does `work` under a name that people see; rethrows what it throws. */
  readonly step: <T>(name: string, work: () => Promise<T>) => Promise<T>
  readonly warn: (message: string) => void
  /** Output of a command of the team, as it comes. */
  readonly stream: (chunk: Uint8Array) => void
  readonly paint: Paint
  /** Asks the person at the terminal; undefined where there is none. */
  readonly ask?: ((question: Question) => Promise<string>) | undefined
  /** Requests over HTTP, by the proxies of the machine; undefined: as Node makes them. */
  readonly fetch?: typeof fetch | undefined
}

/** A question with an answer to take by pressing Enter. */
export interface Question {
  readonly text: string
  readonly standard: string
  /** What may be answered; undefined: anything. */
  readonly choices?: readonly string[] | undefined
}

/** What an action came to. A failed gate is an outcome, not an exception. */
export interface Outcome {
  readonly outcome: RunOutcome
  /** What could not be done beside it: told once all else is, with the exit code of wrong input. */
  readonly failure?: UserError | undefined
  /** For people, in a terminal. */
  readonly text: string
  /** The artifact, for `--json`: one model's object, or a list where there are several. */
  readonly artifact: unknown
  /** What a workflow's next steps get, beside `outcome`: names in kebab-case, as `action.yml` has them. */
  readonly outputs?: Readonly<Record<string, string>> | undefined
  /** GitHub Markdown for the job's summary; undefined: `text` as it is. */
  readonly summary?: string | undefined
  /** Lines of files to point at. */
  readonly annotations?: readonly Annotation[] | undefined
  /** The report that leaves the runner, and the files to upload with it. */
  readonly report?: { readonly content: Report; readonly folder: string; readonly files: readonly string[] } | undefined
  /** Models that leave the runner beside the report, an artifact each. */
  readonly models?: readonly { readonly name: string; readonly folder: string; readonly file: string }[] | undefined
}

/** A remark at a line of a file that is checked out. */
export interface Annotation {
  readonly level: 'notice' | 'warning' | 'error'
  readonly title: string
  readonly message: string
  /** From the top of the repository. */
  readonly file: string
  /** From 1. */
  readonly line: number
}

/**
 * One stage of the life of a model, as an action of a workflow and a command of the command line.
 * Keys of `inputs` are the action's inputs and, as `--kebab-case`, the command's flags.
 */
export interface Action<Inputs extends z.ZodObject = z.ZodObject> {
  readonly name: string
  readonly summary: string
  /** Command lines with what they do, for `--help`. */
  readonly examples: readonly (readonly [command: string, does: string])[]
  readonly inputs: Inputs
  /** Inputs that the command line takes by their place, without a flag: `contender lineage VERSION`. */
  readonly positional?: readonly (keyof Inputs['shape'] & string)[]
  /** What `action.yml` promises to the next steps, beside `outcome`: name in kebab-case → what it is. */
  readonly outputs?: Readonly<Record<string, string>>
  readonly main: (input: z.output<Inputs>, host: Host) => Promise<Outcome>
}

/**
 * Gives an action's `main` the type of its own inputs; whoever calls it parses them by `inputs` first. While it runs,
 * git may use the token of a workflow's job.
 */
export function defineAction<Inputs extends z.ZodObject>(action: Action<Inputs>): Action {
  const own = action as unknown as Action
  return {
    ...own,
    main: (input, host) =>
      withGitAccess(host, typeof input.config === 'string' ? input.config : undefined, () => own.main(input, host)),
  }
}
