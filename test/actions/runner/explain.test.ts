import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explain } from '../../../actions/runner/explain.ts'
import { UserError } from '../../../core/errors.ts'

function told(error: unknown): { code: number; errors: (readonly [string, unknown])[]; said: string[] } {
  const errors: (readonly [string, unknown])[] = []
  const said: string[] = []
  const log = {
    error: (message: string, place?: unknown) => errors.push([message, place]),
    say: (text: string) => said.push(text),
  }
  const environment = { GITHUB_WORKSPACE: '/srv/models' }
  return { code: explain(error, { environment, log, version: '1.2.3' }), errors, said }
}

const place = (startLine: number) => ({ title: 'Contender', file: 'contender.yml', startLine })

test('explain: mistakes of a config are errors at their lines, one each', () => {
  const lines = [
    'Unknown key `x` in contender.yml:3 → models.delay.x, did you mean `y`?',
    'Unexpected YAML in contender.yml:12:7, expected valid YAML: no',
  ]
  assert.deepEqual(told(new UserError(lines.join('\n'))), {
    code: 2,
    errors: [
      [lines[0], place(3)],
      [lines[1], place(12)],
    ],
    said: [],
  })
})

test('explain: of more mistakes than GitHub shows the log has the rest', () => {
  const lines = Array.from({ length: 12 }, (_, at) => `Unknown key \`k${at}\` in contender.yml:${at + 1}, no`)
  const { errors, said } = told(new UserError(lines.join('\n')))
  assert.equal(errors.length, 10)
  assert.deepEqual(said, lines.slice(10))
})

test('explain: a sentence with the end of a command’s output below it stays one error', () => {
  const message = 'Command `python train.py` exited with 1, its last lines:\nKeyError in conf.yml:3, no'
  assert.deepEqual(told(new UserError(message)), { code: 2, errors: [[message, undefined]], said: [] })
})

test('explain: what is our bug says so, with the stack and where to report it', () => {
  const { code, errors } = told(new TypeError('x is undefined'))
  assert.equal(code, 70)
  assert.match(errors[0]![0], /^This is a bug in Contender 1\.2\.3.*issues\/new\n\nTypeError: x is undefined\n {4}at /s)
})
