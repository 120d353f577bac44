import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { peopleCsv, TRAINED_CONFIG } from '../actions/people.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { seeded } from '../training/seeded.ts'

const COMMAND_LINE = join(process.cwd(), 'cli/contender.mjs')

/** Runs a command line; if `killAfter` milliseconds pass first, it is killed as a power cut would. */
async function run(words: readonly string[], directory: string, killAfter: number): Promise<number | null> {
  const child = spawn(process.execPath, [COMMAND_LINE, ...words], { cwd: directory, stdio: 'ignore' })
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfter)
  const [code] = (await once(child, 'close')) as [number | null]
  clearTimeout(timer)
  return code
}

/** Artifacts that are not whole. */
function tornIn(folder: string): string[] {
  const artifacts = globSync(['.contender/**/*.json', '.contender/.runs/**/*.json'], { cwd: folder })
  assert.ok(artifacts.some((path) => path.startsWith('.contender/.runs/')))
  return artifacts.filter((path) => {
    try {
      JSON.parse(readFileSync(join(folder, path), 'utf8'))
      return false
    } catch {
      return true
    }
  })
}

test('a pipeline killed at 50 random points leaves nothing torn, and the next one works', async (t) => {
  const kills = 50
  const lanes = 2
  const ends = await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      const next = seeded(lane + 1)
      const folder = await folderWith(t, {
        'contender.yml': TRAINED_CONFIG,
        'train.csv': peopleCsv({ seed: 1 }),
        'test.csv': peopleCsv({ seed: 2 }),
      })
      const started = performance.now()
      assert.equal(await run(['pipeline'], folder, 60_000), 0)
      const whole = performance.now() - started
      let killed = 0
      for (let at = 0; at < kills / lanes; at++) {
        // Most of what can be torn is written late.
        if ((await run(['pipeline'], folder, whole * (0.2 + 0.8 * next()))) === null) killed += 1
        assert.deepEqual(tornIn(folder), [], `after kill ${at} of lane ${lane}`)
      }
      const { code, error } = await contender('pipeline', folder)
      assert.equal(code, 0, error)
      return killed
    }),
  )
  const killed = ends.reduce((sum, count) => sum + count, 0)
  assert.ok(killed >= kills / 4, `${killed} of ${kills} were still running when they were killed`)
})
