import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { test } from 'node:test'
import { WEBHOOKS } from '../../bot/webhooks/webhooks.ts'
import { folderWith } from '../folder.ts'
import { scene } from '../github/routes/scene.ts'
import { testApp } from '../github/test-app.ts'
import { deliver } from './deliver.ts'
import { startProcess } from './process.ts'
import { pull } from './webhooks/payloads.ts'

test('npm start says all that is missing, and ends with 2', async (t) => {
  const folder = await folderWith(t, { '.env': 'WEBHOOK_SECRET=development\nPORT=none\n' })
  const { ended, said } = startProcess(folder, {})
  assert.equal(await ended, 2)
  for (const name of [
    'WEBHOOK_SECRET is `development`',
    'APP_ID is missing',
    'PRIVATE_KEY',
    'PORT is `none`',
    '--register',
  ])
    assert.ok(said.error.includes(name), said.error)
  assert.doesNotMatch(said.error, /\n {4}at /)
  assert.equal(said.out, '')
})

test('npm start is the script of package.json, and takes no other words', async (t) => {
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'))
  assert.equal(scripts.start, 'node bot/start.ts')
  const { ended, said } = startProcess(await folderWith(t), {}, ['--regster'])
  assert.equal(await ended, 2)
  assert.match(said.error, /Unexpected `--regster`/)
})

test('npm start reads .env, answers, and ends with 0 when it is told to', async (t) => {
  const { github } = await scene(t, { at: Date.now() })
  const { privateKey, webhookSecret } = github.app
  const key = privateKey.trimEnd().replaceAll('\n', '\\n')
  const files = {
    '.env': `APP_ID=4711\nPRIVATE_KEY="${key}"\nWEBHOOK_SECRET="${webhookSecret}"\nRECONCILE_MINUTES=0\n`,
  }
  const folder = await folderWith(t, files)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const { child, ended, said, says } = startProcess(folder, {
      GITHUB_API_URL: github.url,
      PORT: '0',
      HOST: '127.0.0.1',
    })
    const url = await says(/Listening at (\S+)/)
    await says(/"message":"Started".*contender\[bot\]/)
    assert.equal((await fetch(`${url}/health`)).status, 200)
    assert.equal((await fetch(`${url}/ready`)).status, 200)
    assert.equal((await deliver(github, `${url}${WEBHOOKS}`, JSON.stringify(pull('opened')))).status, 200)
    child.kill(signal)
    assert.equal(await ended, 0, said.error)
    assert.equal(said.error, '')
    assert.doesNotMatch(said.out, /BEGIN|a secret of the tests/)
  }
})

test('npm start says that its port is taken', async (t) => {
  const taken = createServer().listen(0, '127.0.0.1')
  t.after(() => taken.close())
  await new Promise((resolve) => taken.once('listening', resolve))
  const { privateKey } = testApp()
  const PORT = String((taken.address() as AddressInfo).port)
  const settings = { APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 's', HOST: '127.0.0.1', PORT }
  const { ended, said } = startProcess(await folderWith(t), settings)
  assert.equal(await ended, 2)
  assert.equal(said.error, `Cannot listen at 127.0.0.1:${PORT}: another process has it: set PORT\n`)
})
