import { suggest } from '../errors.ts'
import { COMMAND_NAMES, type CommandName, usageOf } from './usage.ts'

/** What a comment asks for; `refused` says why it cannot be understood, as a sentence. */
export type Command =
  | { readonly name: 'sign'; readonly item: string; readonly note: string | null }
  | { readonly name: 'unsign'; readonly item: string }
  | { readonly name: 'accept'; readonly gate: string; readonly reason: string }
  | { readonly name: 'rerun' | 'help' }
  | { readonly name: 'retrain'; readonly model: string | undefined }
  | {
      readonly name: 'promote'
      readonly model: string
      readonly version: string | undefined
      readonly stage: string | undefined
    }
  | { readonly name: 'rollback'; readonly model: string; readonly stage: string | undefined }
  | { readonly name: 'explain'; readonly about: string }
  | { readonly name: 'refused'; readonly because: string }

/** Characters of a comment that are looked at: no command needs more. */
const LONGEST = 4_000

/** Characters of a note or a reason; what is beyond stays in the comment. */
const LONGEST_NOTE = 500

/** Lines that end a note: empty ones, quotations, blocks of code, and other commands. */
const ENDS_NOTE = /^\s*($|>|```|~~~|\/contender\b)|^( {4}|\t)/

/**
 * The command of a comment: only where its very first characters are `/contender`, so that no quotation, no block of
 * code and no later line is ever one. Arguments stand on the first line; a note or a reason goes on until the end of
 * its paragraph.
 *
 * @returns undefined for a comment that is no command
 * @example
 * parseCommand('/contender sign dpia as agreed') // { name: 'sign', item: 'dpia', note: 'as agreed' }
 */
export function parseCommand(body: string): Command | undefined {
  if (!/^\/contender(?=\s|$)/.test(body)) return undefined
  const lines = body.slice(0, LONGEST).split(/\r\n|\r|\n/)
  const [, named = 'help', ...words] = wordsOf(lines[0]!)
  const name = COMMAND_NAMES.find((one) => one === named.toLowerCase())
  if (name === undefined) {
    return { name: 'refused', because: `Unknown command \`${shorten(named)}\`, ${suggest(named, COMMAND_NAMES)}` }
  }
  return PARSERS[name](words, paragraphOf(lines))
}

type Parser = (words: readonly string[], paragraph: string) => Command

const PARSERS: Readonly<Record<CommandName, Parser>> = {
  sign: ([item], paragraph) =>
    item === undefined ? missing('sign', 'an item') : { name: 'sign', item, note: after(paragraph, 2) || null },
  unsign: only('unsign', ['an item'], ([item]) => ({ name: 'unsign', item: item! })),
  accept: ([gate], paragraph) => {
    if (gate === undefined) return missing('accept', 'a gate and a reason')
    const reason = after(paragraph, 2)
    return reason === '' ? missing('accept', 'a reason') : { name: 'accept', gate, reason }
  },
  rerun: only('rerun', [], () => ({ name: 'rerun' })),
  retrain: only('retrain', ['?'], ([model]) => ({ name: 'retrain', model })),
  promote: only('promote', ['a model', '?'], ([named, stage]) => {
    const [, model = named!, version] = /^(.+)@([^@]*)$/.exec(named!) ?? []
    return { name: 'promote', model, version, stage }
  }),
  rollback: only('rollback', ['a model', '?'], ([model, stage]) => ({ name: 'rollback', model: model!, stage })),
  explain: only('explain', ['a metric, a gate or an item'], ([about]) => ({ name: 'explain', about: about! })),
  help: only('help', [], () => ({ name: 'help' })),
}

/** A command of so many words and no more; `?` is a word that may be left out. */
function only(name: CommandName, expected: readonly string[], make: (words: readonly string[]) => Command): Parser {
  return (words) => {
    const lacking = expected.find((what, at) => what !== '?' && words[at] === undefined)
    if (lacking !== undefined) return missing(name, lacking)
    const extra = words[expected.length]
    if (extra === undefined) return make(words)
    return { name: 'refused', because: `Unexpected \`${shorten(extra)}\`, expected \`${usageOf(name)}\` on one line` }
  }
}

function missing(name: CommandName, what: string): Command {
  return { name: 'refused', because: `Missing ${what}, expected \`${usageOf(name)}\`` }
}

/** Words of a line; one in backticks is meant without them. */
function wordsOf(line: string): string[] {
  return line
    .split(/\s+/)
    .map((word) => word.replace(/^`+|`+$/g, ''))
    .filter((word) => word !== '')
}

/** The first line, and those that go on with it. */
function paragraphOf([first = '', ...lines]: readonly string[]): string {
  const end = lines.findIndex((line) => ENDS_NOTE.test(line))
  return [first, ...lines.slice(0, end < 0 ? lines.length : end)].join('\n')
}

/** What follows so many words after `/contender`, on one line; none where they are all that the first line has. */
function after(paragraph: string, words: number): string {
  const text = paragraph.replace(new RegExp(`^(?:\\S+[^\\S\\n]*){1,${words + 1}}`), '')
  return shorten(text.replace(/\s+/g, ' ').trim(), LONGEST_NOTE)
}

function shorten(text: string, longest = 60): string {
  const letters = [...text.toWellFormed()]
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : letters.join('')
}
