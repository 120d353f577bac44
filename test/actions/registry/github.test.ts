import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { gitDataServer } from '../../github/server.ts'
import { script } from '../repository.ts'
import { registry, shared } from './repository.ts'

const WRITERS = 12

test('jobs that write through GitHub’s API at once never share a second or a tag, and each keeps the rules', async (t) => {
  const { bare, clones, commits } = await shared(t, 4, WRITERS)
  const { url } = await gitDataServer(t, bare)
  const job = {
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'ann',
    GITHUB_API_URL: url,
    GITHUB_REPOSITORY: 'acme/models',
    GITHUB_TOKEN: 'good',
    GITHUB_RUN_ID: '1',
  }
  const done = await Promise.all(
    commits.map((commit, at) =>
      contender(`registry register delay --below --commit ${commit} v1.${at}.0`, clones[at % 4]!, job),
    ),
  )
  assert.deepEqual(
    done.map(({ code, error }) => (code === 0 ? '' : error)).filter((error) => error !== ''),
    [],
  )
  const times = script(bare, "git for-each-ref --format='%(taggerdate:unix)' refs/tags").split('\n')
  assert.equal(times.length, WRITERS)
  assert.equal(new Set(times).size, WRITERS)
  await registry(clones[0]!, 'show')
})
