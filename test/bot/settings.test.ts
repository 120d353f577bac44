import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSettings } from '../../bot/settings.ts'
import { UserError } from '../../core/errors.ts'
import { testApp } from '../github/test-app.ts'

const { privateKey } = testApp()
const GOOD = { APP_ID: '4711', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'nobody knows it' }

const noFile = (path: string) => {
  throw new Error(`ENOENT: ${path}`)
}
const read = (environment: Record<string, string>, file: (path: string) => string = noFile) =>
  readSettings(environment, file)

function problems(environment: Record<string, string>): string[] {
  try {
    read(environment)
  } catch (error) {
    assert.ok(error instanceof UserError)
    return error.message.split('\n- ').slice(1)
  }
  throw new Error('It was taken')
}

test('settings: what is missing is named in one message, each with what to do', () => {
  const found = problems({})
  assert.deepEqual(
    found.map((line) => line.split(' ')[0]),
    ['WEBHOOK_SECRET', 'APP_ID', 'PRIVATE_KEY'],
  )
  for (const line of found) assert.match(line, /: (set|or) |set /)
})

test('settings: neither no secret nor the one that Probot takes then lets the bot start', () => {
  assert.match(problems({ ...GOOD, WEBHOOK_SECRET: ' ' })[0]!, /^WEBHOOK_SECRET is missing/)
  assert.match(problems({ ...GOOD, WEBHOOK_SECRET: 'development' })[0]!, /everybody knows/)
})

test('settings: the key is text with its lines, in one line, in base64, or a file', () => {
  const oneLine = privateKey.replaceAll('\n', '\\n')
  const coded = Buffer.from(privateKey).toString('base64')
  for (const PRIVATE_KEY of [privateKey, oneLine, coded])
    assert.equal(read({ ...GOOD, PRIVATE_KEY }).privateKey.trim(), privateKey.trim())
  const { PRIVATE_KEY: _, ...rest } = GOOD
  const paths: string[] = []
  const settings = read({ ...rest, PRIVATE_KEY_PATH: 'app.pem' }, (path) => {
    paths.push(path)
    return privateKey
  })
  assert.deepEqual([settings.privateKey, paths], [privateKey, ['app.pem']])
  assert.match(problems({ ...rest, PRIVATE_KEY_PATH: 'gone.pem' })[0]!, /`gone.pem`, which cannot be read: ENOENT/)
  const [wrong = ''] = problems({ ...GOOD, PRIVATE_KEY: 'hunter2' })
  assert.match(wrong, /holds no private key/)
  assert.doesNotMatch(wrong, /hunter2/)
})

test('settings: GitHub is at github.com, at a server of one’s own, or at ghe.com', () => {
  const where = (more: Record<string, string>) => {
    const { api, server } = read({ ...GOOD, ...more })
    return [api, server]
  }
  assert.deepEqual(where({}), ['https://api.github.com', 'https://github.com'])
  assert.deepEqual(where({ GHE_HOST: 'git.acme.org' }), ['https://git.acme.org/api/v3', 'https://git.acme.org'])
  assert.deepEqual(where({ GITHUB_API_URL: 'https://git.acme.org/api/v3/' })[1], 'https://git.acme.org')
  assert.deepEqual(where({ GITHUB_API_URL: 'https://api.acme.ghe.com' }), [
    'https://api.acme.ghe.com',
    'https://acme.ghe.com',
  ])
  assert.match(problems({ ...GOOD, GITHUB_API_URL: 'api.github.com' })[0]!, /expected one like https/)
})

test('settings: numbers and levels that are none are said with what was expected', () => {
  const found = problems({ ...GOOD, PORT: '80a', CONCURRENCY: '0', RECONCILE_MINUTES: '-1', LOG_LEVEL: 'loud' })
  assert.deepEqual(found, [
    'PORT is `80a`, expected a whole number from 0 to 65535',
    'LOG_LEVEL is `loud`, expected one of info, warn, error',
    'RECONCILE_MINUTES is `-1`, expected a whole number from 0 to 1440',
    'CONCURRENCY is `0`, expected a whole number from 1 to 64',
  ])
  const { concurrency, host, logLevel, port, reconcileMinutes } = read(GOOD)
  assert.deepEqual([host, port, logLevel, reconcileMinutes, concurrency], ['localhost', 3000, 'info', 10, 8])
})
