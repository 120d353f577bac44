import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { test } from 'node:test'
import { proxyFetch } from '../../../actions/runner/proxy-fetch.ts'

test('proxyFetch: without a proxy in the environment it is left to Node', () => {
  assert.equal(proxyFetch({ PATH: '/bin', https_proxy: '' }), undefined)
})

test('proxyFetch: requests go by way of the proxy that the environment names', async (t) => {
  const server = createServer((_request, response) => response.end('from GitHub')).listen(0, '127.0.0.1')
  const asked: string[] = []
  const proxy = createServer().listen(0, '127.0.0.1')
  proxy.on('connect', ({ url }, socket) => {
    asked.push(url!)
    const { port } = server.address() as AddressInfo
    const upstream = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(socket).pipe(upstream)
    })
  })
  await Promise.all([once(server, 'listening'), once(proxy, 'listening')])
  const before = process.env.http_proxy
  process.env.http_proxy = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  t.after(() => {
    if (before === undefined) delete process.env.http_proxy
    else process.env.http_proxy = before
    for (const each of [server, proxy]) {
      each.closeAllConnections()
      each.close()
    }
  })
  const answer = await proxyFetch(process.env)!('http://api.models.example/user', { headers: { connection: 'close' } })
  assert.equal(await answer.text(), 'from GitHub')
  assert.deepEqual(asked, ['api.models.example:80'])
})
