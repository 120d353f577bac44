import assert from 'node:assert/strict'
import test from 'node:test'
import { githubClient } from '../../../core/io/github/client.ts'
import { replaceBranch } from '../../../core/io/github/replace-branch.ts'
import { scene } from '../../github/routes/scene.ts'

test('replaceBranch: from where it was seen alone, whatever stood there', async (t) => {
  const { at, change, github } = await scene(t)
  const main = await github.git.line('rev-parse', 'main')
  const client = githubClient({ ...at, url: github.url, token: github.userToken('ann'), second: 1 })
  const { data } = await client.rest.repos.get({ ...at })
  const own = { at, client, id: data.node_id }
  const tip = () => github.git.line('rev-parse', 'refs/heads/old')
  await github.request('POST', '/repos/acme/models/git/refs', { ref: 'refs/heads/old', sha: change })
  assert.equal(await replaceBranch(own, { name: 'old', from: change, to: main }), true)
  assert.equal(await tip(), main)
  assert.equal(await replaceBranch(own, { name: 'old', from: change, to: change }), false, 'somebody has moved it')
  assert.equal(await replaceBranch(own, { name: 'old', from: change, to: main }), true, 'an answer was lost')
  assert.equal(await tip(), main)
  const weak = githubClient({
    ...at,
    url: github.url,
    token: github.jobToken({ permissions: { contents: 'read' } }),
    second: 1,
  })
  await assert.rejects(
    replaceBranch({ ...own, client: weak }, { name: 'old', from: main, to: change }),
    /^UserError: Cannot begin the branch old of acme\/models anew: .*not accessible.*; delete it, and the next run makes it$/s,
  )
})
