import assert from 'node:assert/strict'
import test from 'node:test'
import { CONFIG, lookOnce, pullScene } from './pull-scene.ts'

const ITEMS = `governance:
  policy: none
  items:
    - { id: owners, text: Owners agree, evidence: { codeowners: true } }
    - { id: purpose, text: The purpose is written down, evidence: { card: purpose } }
`
const base = {
  'contender.yml': CONFIG.replace(/governance:.*\n/, ITEMS),
  'docs/CODEOWNERS': '* @acme/everybody\n/models/ @acme/risk\n',
}

test('look: owners by CODEOWNERS of the base branch approve, by their team; the card is that of the head', async (t) => {
  const change = { 'models/delay.onnx': 'two', 'card.yml': 'purpose: to know delays\n', 'docs/CODEOWNERS': '* @ann\n' }
  const { checks, comments, github, head, judge, look, number } = await pullScene(t, { base, change })
  github.addTeam('risk', ['bob'])
  github.addTeam('everybody', ['bob', 'olga'])
  await judge()
  await look()
  assert.match((await checks()).governance!.output.title, /missing: judged-by, owners/)
  assert.match((await comments())[0]!.body, /`@acme\/risk`/)
  const approve = (commit_id: string, login: string) =>
    github.request(
      'POST',
      `/repos/acme/models/pulls/${number}/reviews`,
      { event: 'APPROVE', commit_id },
      github.userToken(login),
    )
  // Of an older commit it is none.
  await approve(await github.git.line('rev-parse', 'main'), 'bob')
  await look()
  assert.match((await checks()).governance!.output.title, /missing: judged-by, owners/)
  await approve(head, 'bob')
  await look()
  const { governance } = await checks()
  assert.equal(governance!.output.title, '2 of 3 met; missing: judged-by')
  assert.match(governance!.output.summary, /owners approve 3 paths/)
})

test('look: an approval that is taken back, or of somebody without a role, counts for nothing', async (t) => {
  const policy = { 'contender.yml': CONFIG.replace(/governance:.*\n/, ITEMS.replace('codeowners: true', 'review: 1')) }
  const { checks, github, head, judge, look, number } = await pullScene(t, {
    base: policy,
    change: { 'models/delay.onnx': '2', 'card.yml': 'purpose: x' },
  })
  await judge()
  const review = (event: string, login: string) =>
    github.request(
      'POST',
      `/repos/acme/models/pulls/${number}/reviews`,
      { event, commit_id: head, body: 'x' },
      github.userToken(login),
    )
  const title = async () => {
    await look()
    return (await checks()).governance!.output.title
  }
  await review('APPROVE', 'mallory')
  assert.equal(await title(), '1 of 2 met; missing: owners')
  await review('APPROVE', 'bob')
  assert.equal(await title(), '2 of 2 met')
  await review('COMMENT', 'bob')
  assert.equal(await title(), '2 of 2 met')
  await review('REQUEST_CHANGES', 'bob')
  assert.equal(await title(), '1 of 2 met; missing: owners')
})

test('look: only a pull request of the App itself is a retraining, whatever a person calls a branch', async (t) => {
  const items = `governance:
  policy: none
  items: [{ id: ready, text: Ready, sign: write, when: { retraining: false } }]
`
  const { access, checks, github, push } = await pullScene(t, {
    base: { 'contender.yml': CONFIG.replace(/governance:.*\n/, items) },
  })
  const main = await github.git.line('rev-parse', 'main')
  const titles: string[] = []
  for (const [model, author] of [
    ['mine', 'ann'],
    ['jobs', 'github-actions[bot]'],
    ['delay', 'contender[bot]'],
  ] as const) {
    const branch = `contender/retrain/${model}`
    await github.git.text('update-ref', `refs/heads/${branch}`, main)
    const head = await push({ 'models/delay.onnx': model }, branch)
    const { number } = await github.openPullRequest({ head: branch, author })
    await lookOnce(github, access, number, {})
    titles.push((await checks(head)).governance!.output.title)
  }
  const asked = '0 of 1 met; the rest waits for the run'
  assert.deepEqual(titles, [asked, asked, 'waiting for the run'])
})
