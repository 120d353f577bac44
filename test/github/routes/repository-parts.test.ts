import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { scene } from './scene.ts'

test('reactions: one of a kind from each person, to be listed and taken back', async (t) => {
  const { ann, at, bot, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change' })
  const { data: comment } = await ann.issues.createComment({ ...at, issue_number: number, body: '/contender help' })
  const react = { ...at, comment_id: comment.id, content: 'eyes' as const }
  const first = await bot.reactions.createForIssueComment(react)
  const again = await bot.reactions.createForIssueComment(react)
  assert.deepEqual([first.status, again.status as number], [201, 200])
  assert.equal(again.data.id, first.data.id)
  await ann.reactions.createForIssueComment(react)
  const list = async () => {
    const { data } = await bot.reactions.listForIssueComment({ ...at, comment_id: comment.id })
    return data.map(({ user }) => user!.login)
  }
  assert.deepEqual(await list(), ['contender[bot]', 'ann'])
  await bot.reactions.deleteForIssueComment({ ...at, comment_id: comment.id, reaction_id: first.data.id })
  assert.deepEqual(await list(), ['ann'])
  await assert.rejects(bot.reactions.createForIssueComment({ ...react, comment_id: 999 }), { status: 404 })
})

test('statuses: the newest of each context counts, and one that is bad makes all bad', async (t) => {
  const { as, at, change, github } = await scene(t)
  const writer = as(github.jobToken({ permissions: { statuses: 'write', contents: 'read' } }))
  const set = (context: string, state: 'success' | 'failure' | 'pending') =>
    writer.repos.createCommitStatus({ ...at, sha: change, context, state })
  const combined = async () => (await writer.repos.getCombinedStatusForRef({ ...at, ref: 'change' })).data
  assert.equal((await combined()).state, 'pending')
  await set('a', 'pending')
  await set('b', 'failure')
  assert.equal((await combined()).state, 'failure')
  await set('b', 'success')
  assert.equal((await combined()).state, 'pending')
  await set('a', 'success')
  assert.deepEqual([(await combined()).state, (await combined()).total_count], ['success', 2])
  const { data } = await writer.repos.listCommitStatusesForRef({ ...at, ref: change })
  assert.equal(data.length, 4)
})

test('releases: publishing makes the tag, and files come back as they were, with their digest', async (t) => {
  const { as, at, github, main } = await scene(t)
  const writer = as(github.jobToken({ permissions: { contents: 'write' } }))
  const made = await writer.repos.createRelease({
    ...at,
    tag_name: 'delay@v1.0.0',
    target_commitish: 'main',
    body: 'x',
  })
  assert.equal(await github.git.line('rev-parse', 'refs/tags/delay@v1.0.0'), main)
  const bytes = Buffer.from([0, 1, 2, 255])
  const { data: asset } = await writer.repos.uploadReleaseAsset({
    ...at,
    release_id: made.data.id,
    name: 'model.onnx',
    data: bytes as unknown as string,
    baseUrl: github.url,
  })
  assert.equal(asset.digest, `sha256:${createHash('sha256').update(bytes).digest('hex')}`)
  const { data: found } = await writer.repos.getReleaseByTag({ ...at, tag: 'delay@v1.0.0' })
  assert.deepEqual(
    found.assets.map(({ name }) => name),
    ['model.onnx'],
  )
  const headers = { accept: 'application/octet-stream' }
  const { data } = await writer.repos.getReleaseAsset({ ...at, asset_id: asset.id, headers })
  assert.deepEqual(Buffer.from(data as unknown as ArrayBuffer), bytes)
  const open = await fetch(asset.browser_download_url)
  assert.deepEqual(Buffer.from(await open.arrayBuffer()), bytes)
})

test('releases: a draft has no tag and is no latest; a tag is released once', async (t) => {
  const { ann, at, github } = await scene(t)
  const { data } = await ann.repos.createRelease({ ...at, tag_name: 'v1', draft: true })
  assert.equal(await github.git.yes('rev-parse', '--verify', '--quiet', 'refs/tags/v1'), false)
  await assert.rejects(ann.repos.getLatestRelease(at), { status: 404 })
  await ann.repos.updateRelease({ ...at, release_id: data.id, draft: false })
  assert.equal((await ann.repos.getLatestRelease(at)).data.tag_name, 'v1')
  await assert.rejects(ann.repos.createRelease({ ...at, tag_name: 'v1' }), { status: 422 })
})

test('people: a role is told by its own name, where the permission knows fewer', async (t) => {
  const { at, bot, github } = await scene(t)
  github.world.roles.set('bob', 'maintain')
  const told = async (username: string) => {
    const { data } = await bot.repos.getCollaboratorPermissionLevel({ ...at, username })
    return [data.permission, data.role_name]
  }
  assert.deepEqual(await told('bob'), ['write', 'maintain'])
  assert.deepEqual(await told('olga'), ['admin', 'admin'])
  assert.deepEqual(await told('mallory'), ['read', 'read'])
  await assert.rejects(told('nobody'), { status: 404 })
})

test('people: a team has members, and the organisation has those with a role', async (t) => {
  const { bot, github } = await scene(t)
  github.addTeam('privacy', ['bob'])
  const team = { org: 'acme', team_slug: 'privacy' }
  const { data } = await bot.teams.getMembershipForUserInOrg({ ...team, username: 'bob' })
  assert.equal(data.state, 'active')
  await assert.rejects(bot.teams.getMembershipForUserInOrg({ ...team, username: 'ann' }), { status: 404 })
  const { data: members } = await bot.teams.listMembersInOrg(team)
  assert.deepEqual(
    members.map(({ login }) => login),
    ['bob'],
  )
  assert.equal((await bot.orgs.checkMembershipForUser({ org: 'acme', username: 'ann' })).status as number, 204)
  await assert.rejects(bot.orgs.checkMembershipForUser({ org: 'acme', username: 'mallory' }), { status: 404 })
})

test('rulesets: they are kept, and those that are active name the rules of a branch', async (t) => {
  const { as, at, github } = await scene(t)
  const olga = as(github.userToken('olga'))
  const rule = {
    type: 'required_status_checks' as const,
    parameters: {
      strict_required_status_checks_policy: false,
      required_status_checks: [{ context: 'contender / metrics' }],
    },
  }
  const conditions = { ref_name: { include: ['~DEFAULT_BRANCH'], exclude: [] } }
  const ruleset = { ...at, name: 'main', enforcement: 'active' as const, conditions, rules: [rule] }
  const { data } = await olga.repos.createRepoRuleset(ruleset)
  const rules = async (branch: string) =>
    (await olga.repos.getBranchRules({ ...at, branch })).data.map(({ type }) => type)
  assert.deepEqual(await rules('main'), ['required_status_checks'])
  assert.deepEqual(await rules('change'), [])
  await olga.repos.updateRepoRuleset({ ...at, ruleset_id: data.id, enforcement: 'disabled' })
  assert.deepEqual(await rules('main'), [])
  const ann = as(github.userToken('ann'))
  await assert.rejects(ann.repos.createRepoRuleset(ruleset), { status: 403 })
})

test('reviews: each is of the head it was written on, and nobody approves what is their own', async (t) => {
  const { ann, as, at, change, github } = await scene(t)
  const { number: pull_number } = await github.openPullRequest({ head: 'change', author: 'ann' })
  const approve = { ...at, pull_number, event: 'APPROVE' as const }
  await assert.rejects(ann.pulls.createReview(approve), { status: 422 })
  const bob = as(github.userToken('bob'))
  const { data } = await bob.pulls.createReview(approve)
  assert.deepEqual([data.state, data.commit_id, data.user!.login], ['APPROVED', change, 'bob'])
  const pending = await bob.pulls.createReview({ ...at, pull_number, body: 'wait' })
  const seen = async (who: typeof bob) =>
    (await who.pulls.listReviews({ ...at, pull_number })).data.map(({ state }) => state)
  assert.deepEqual(await seen(ann), ['APPROVED'])
  await bob.pulls.submitReview({ ...at, pull_number, review_id: pending.data.id, event: 'COMMENT' })
  await ann.pulls.dismissReview({ ...at, pull_number, review_id: data.id, message: 'stale' })
  assert.deepEqual(await seen(ann), ['DISMISSED', 'COMMENTED'])
})

test('issues: a PR is one too, with its labels, and can be closed as one', async (t) => {
  const { ann, at, github } = await scene(t)
  const { number } = await github.openPullRequest({ head: 'change', title: 'Better' })
  await ann.issues.addLabels({ ...at, issue_number: number, labels: ['model'] })
  const { data } = await ann.issues.get({ ...at, issue_number: number })
  assert.deepEqual([data.title, data.state], ['Better', 'open'])
  assert.ok(data.pull_request)
  assert.deepEqual(
    data.labels.map((label) => (typeof label === 'string' ? label : label.name)),
    ['model'],
  )
  await ann.issues.update({ ...at, issue_number: number, state: 'closed' })
  assert.equal((await ann.pulls.get({ ...at, pull_number: number })).data.state, 'closed')
})
