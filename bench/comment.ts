/** `comment` from start to end against a GitHub of tests, beside an empty process; and what it asks of GitHub. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Commented, pullRequestScene, type Scene } from '../test/actions/comment/scene.ts'
import { measureStarts } from './measure-starts.ts'
import type { Calls, Row } from './row.ts'

/** What one update of a pull request may ask of GitHub. */
const GOAL = { reads: 6, writes: 2 }

/**
 * @param folder a temporary one
 * @param dist where the bundles are
 */
export async function benchComment(folder: string, dist: string): Promise<(Row | Calls)[]> {
  const closers: (() => unknown)[] = []
  const after = (close: () => unknown) => closers.push(close)
  try {
    const scene = await pullRequestScene({ after } as unknown as TestContext)
    scene.upload()
    const created = callsOf(await scene.comment())
    const unchanged = callsOf(await scene.comment())
    const timed = await timeUnchanged(scene, folder, dist)
    const pushed = callsOf(await commentAfterPush(scene))
    return [
      timed,
      { work: 'comment on a first report', ...created, goal: GOAL },
      { work: 'comment on the same report again', ...unchanged, goal: { ...GOAL, writes: 0 } },
      { work: 'comment after a push', ...pushed, goal: GOAL },
    ]
  } finally {
    for (const close of closers.reverse()) await close()
  }
}

async function commentAfterPush({ comment, github, push, upload }: Scene): Promise<Commented> {
  const head = await push()
  const { id: run } = await github.addRun({ headSha: head })
  await github.finishRun(run)
  upload({ head_sha: head }, { run })
  return comment({ event: 'workflow_run', run })
}

function callsOf({ code, error, reads, writes }: Commented) {
  if (code !== 0) throw new Error(`comment ended with ${code}: ${error}`)
  return { reads, writes }
}

async function timeUnchanged({ environment }: Scene, folder: string, dist: string): Promise<Row> {
  const { GITHUB_TOKEN: token, ...variables } = await environment()
  const env = { ...variables, 'INPUT_GITHUB-TOKEN': token, RUNNER_DEBUG: '' }
  const path = join(folder, 'comment.mjs')
  await writeFile(
    path,
    `Object.assign(process.env, ${JSON.stringify(env)})\nawait import(${JSON.stringify(join(dist, 'comment.mjs'))})`,
  )
  const { empty, whole } = await measureStarts({ empty: [join(folder, 'empty.mjs')], whole: [path] }, 'end')
  return {
    work: 'comment, all of it, nothing changed',
    beside: 'an empty process',
    measured: whole,
    other: empty,
    goal: 1 / empty.seconds,
  }
}
