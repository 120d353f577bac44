import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseEnv } from 'node:util'
import { withVariables } from '../../bot/env-file.ts'

const KEY = '-----BEGIN KEY-----\nabc\ndef\n-----END KEY-----\n'

test('.env: variables that are there change in their place, new ones follow, the rest stays', () => {
  const text = '# mine\nPORT=80 # a comment\nAPP_ID=1\nexport PRIVATE_KEY="one\ntwo"\nHOST=::1'
  const written = withVariables(text, { APP_ID: '2', PRIVATE_KEY: KEY, WEBHOOK_SECRET: 's' })
  assert.match(written, /^# mine\nPORT=80 # a comment\nAPP_ID=2\nPRIVATE_KEY=-/)
  const { PRIVATE_KEY, ...rest } = parseEnv(written)
  assert.deepEqual({ ...rest }, { PORT: '80', APP_ID: '2', HOST: '::1', WEBHOOK_SECRET: 's' })
  assert.equal(PRIVATE_KEY?.replaceAll('\\n', '\n'), KEY.trimEnd())
})

test('.env: what has no quotes needs none, for Docker takes them as a part of the value', () => {
  const written = withVariables('', { WEBHOOK_SECRET: 'a/b+c==', PRIVATE_KEY: KEY, NAME: 'two words # and a sign' })
  assert.deepEqual(written.split('\n'), [
    'WEBHOOK_SECRET=a/b+c==',
    'PRIVATE_KEY=-----BEGIN KEY-----\\nabc\\ndef\\n-----END KEY-----',
    'NAME="two words # and a sign"',
    '',
  ])
})

test('.env: written twice it is as written once', () => {
  const variables = { APP_ID: '2', PRIVATE_KEY: KEY }
  const once = withVariables('', variables)
  assert.equal(withVariables(once, variables), once)
})
