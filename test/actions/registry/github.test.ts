import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender, type Finished } from '../../command-line.ts'
import { no } from '../../github/route.ts'
import { gitDataServer } from '../../github/server.ts'
import { script } from '../repository.ts'
import { registry, shared } from './repository.ts'

const WRITERS = 8

function job(url: string) {
  return {
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'ann',
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: 'acme/models',
    GITHUB_TOKEN: 'good',
    GITHUB_RUN_ID: '1',
  }
}

test('jobs that write through GitHub’s API at once all succeed, never in one second', async (t) => {
  const { bare, clones, commits } = await shared(t, 4, WRITERS)
  const { url } = await gitDataServer(t, bare)
  const done = await Promise.all(
    commits.map((commit, at) =>
      contender(`registry register delay v1.${at}.0 --below --commit ${commit}`, clones[at % 4]!, job(url)),
    ),
  )
  assert.deepEqual(
    done.map(({ code, error }) => (code === 0 ? '' : error)).filter((error) => error !== ''),
    [],
  )
  const times = script(bare, "git for-each-ref --format='%(taggerdate:unix)' refs/tags").split('\n')
  assert.equal(new Set(times).size, WRITERS)
})

/** Says that 20 seconds have passed since it was first asked. */
function clockOfALongTry(): () => number {
  let asked = 0
  return () => (asked++ === 0 ? 0 : 20_000)
}

for (const [who, clock] of [
  ['who comes', () => performance.now()],
  ['who has tried for long and comes', clockOfALongTry()],
] as const)
  test(`${who} between the event and the tag of another waits for the tag`, async (t) => {
    const { bare, clones, commits } = await shared(t, 2, 2)
    let second: Promise<Finished> | undefined
    const { requests, url } = await gitDataServer(t, bare, ({ body, method, path }) => {
      if (method !== 'POST' || path !== 'git/refs' || body.ref !== 'refs/tags/delay@v1.0.0' || second) return undefined
      // The client repeats what failed at GitHub after a second: time for another writer.
      second = contender(`registry register delay --commit ${commits[1]}`, clones[1]!, job(url), undefined, clock)
      return no(502, 'Server Error')
    })
    const first = await contender(`registry register delay --commit ${commits[0]}`, clones[0]!, job(url))
    assert.deepEqual([first.code, (await second!).code], [0, 0], first.error)
    assert.ok(requests.filter((request) => request === 'GET commits').length > 1)
    assert.deepEqual(
      script(bare, "git for-each-ref --format='%(refname:short) %(taggerdate:unix)' refs/tags").split('\n'),
      ['delay@v1.0.0 1795255200', 'delay@v1.1.0 1795255201'],
    )
  })

test('the tag of a writer that was killed before it is not waited for long', async (t) => {
  const { bare, clones, commits } = await shared(t, 1, 2)
  const { url } = await gitDataServer(t, bare)
  await registry(clones[0]!, `register delay --commit ${commits[0]}`)
  script(bare, "git update-ref -d 'refs/tags/delay@v1.0.0'")
  script(clones[0]!, "git tag -d 'delay@v1.0.0'")
  const line = `registry register delay --commit ${commits[0]}`
  const { code, error } = await contender(line, clones[0]!, job(url), '2026-11-21T10:02:00Z')
  assert.deepEqual([code, error.includes('error')], [0, false])
})
