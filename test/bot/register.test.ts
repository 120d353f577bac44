import assert from 'node:assert/strict'
import { readFile, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createSocket } from 'node:net'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { parseEnv } from 'node:util'
import { parse } from 'yaml'
import { folderWith } from '../folder.ts'
import { testApp } from '../github/test-app.ts'
import { startProcess } from './process.ts'

/** The one thing that GitHub does here: it gives an App for a code. */
async function conversions(t: TestContext) {
  const asked: string[] = []
  const { privateKey: pem } = testApp()
  const app = { id: 4711, client_id: 'Iv1.abc', client_secret: 'client secret', webhook_secret: 'made by GitHub', pem }
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    response.writeHead(201, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ ...app, html_url: 'https://github.test/apps/contender' }))
  }).listen(0, '127.0.0.1')
  t.after(() => server.close().closeAllConnections())
  await new Promise((resolve) => server.once('listening', resolve))
  return { asked, pem, host: `127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function freePort(): Promise<string> {
  const socket = createSocket().listen(0, '127.0.0.1')
  await new Promise((resolve) => socket.once('listening', resolve))
  const { port } = socket.address() as AddressInfo
  await new Promise((resolve) => socket.close(resolve))
  return String(port)
}

test('register: a browser gets our manifest, GitHub is asked for the App, and .env holds what the bot needs', async (t) => {
  const { asked, host, pem } = await conversions(t)
  const folder = await folderWith(t, { '.env': '# ours\nLOG_LEVEL=warn\nWEBHOOK_SECRET=\n' })
  const PORT = await freePort()
  // A proxy that does not exist: whoever asked anybody else would fail.
  const away = {
    PUBLIC_URL: 'https://bot.acme.org/',
    HTTPS_PROXY: 'http://127.0.0.1:9',
    npm_config_registry: 'http://127.0.0.1:9',
  }
  const server = { GHE_HOST: host, GHE_PROTOCOL: 'http', HOST: '127.0.0.1', PORT, NODE_ENV: 'production' }
  const { child, ended, said, says } = startProcess(folder, { ...away, ...server }, ['--register'])
  t.after(() => child.kill())
  const page = await says(/Open (\S+) to register/)
  assert.equal(page, `http://127.0.0.1:${PORT}/probot`)

  const html = await (await fetch(page)).text()
  const [, target = ''] = /action="([^"]+)"/.exec(html) ?? []
  assert.equal(target, `http://${host}/settings/apps/new`)
  const [, text = ''] = /name="manifest"[^>]* value='([^']+)'/.exec(html) ?? []
  const { default_events, default_permissions, hook_attributes, redirect_url, ...manifest } = JSON.parse(text)
  const ours = parse(await readFile('bot/app.yml', 'utf8'))
  assert.deepEqual([default_permissions, default_events], [ours.default_permissions, ours.default_events])
  assert.deepEqual(hook_attributes, { url: 'https://bot.acme.org/api/github/webhooks', active: true })
  assert.equal(redirect_url, `http://127.0.0.1:${PORT}/probot/setup`)
  assert.deepEqual([manifest.name, manifest.public], ['Contender', false])

  const answer = await fetch(`${redirect_url}?code=one-time`, { redirect: 'manual' })
  assert.equal(answer.headers.get('location'), 'https://github.test/apps/contender/installations/new')
  assert.equal(await ended, 0, said.error)
  assert.deepEqual(asked, ['POST /api/v3/app-manifests/one-time/conversions'])
  const path = join(folder, '.env')
  const written = await readFile(path, 'utf8')
  assert.match(written, /^# ours\nLOG_LEVEL=warn\nWEBHOOK_SECRET=made by GitHub\n/)
  const { PRIVATE_KEY, ...rest } = parseEnv(written)
  assert.deepEqual({ ...rest }, { LOG_LEVEL: 'warn', WEBHOOK_SECRET: 'made by GitHub', APP_ID: '4711' })
  assert.equal(PRIVATE_KEY?.replaceAll('\\n', '\n'), pem.trimEnd())
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.doesNotMatch(said.out + said.error, /BEGIN|made by GitHub|client secret|smee/)
})

test('register: without the address of the bot nothing is begun', async (t) => {
  for (const PUBLIC_URL of ['', 'bot.acme.org']) {
    const { ended, said } = startProcess(await folderWith(t), { PUBLIC_URL }, ['--register'])
    assert.equal(await ended, 2)
    assert.match(said.error, /^PUBLIC_URL is (missing|`bot\.acme\.org`): set it to the address/)
  }
})

test('register: a port that is taken is said in one sentence', async (t) => {
  const taken = createSocket().listen(0, '127.0.0.1')
  t.after(() => taken.close())
  await new Promise((resolve) => taken.once('listening', resolve))
  const PORT = String((taken.address() as AddressInfo).port)
  const environment = { PUBLIC_URL: 'https://bot.acme.org', HOST: '127.0.0.1', PORT }
  const { ended, said } = startProcess(await folderWith(t), environment, ['--register'])
  assert.equal(await ended, 2)
  assert.match(said.error, new RegExp(`^Port ${PORT} is already in use.*\\n$`))
})
