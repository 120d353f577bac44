/**
 * Preloaded into a process: counts, in the folder that CONTENDER_COUNTS names, which modules it loads, files it opens, processes it
 * starts and statements it gives to DuckDB, with the profile of each, and what it allocates on the heap of JavaScript.
 */
import childProcess, { ChildProcess } from 'node:child_process'
import fs from 'node:fs'
import { registerHooks, syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import { GCProfiler } from 'node:v8'
import { threadId } from 'node:worker_threads'

const folder = process.env.CONTENDER_COUNTS!
const name = `${process.pid}-${threadId}`
const { readFileSync, writeFileSync } = fs
const counts = { modules: 0, files: 0, processes: 0, statements: 0 }

type Callable = (...given: unknown[]) => unknown

/** Counts each call of a method before it is made, but not of what is given to `leftOut`. */
function counting(
  of: object,
  methods: readonly string[],
  count: keyof typeof counts,
  leftOut: (given: unknown) => boolean = () => false,
): void {
  const methodsOf = of as Record<string, Callable>
  for (const method of methods) {
    const original = methodsOf[method]!
    methodsOf[method] = function (this: unknown, ...given) {
      if (!leftOut(given[0])) counts[count]++
      return original.apply(this, given)
    }
  }
}

/** Modules are counted on their own; descriptors are of files that are open. */
const isCode = (path: unknown) => typeof path === 'number' || /(\.[cm]?[jt]s|\.node|package\.json)$/.test(String(path))

counting(
  fs,
  ['open', 'openSync', 'readFile', 'readFileSync', 'writeFile', 'writeFileSync', 'appendFileSync'],
  'files',
  isCode,
)
counting(fs.promises, ['open', 'readFile', 'writeFile', 'appendFile'], 'files', isCode)
counting(ChildProcess.prototype, ['spawn'], 'processes')
counting(childProcess, ['spawnSync', 'execFileSync', 'execSync'], 'processes')
syncBuiltinESMExports()

interface Connection {
  run: (sql: string, ...more: unknown[]) => Promise<unknown>
  stream: (sql: string, ...more: unknown[]) => Promise<unknown>
}

/** What DuckDB's own profile says of operators: their kind, and how many rows they hand on. */
const METRICS = JSON.stringify({ OPERATOR_TYPE: 'true', OPERATOR_CARDINALITY: 'true' })
const profiled = new WeakSet<Connection>()

Object.assign(globalThis, {
  /** Each statement writes its profile into a file of its own. */
  contenderProfiled({ prototype }: { readonly prototype: Connection }) {
    const { run, stream } = prototype
    const before = async (connection: Connection) => {
      if (!profiled.has(connection)) {
        profiled.add(connection)
        await run.call(connection, `PRAGMA enable_profiling = 'json'`)
        await run.call(connection, `SET custom_profiling_settings = '${METRICS}'`)
      }
      const path = join(folder, `profile-${name}-${counts.statements++}.json`)
      await run.call(connection, `SET profiling_output = '${path}'`)
    }
    prototype.run = async function (...given) {
      await before(this)
      return run.apply(this, given)
    }
    prototype.stream = async function (...given) {
      await before(this)
      return stream.apply(this, given)
    }
  },
})

registerHooks({
  load(url, context, next) {
    counts.modules++
    const loaded = next(url, context)
    if (!url.endsWith('/@duckdb/node-api/lib/DuckDBConnection.js')) return loaded
    const source = `${loaded.source ?? readFileSync(new URL(url), 'utf8')}\nglobalThis.contenderProfiled(exports.DuckDBConnection)`
    return { ...loaded, source }
  },
})

const profiler = new GCProfiler()
profiler.start()

process.on('exit', () => {
  // What one collection left is what the next one began with, less what was allocated between them.
  const { statistics } = profiler.stop()
  let allocated = 0
  let left = 0
  for (const { afterGC, beforeGC } of statistics) {
    allocated += beforeGC.heapStatistics.usedHeapSize - left
    left = afterGC.heapStatistics.usedHeapSize
  }
  allocated += process.memoryUsage().heapUsed - left
  writeFileSync(join(folder, `counts-${name}.json`), JSON.stringify({ ...counts, allocated }))
})
