import { parseArgs } from 'node:util'
import { UserError } from '../core/errors.ts'

export interface Arguments {
  /** Names of works and curves; empty: all. */
  readonly only: readonly string[]
  /** Only what bench/results.json does not hold yet. */
  readonly missing: boolean
  /** Counts instead of times. */
  readonly quick: boolean
  /** The counts of now are the ones to hold to. */
  readonly accept: boolean
  /** For each work, and for each curve. */
  readonly minutes: number
  readonly scale: number
}

/**
 * What `npm run bench --` was asked for.
 *
 * @param names of works and curves
 * @throws {UserError} if a name, a flag or a number is none
 */
export function readArguments(words: readonly string[], names: readonly string[]): Arguments {
  const { positionals, values } = parse(words)
  const only = [...positionals, ...(values.only ?? []).flatMap((list) => list.split(','))]
  for (const name of only)
    if (!names.includes(name)) throw new UserError(`Unexpected work \`${name}\`, expected some of: ${names.join(', ')}`)
  if (values.accept && !values.quick) throw new UserError('Unexpected --accept without --quick, which counts')
  return {
    ...{ only, missing: values.missing, quick: values.quick, accept: values.accept },
    minutes: positive('--minutes', values.minutes),
    scale: positive('--scale', values.scale),
  }
}

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        only: { type: 'string', multiple: true },
        missing: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        accept: { type: 'boolean', default: false },
        minutes: { type: 'string', default: '2' },
        scale: { type: 'string', default: '1' },
      },
    })
  } catch (cause) {
    throw new UserError(`${(cause as Error).message}: see CONTRIBUTING.md for \`npm run bench\``, { cause })
  }
}

function positive(flag: string, value: string): number {
  const number = Number(value)
  if (Number.isFinite(number) && number > 0) return number
  throw new UserError(`Unexpected ${flag} \`${value}\`, expected a number above 0`)
}
