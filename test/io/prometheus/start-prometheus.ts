import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { TestContext } from 'node:test'
import { debianTool } from '../../debian-tool.ts'
import { folderWith } from '../../folder.ts'

/**
 * A real Prometheus that holds these samples; stopped when the test ends.
 *
 * @param samples in OpenMetrics' text, with times
 * @returns its address, once it answers
 */
export async function startPrometheus(t: Pick<TestContext, 'after'>, samples: string): Promise<string> {
  const folder = await folderWith(t, { 'samples.om': samples, 'prometheus.yml': 'scrape_configs: []\n' })
  const data = join(folder, 'data')
  const arguments_ = ['tsdb', 'create-blocks-from', 'openmetrics', join(folder, 'samples.om'), data]
  execFileSync(debianTool('promtool').path, arguments_, { stdio: 'ignore' })
  const port = await freePort()
  const server = spawn(
    debianTool('prometheus').path,
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${data}`,
      '--storage.tsdb.retention.time=100y',
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = once(server, 'exit')
  t.after(async () => {
    server.kill()
    await ended
  })
  const said: string[] = []
  for await (const line of createInterface({ input: server.stderr })) {
    said.push(line)
    if (line.includes('Server is ready')) {
      server.stderr.resume()
      return `http://127.0.0.1:${port}`
    }
  }
  throw new Error(`Prometheus did not start:\n${said.join('\n')}`)
}

/** Nobody listens there now; Prometheus does not tell which one it took. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
