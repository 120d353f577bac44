/** What a workflow waits for: the bundles' size and start, native code on a runner that has none, and GitHub. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from '../.ci/release/bundle.ts'
import { packNatives } from '../.ci/release/pack-natives.ts'
import { temporaryFolder } from '../core/io/temporary-folder.ts'
import { benchComment } from './comment.ts'
import { measureInTurns, type Work } from './measure.ts'
import { measureStarts } from './measure-starts.ts'
import type { Calls, Row, Size } from './row.ts'

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '')
const natives = join(root, 'natives')

export async function benchActions(): Promise<(Row | Size | Calls)[]> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  let server: ChildProcess | undefined
  try {
    const dist = join(folder, 'dist')
    await bundle(root, dist, await packNatives(root, natives, [`${process.platform}-${process.arch}`]))
    await writeFile(join(folder, 'empty.mjs'), '')
    const starts = await firstLines(dist, join(folder, 'empty.mjs'))
    server = await mirror(folder)
    const fetched = await fetchAndFind(folder, dist)
    const unpacked = size(join(folder, 'tools/**/*'))
    return [
      { work: 'dist/', bytes: size(`${dist}/*`), goal: 6e6 },
      ...starts,
      { work: 'native code of one platform, unpacked', bytes: unpacked, goal: 130e6 },
      fetched,
      ...(await benchComment(folder, dist)),
    ]
  } finally {
    server?.kill()
    await remove()
  }
}

async function firstLines(dist: string, empty: string): Promise<Row[]> {
  const names = globSync('{report,comment}.mjs', { cwd: dist }).sort()
  const works: Record<string, Work> = { other: [empty] }
  for (const name of names) works[name] = [join(dist, name)]
  const { other, ...measured } = await measureStarts(works, 'first line')
  return names.map((name) => ({
    work: `${name.replace('.mjs', '')}, to its first line (goal: 0.4 s)`,
    beside: 'an empty process',
    measured: measured[name]!,
    other: other!,
    goal: 0.4 / other!.seconds,
  }))
}

/** A training and its evaluation, which need both packages: fetched from a server of this machine, beside found in the cache. */
async function fetchAndFind(folder: string, dist: string): Promise<Row> {
  const rows = Array.from({ length: 200 }, (_, at) => `${at % 7},${(at * 31) % 101},${at % 2}`)
  await writeFile(join(folder, 'rows.csv'), ['a,b,late', ...rows].join('\n'))
  const data = 'data: { train: rows.csv, test: rows.csv, target: late }'
  const model = `{ task: binary-classification, ${data}, train: { builtin: linear }, model: m.onnx }`
  await writeFile(join(folder, 'contender.yml'), `models: { delay: ${model} }\n`)
  const run = (first: string) => `${first}
    process.argv = ['node', 'contender', 'pipeline', '--config', ${JSON.stringify(join(folder, 'contender.yml'))}]
    await import(${JSON.stringify(join(dist, 'contender.mjs'))})`
  process.env.RUNNER_TOOL_CACHE = join(folder, 'tools')
  const forget = `import { rmSync } from 'node:fs'; rmSync(process.env.RUNNER_TOOL_CACHE, { recursive: true, force: true })`
  await writeFile(join(folder, 'fetch.mjs'), run(forget))
  await writeFile(join(folder, 'find.mjs'), run(''))
  const works = { fetched: [join(folder, 'fetch.mjs')], found: [join(folder, 'find.mjs')] }
  const { fetched, found } = measureInTurns(works)
  return {
    work: 'a pipeline with native code from a mirror at hand (goal: 5 s more)',
    beside: 'with native code that is there, its digests compared',
    measured: fetched,
    other: found,
    goal: (found.seconds + 5) / found.seconds,
  }
}

/** A process that serves the archives: this one waits for what it measures. */
async function mirror(folder: string): Promise<ChildProcess> {
  const code = `import { createReadStream } from 'node:fs'
    import { createServer } from 'node:http'
    const server = createServer(({ url }, response) => createReadStream(${JSON.stringify(natives)} + url).pipe(response))
    server.listen(0, '127.0.0.1', () => console.log(server.address().port))`
  await writeFile(join(folder, 'mirror.mjs'), code)
  const server = spawn(process.execPath, [join(folder, 'mirror.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = await once(server.stdout, 'data')
  process.env.CONTENDER_NATIVE_URL = `http://127.0.0.1:${String(port).trim()}`
  return server
}

function size(pattern: string): number {
  return globSync(pattern).reduce((sum, path) => sum + (statSync(path).isFile() ? statSync(path).size : 0), 0)
}
