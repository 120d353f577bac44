import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { bundle } from '../../.ci/release/bundle.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { pullRequestScene } from '../../test/actions/comment/scene.ts'
import type { Calls } from '../measure/row.ts'
import { countCalls } from '../works/comment.ts'
import { watchLooks } from '../works/looks.ts'
import type { Counts } from './compare-counts.ts'
import { countWork } from './count-work.ts'
import { quickWorks } from './quick-works.ts'

/** Digests are only kept of files that are older: whether one is would go by the machine. */
const YOUNG_MS = 2100
/** Whose lives are watched. */
const PULLS = 2
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** Counts what can be counted without noise: work of the commands, calls to GitHub, bytes of the bundles. */
export async function countAll(say: (line: string) => void): Promise<Counts> {
  const { path: folder, remove } = temporaryFolder('contender-bench-')
  const closers: (() => unknown)[] = [remove]
  const after = (close: () => unknown) => void closers.push(close)
  try {
    const counts: Record<string, number> = {}
    const works = Object.entries(await quickWorks(folder))
    await pause(YOUNG_MS)
    say('running each command once, which compiles and finds nothing of an earlier run …')
    for (const [, work] of works) await countWork(work, join(folder, 'counts'))
    for (const [name, work] of works) {
      say(`counting ${name} …`)
      const { allocated, files, modules, processes, rows, statements } = await countWork(work, join(folder, 'counts'))
      Object.assign(counts, {
        [`${name}: rows read`]: rows,
        [`${name}: statements`]: statements,
        [`${name}: files opened`]: files,
        [`${name}: processes`]: processes,
        [`${name}: modules`]: modules,
        [`${name}: bytes allocated`]: allocated,
      })
    }
    say('counting calls to GitHub …')
    const scene = await pullRequestScene({ after } as unknown as TestContext)
    scene.upload()
    for (const { reads, work, writes } of [...(await countCalls(scene)), ...(await countLooks({ after }))])
      Object.assign(counts, { [`${work}: GitHub reads`]: reads, [`${work}: GitHub writes`]: writes })
    say('counting the bytes of the bundles …')
    return { ...counts, ...(await bundleBytes(join(folder, 'dist'))) }
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

/** Of the last one: with the first pull request the bot finds out what holds for all. */
async function countLooks(t: { readonly after: (close: () => unknown) => void }): Promise<Omit<Calls, 'goal'>[]> {
  const { calls } = await watchLooks(t, PULLS)
  return Array.from(calls, ([name, { reads, writes }]) => ({
    work: `a pull request, ${name}`,
    ...{ reads: reads.at(-1)!, writes: writes.at(-1)! },
  }))
}

/** All files together, and what is read before some begin. */
async function bundleBytes(dist: string): Promise<Counts> {
  await bundle(root, dist, [])
  const sizes = globSync(`${dist}/*`).map((path) => statSync(path).size)
  const entries = ['comment', 'drift', 'pipeline', 'report', 'validate'].map((name) => [
    `dist/${name}.mjs and what it imports at once: bytes`,
    firstBytes(dist, `${name}.mjs`, new Set()),
  ])
  return { 'dist/: bytes': sizes.reduce((sum, size) => sum + size, 0), ...Object.fromEntries(entries) }
}

/** Imports that are followed before an entry begins. */
const STATIC = /(?:^|;)(?:import|export)(?:[\w{}*$, ]*from)?"\.\/([\w-]+\.mjs)"/gm

function firstBytes(dist: string, name: string, seen: Set<string>): number {
  if (seen.has(name)) return 0
  seen.add(name)
  const code = readFileSync(join(dist, name), 'utf8')
  const more = [...code.matchAll(STATIC)].map(([, next]) => firstBytes(dist, next!, seen))
  return more.reduce((sum, bytes) => sum + bytes, Buffer.byteLength(code))
}
