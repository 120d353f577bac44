import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { type Commented, pullRequestScene, type Scene } from '../../test/actions/comment/scene.ts'
import { measureStarts } from '../measure/measure-starts.ts'
import type { Calls } from '../measure/row.ts'
import { layBenchRelease } from '../sides/release.ts'
import type { BenchWork } from '../work.ts'
import { emptyProcess } from './empty.ts'

/** What one update of a pull request may ask of GitHub. */
const GOAL = { reads: 6, writes: 2 }

/** The comment on a pull request at a GitHub of tests: from nothing installed, as a step, and what it asks of GitHub. */
export const comment: BenchWork = {
  name: 'comment',
  finding:
    'The goal was a tenth of what CML takes. CML is not measured: its package `@dvcorg/cml` is not in the npm registry that this was run with, and its binaries come from elsewhere. What stands here is what ours takes, with download and unpacking.',
  open: async ({ after, folder }) => {
    const { dist, url } = await layBenchRelease(folder, after)
    const scene = await pullRequestScene({ after } as unknown as TestContext)
    scene.upload()
    const calls = await countCalls(scene)
    const { GITHUB_TOKEN: token, ...variables } = await scene.environment()
    const environment: Record<string, string> = { ...variables, 'INPUT_GITHUB-TOKEN': token!, RUNNER_DEBUG: '' }
    const step = join(folder, 'comment.mjs')
    const load = (path: string) =>
      `Object.assign(process.env, ${JSON.stringify(environment)})\nawait import(${JSON.stringify(path)})`
    await writeFile(step, load(join(dist, 'comment.mjs')))
    const fresh = join(folder, 'fresh')
    await writeFile(join(folder, 'fresh.mjs'), load(join(fresh, 'dist/comment.mjs')))
    const fetch = `rm -rf ${fresh} && mkdir ${fresh} && curl -sSf ${url}/dist.tar.gz | tar xz -C ${fresh}`
    const sides = { step: [step], empty: await emptyProcess(folder) }
    return [
      {
        title: 'a comment on a pull request from nothing installed: the release fetched, unpacked, run',
        sides: {
          comment: { program: 'sh', words: ['-ec', `${fetch} && ${process.execPath} ${join(folder, 'fresh.mjs')}`] },
          empty: sides.empty,
        },
        pairs: [{ ours: 'comment', other: 'empty', beside: 'an empty process', goal: { seconds: 2 } }],
      },
      {
        title: '`comment`, all of it, nothing changed',
        sides,
        measure: (turns) => measureStarts(sides, 'end', turns),
        pairs: [{ ours: 'step', other: 'empty', beside: 'an empty process', goal: { seconds: 1 } }],
      },
      ...calls,
    ]
  },
}

/** What the comment asks of GitHub on a first report, on the same again, and after a push. */
export async function countCalls(scene: Scene): Promise<Calls[]> {
  const created = callsOf(await scene.comment())
  const unchanged = callsOf(await scene.comment())
  const pushed = callsOf(await commentAfterPush(scene))
  return [
    { work: 'comment on a first report', ...created, goal: GOAL },
    { work: 'comment on the same report again', ...unchanged, goal: { ...GOAL, writes: 0 } },
    { work: 'comment after a push', ...pushed, goal: GOAL },
  ]
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
