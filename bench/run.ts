/**
 * `npm run bench`: ours beside what a team would use instead, and how time and memory grow. Writes bench/results.json and
 * docs/benchmarks.md as each work ends. `--quick` counts instead, and needs no Python.
 */
import '../core/io/without-maglev.mjs'
import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UserError } from '../core/errors.ts'
import { type Arguments, readArguments } from './arguments.ts'
import { CURVES } from './curves/curves.ts'
import { measureCurve } from './curves/measure-curve.ts'
import { inPlace, measureWork } from './measure-work.ts'
import { installPeers } from './peers/install.ts'
import { quick } from './quick/quick.ts'
import { benchmarksDocument } from './report/document.ts'
import { drawGrowth } from './report/draw-growth.ts'
import { keepResult, type Results, readResults } from './results.ts'
import { WORKS } from './works.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const say = (line: string) => console.error(line)

try {
  const names = [...WORKS, ...CURVES].map(({ name }) => name)
  const asked = readArguments(process.argv.slice(2), names)
  process.exitCode = asked.quick ? await quick(asked.accept) : await measureAll(asked)
} catch (error) {
  if (!(error instanceof UserError)) throw error
  console.error(`error: ${error.message}`)
  process.exitCode = 2
}

async function measureAll({ minutes, missing, only, scale }: Arguments): Promise<number> {
  // A trial of smaller data changes nothing that is kept.
  const out = scale === 1 ? root : join(root, '.contender/bench')
  const files = { results: join(out, 'bench/results.json'), pictures: join(out, 'docs/benchmarks') }
  await mkdir(join(out, 'bench'), { recursive: true })
  await mkdir(files.pictures, { recursive: true })
  const known = await readResults(files.results)
  const wanted = ({ name }: { readonly name: string }) =>
    (only.length === 0 || only.includes(name)) && !(missing && (name in known.works || name in known.curves))
  const works = WORKS.filter(wanted)
  const python = works.some(({ peers }) => peers) ? await installPeers(say) : 'python3'
  const about = { at: new Date().toISOString().slice(0, 10), machine: machine() }
  let failed = 0
  const one = async (name: string, measure: () => Promise<Results>): Promise<void> => {
    say(`measuring ${name} …`)
    const began = performance.now()
    try {
      await write(await measure(), out)
    } catch (error) {
      failed++
      say(`${name} failed: ${(error as Error).stack}`)
    }
    say(`  ${((performance.now() - began) / 1000).toFixed(0)} s`)
  }
  for (const work of works)
    await one(work.name, async () => {
      const found = await measureWork(work, { minutes, python, scale })
      return keepResult(files.results, { works: { [work.name]: { ...about, ...found } } })
    })
  for (const curve of CURVES.filter(wanted))
    await one(curve.name, async () => {
      const points = await inPlace({ python, scale }, (place) => measureCurve(curve, place, { minutes, say }))
      await writeFile(join(files.pictures, `${curve.name}.svg`), await drawGrowth(curve.grows, points))
      return keepResult(files.results, { curves: { [curve.name]: { ...about, points } } })
    })
  return failed === 0 ? 0 : 1
}

async function write(results: Results, out: string): Promise<void> {
  await writeFile(join(out, 'docs/benchmarks.md'), benchmarksDocument(results, WORKS, CURVES))
}

function machine(): string {
  return `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`
}
