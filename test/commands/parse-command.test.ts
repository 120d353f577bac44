import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { type Command, parseCommand } from '../../core/commands/parse-command.ts'
import { COMMAND_NAMES, usageOf } from '../../core/commands/usage.ts'

const READ: readonly (readonly [body: string, command: Command])[] = [
  ['/contender', { name: 'help' }],
  ['/contender help\nme', { name: 'help' }],
  ['/contender RERUN', { name: 'rerun' }],
  ['/contender sign dpia', { name: 'sign', item: 'dpia', note: null }],
  ['/contender sign dpia  as \t agreed', { name: 'sign', item: 'dpia', note: 'as agreed' }],
  ['/contender sign dpia\r\nas agreed\r\n\r\nThanks', { name: 'sign', item: 'dpia', note: 'as agreed' }],
  ['/contender sign dpia so\n> quoted', { name: 'sign', item: 'dpia', note: 'so' }],
  ['/contender sign dpia so\n```\ncode\n```', { name: 'sign', item: 'dpia', note: 'so' }],
  ['/contender sign dpia so\n/contender sign other', { name: 'sign', item: 'dpia', note: 'so' }],
  ['/contender unsign `dpia`', { name: 'unsign', item: 'dpia' }],
  ['/contender accept delay/f1-min a week only', { name: 'accept', gate: 'delay/f1-min', reason: 'a week only' }],
  ['/contender accept f1-min\nbecause', { name: 'accept', gate: 'f1-min', reason: 'because' }],
  ['/contender retrain', { name: 'retrain', model: undefined }],
  ['/contender promote a/b', { name: 'promote', model: 'a/b', version: undefined, stage: undefined }],
  ['/contender promote a@v1.0.0 prod', { name: 'promote', model: 'a', version: 'v1.0.0', stage: 'prod' }],
  ['/contender rollback a prod', { name: 'rollback', model: 'a', stage: 'prod' }],
  ['/contender explain f1', { name: 'explain', about: 'f1' }],
]

test('commands are read with their words, and notes to the end of their paragraph', () => {
  for (const [body, command] of READ) assert.deepEqual(parseCommand(body), command, body)
})

const REFUSED = [
  ['/contender sgin dpia', 'Unknown command `sgin`, did you mean `sign`?'],
  ['/contender sign', 'Missing an item, expected `/contender sign <item> [note]`'],
  ['/contender accept', 'Missing a gate and a reason, expected'],
  ['/contender accept f1-min', 'Missing a reason, expected `/contender accept <gate> <reason>`'],
  ['/contender accept\nf1-min because', 'Missing a gate and a reason'],
  ['/contender unsign\ndpia', 'Missing an item'],
  ['/contender rerun please', 'Unexpected `please`, expected `/contender rerun` on one line'],
  ['/contender promote a b c', 'Unexpected `c`, expected `/contender promote <model>[@version] [stage]`'],
  ['/contender promote', 'Missing a model'],
  ['/contender toString', 'Unknown command `toString`'],
] as const

test('what cannot be understood is refused with how it is written', () => {
  for (const [body, because] of REFUSED) {
    const command = parseCommand(body)
    assert.ok(command?.name === 'refused' && command.because.startsWith(because), JSON.stringify(command))
  }
})

const NONE = [
  '',
  ' /contender help',
  '\n/contender help',
  '> /contender help',
  '`/contender help`',
  '/contenders',
  '/Contender help',
  'I /contender help',
  '```\n/contender help\n```',
  '<!-- x -->/contender help',
  '/contender-help',
]

test('a comment is a command only where its very first characters are', () => {
  for (const body of NONE) assert.equal(parseCommand(body), undefined, body)
})

/** Text as people and machines write it, with what could confuse. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '/contender',
        ...COMMAND_NAMES,
        ' ',
        '\n',
        '\r\n',
        '\r',
        '\t',
        '`',
        '```',
        '>',
        '@',
        'v1.0.0',
        'delay',
        '\u00a0',
        '\u2028',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

const name = fc.constantFrom(...COMMAND_NAMES)

test('whatever a comment says, reading it never throws, and what it gives is bounded', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        text,
        text.map((rest) => `/contender ${rest}`),
      ),
      (body) => {
        const command = parseCommand(body)
        assert.equal(command === undefined, !/^\/contender(\s|$)/.test(body))
        if (command?.name === 'sign') assert.ok([...(command.note ?? '')].length <= 500)
        if (command?.name === 'accept') assert.ok(command.reason !== '' && [...command.reason].length <= 500)
        if (command?.name === 'refused') assert.ok(command.because.length < 400)
      },
    ),
    { numRuns: 2000 },
  )
})

test('no quotation, code or later line is ever a command', () => {
  const before = fc.constantFrom(
    '> ',
    '>',
    '    ',
    '\t',
    '```\n',
    '~~~\n',
    '- ',
    'Look:\n',
    '\n',
    '\r\n',
    '<details>',
    '\u200b',
  )
  fc.assert(
    fc.property(before, text, (start, rest) => {
      assert.equal(parseCommand(`${start}/contender ${rest}`), undefined)
    }),
  )
})

test('what follows on later lines changes no word of a command, and no note reaches beyond its paragraph', () => {
  fc.assert(
    fc.property(name, fc.constantFrom('', ' delay', ' delay v1', ' a b c'), text, (command, words, later) => {
      const line = `/contender ${command}${words}`
      const [alone, followed] = [parseCommand(line), parseCommand(`${line}\n\n${later}`)]
      assert.deepEqual(followed, alone)
      const near = parseCommand(`${line}\n${later}`)
      if (!['sign', 'accept'].includes(command)) assert.deepEqual(near, alone)
      else if (near?.name === 'sign' && alone?.name === 'sign') assert.equal(near.item, alone.item)
    }),
  )
})

test('each command is read as its usage writes it', () => {
  for (const one of COMMAND_NAMES) {
    const written = usageOf(one)
      .replace(/\[@version\]/, '@v1.0.0')
      .replace(/[[\]<>]/g, '')
    assert.equal(parseCommand(written)?.name, one, written)
  }
})

test('of a comment of any length only the beginning is looked at', () => {
  const long = parseCommand(`/contender sign ${'`'.repeat(60_000)}x`)
  assert.deepEqual(long, { name: 'refused', because: 'Missing an item, expected `/contender sign <item> [note]`' })
  assert.equal(parseCommand(`/contender ${'x '.repeat(30_000)}`)?.name, 'refused')
})
