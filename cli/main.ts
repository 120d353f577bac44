import { Command, CommanderError, Option } from 'commander'
import type { Action, Host, Outcome } from '../actions/action.ts'
import { kebab } from '../actions/kebab.ts'
import { UserError } from '../core/errors.ts'
import { plain } from '../reports/plain.ts'
import { COMMANDS, GROUPS } from './commands.ts'

/** What the process around the command line gives it, so that a test can be that process. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly error: (text: string) => void
  readonly host: (quiet: boolean) => Host
  readonly version: string
}

/** The contract with scripts: 0 pass, 1 fail, 3 undecided, 2 the input is wrong, 70 our bug. */
const EXIT = { pass: 0, fail: 1, undecided: 3, input: 2, bug: 70 } as const

/** Runs one command line and returns its exit code. */
export async function main(words: readonly string[], terminal: Terminal): Promise<number> {
  let code: number = EXIT.pass
  const finish = (outcome: Outcome, json: boolean) => {
    terminal.out(json ? `${JSON.stringify(outcome.artifact, null, 2)}\n` : outcome.text)
    if (outcome.failure !== undefined) throw outcome.failure
    code = EXIT[outcome.outcome]
  }
  try {
    const program = await describe(words, terminal, finish)
    await program.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    return explain(error, terminal)
  }
}

/** Only the command that is asked for is loaded; the others stand in the help by name. */
async function describe(
  words: readonly string[],
  terminal: Terminal,
  finish: (outcome: Outcome, json: boolean) => void,
) {
  const program = new Command('contender')
    .description('Contender: a model earns its merge.')
    .version(terminal.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', `\n${GUIDE}`)
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.error })
    .exitOverride()
    // `runs diff --json` is about `diff`, though `runs` is a command too.
    .enablePositionalOptions()
  for (const { load, name, summary } of COMMANDS) {
    const command = commandAt(program, name).summary(summary).description(summary)
    const path = name.split(' ')
    if (!path.every((word) => words.includes(word))) continue
    const { addFlags } = await import('./flags.ts')
    const action = await load()
    const positional = action.positional ?? []
    addFlags(command, action.inputs, positional)
    command
      .showHelpAfterError(`contender ${name} --help says what it takes.`)
      .addOption(new Option('--json', 'print the artifact alone on standard output'))
      .addHelpText(
        'after',
        `\nExamples:\n${action.examples.map(([line, does]) => `  ${line}\n      ${does}`).join('\n')}`,
      )
      .action(async () => {
        const { json = false, ...flags } = command.opts<{ json?: boolean }>()
        const places = Object.fromEntries(positional.map((input, at) => [input, command.processedArgs[at]]))
        finish(await action.main(readInputs(action, { ...flags, ...places }), terminal.host(json)), json)
      })
  }
  return program
}

/** The command of a name, made with the group that it is in. */
function commandAt(program: Command, name: string): Command {
  let command = program
  for (const word of name.split(' ')) {
    const group = command
    command = group.commands.find((known) => known.name() === word) ?? group.command(word)
    const about = GROUPS[word]
    if (group === program && about !== undefined) command.summary(about).description(about)
  }
  return command
}

const GUIDE = `Exit codes: 0 pass, 1 fail, 3 undecided, 2 the input is wrong, 70 a bug of ours.
Begin with:  contender init, in a repository with a model or its data; then contender doctor
Or without any config:  contender compare --baseline a.csv --candidate b.csv --task binary-classification
Help of one command:  contender compare --help`

function readInputs(action: Action, flags: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const parsed = action.inputs.safeParse(flags)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ message, path }) => {
    const [name] = path as [string]
    const given = action.positional?.includes(name) ? name.toUpperCase() : `--${kebab(name)}`
    const found = flags[name] === undefined ? `Missing ${given}` : `Unexpected value \`${flags[name]}\` of ${given}`
    return `${found}, ${message}`
  })
  throw new UserError(lines.join('\n'))
}

function explain(error: unknown, { error: write, version }: Terminal): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.pass : EXIT.input
  if (error instanceof UserError) {
    write(`error: ${plain(error.message)}\n`)
    return EXIT.input
  }
  const stack = error instanceof Error ? error.stack : String(error)
  write(`This is a bug in Contender ${version}, not in your input. Please report it with these lines:\n`)
  write(`https://github.com/contender-ml/contender/issues/new\n\n${stack}\n`)
  return EXIT.bug
}
