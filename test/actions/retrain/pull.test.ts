import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { CHECKS } from '../../../core/pull-request/check-names.ts'
import { PULL_MARK } from '../../../core/retrain/own-pull.ts'
import { parseWindows } from '../../../core/retrain/windows-file.ts'
import { sha256 } from '../../../core/sha256.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import type { GitHub } from '../../github/github.ts'
import { production } from './production.ts'
import { appToken, openScene } from './scene.ts'

test('a win becomes one pull request, which a later run brings up to date', async (t) => {
  const { events, github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  const first = await retrain('retrain --model delay --at 2026-03-28', { token })
  assert.equal(first.code, 0, first.error)
  assert.match(first.out, /has a challenger that won: .*\n {2}#1 http/)
  const [pull, ...none] = await pulls()
  assert.deepEqual(none, [])
  assert.deepEqual(
    [pull!.head.ref, pull!.user.login, pull!.title],
    ['contender/retrain/delay', 'contender[bot]', 'Retrain delay on rows before 2026-03-12'],
  )
  for (const part of [
    /^<!-- contender:retraining -->\n<!-- contender:retrained \S+ -->\n\*\*delay\*\* was trained anew, and the challenger has won: in log_loss/,
    /### Why now\n\nSomebody asked for it\./,
    /`log_loss` gets better by \*\*\+\d/,
    /### Gates\n\n[\s\S]*log_loss against base/,
    /420 rows of 2026-02-12 to 2026-03-11, `sha256:/,
    /Training took less than a minute/,
    /### How to say no\n\nClose this pull request\./,
    /\[The run that trained it\]\(http/,
  ])
    assert.match(pull!.body, part)
  const files = await github.git.text('diff', '--name-only', 'main', 'contender/retrain/delay')
  assert.equal(files, 'contender.windows.yml\n')
  const text = await github.git.text('show', 'contender/retrain/delay:contender.windows.yml')
  assert.equal(parseWindows(text, 'w').delay!.test.to, Date.parse('2026-03-26'))

  const second = await retrain('retrain --model delay --at 2026-03-30 --force', { token })
  assert.equal(second.code, 0, second.error)
  assert.match(second.out, /Pull request #1 was brought up to date/)
  const [updated, ...more] = await pulls()
  assert.deepEqual([more, updated!.title], [[], 'Retrain delay on rows before 2026-03-14'])
  const log = await github.git.text('log', '--format=%an', 'main..contender/retrain/delay')
  assert.deepEqual([...new Set(log.trim().split('\n'))], ['contender[bot]'])
  assert.deepEqual(
    (await events()).map(({ outcome, pull }) => [outcome, pull]),
    [
      ['pass', 1],
      ['pass', 1],
    ],
  )
})

for (const [whose, tokenOf] of [
  ['an App', appToken],
  ['that very person', (github: GitHub) => github.userToken('ann')],
] as const)
  test(`with the token of ${whose}: a commit of a person on the branch stops it, and that is said once`, async (t) => {
    const { github, pulls, retrain } = await openScene(t)
    const token = tokenOf(github)
    await retrain('retrain --model delay --at 2026-03-28', { token })
    const again = await retrain('retrain --model delay --at 2026-03-30 --force', { token })
    assert.match(again.out, /Pull request #1 was brought up to date/, again.error)
    const tip = await github.git.line('rev-parse', 'contender/retrain/delay')
    const message = await github.git.text('log', '-1', '--format=%B', tip)
    // The message of ours, as `git commit --amend` keeps it, over other files.
    const tree = await github.git.line('rev-parse', 'main^{tree}')
    const ann = github.userToken('ann')
    const commit = { message, tree, parents: [tip] }
    const { body } = await github.request('POST', '/repos/acme/models/git/commits', commit, ann)
    const { sha } = body as { sha: string }
    await github.request('PATCH', '/repos/acme/models/git/refs/heads/contender/retrain/delay', { sha }, ann)
    for (const day of ['2026-03-31', '2026-04-01']) {
      const { code, error, out } = await retrain(`retrain --model delay --at ${day} --force`, { token })
      assert.equal(code, 0, error)
      assert.match(
        out,
        /is not trained anew: ann has committed [0-9a-f]{7} to the branch of its pull request, which is never overwritten/,
      )
    }
    assert.equal(await github.git.line('rev-parse', 'contender/retrain/delay'), sha)
    const comments = await github.request('GET', '/repos/acme/models/issues/1/comments')
    assert.equal((comments.body as unknown[]).length, 1)
    assert.equal((await pulls()).length, 1)
  })

test('a pull request that was closed is not opened again on the same evidence, and by no more than the caps allow', async (t) => {
  const { github, pulls, retrain } = await openScene(t, { more: ', when: schedule' })
  const token = appToken(github)
  await retrain('retrain --at 2026-03-28', { token })
  await github.request('PATCH', '/repos/acme/models/pulls/1', { state: 'closed' })
  const again = await retrain('retrain --at 2026-03-28T12:00', { token })
  assert.match(again.out, /is not trained anew: #1 was opened for the same reason on 2026-03-28/)
  const later = await retrain('retrain --at 2026-03-29', { token })
  assert.match(later.out, /`retrain\.cooldown` lasts until 2026-04-04 00:00 UTC/)
  await github.request('POST', '/repos/acme/models/git/refs', {
    ref: 'refs/heads/contender/retrain/other',
    sha: await github.git.line('rev-parse', 'contender/retrain/delay'),
  })
  await github.openPullRequest({ head: 'contender/retrain/other', body: PULL_MARK, author: 'contender[bot]' })
  const capped = await retrain('retrain --at 2026-03-28 --force', { token })
  assert.match(
    capped.out,
    /2 pull requests of retraining were opened within the hour, and 2 may be: the next run goes on/,
  )
  assert.deepEqual(
    (await pulls()).map(({ state }) => state),
    ['closed', 'open'],
  )
})

test('with the token of the workflow it works, and says what waits; where a setting forbids it, which', async (t) => {
  const { events, github, pulls, retrain } = await openScene(t)
  github.faults.push({
    match: 'POST /repos/{owner}/{repo}/pulls',
    status: 403,
    body: { message: 'GitHub Actions is not permitted to create or approve pull requests.' },
  })
  const forbidden = await retrain('retrain --model delay --at 2026-03-28')
  assert.equal(forbidden.code, 2)
  assert.match(forbidden.error, /Workflow permissions → "Allow GitHub Actions to create and approve pull requests"/)
  assert.deepEqual(
    (await events()).map(({ outcome, pull }) => [outcome, pull]),
    [['pass', null]],
  )
  const { code, error, out } = await retrain('retrain --model delay --at 2026-03-28')
  assert.equal(code, 0, error + out)
  assert.match(error, /checks of a pull request that it opens wait until somebody approves their run/)
  const [pull] = await pulls()
  assert.deepEqual([pull!.user.login, pull!.state], ['github-actions[bot]', 'open'])
})

test('the App that governs opens none, unless a ruleset keeps others off the ledger', async (t) => {
  const { github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  const { headSha: head_sha } = await change(github)
  await github.request('POST', '/repos/acme/models/check-runs', { name: CHECKS.governance, head_sha }, token)
  const { code, error } = await retrain('retrain --model delay --at 2026-03-28', { token })
  assert.equal(code, 2)
  assert.match(
    error,
    /Cannot open pull requests as contender\[bot\]: it is the App that governs, and nothing keeps others off contender\/ledger/,
  )
  await github.request('POST', '/repos/acme/models/rulesets', {
    name: 'Ledger',
    target: 'branch',
    enforcement: 'active',
    conditions: { ref_name: { include: ['refs/heads/contender/ledger'], exclude: [] } },
    rules: [{ type: 'update' }],
  })
  const allowed = await retrain('retrain --model delay --at 2026-03-28', { token })
  assert.equal(allowed.code, 0, allowed.error)
  assert.equal((await pulls()).length, 2)
})

test('two runs at once open one pull request', async (t) => {
  const { github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  const both = await Promise.all([1, 2].map(() => retrain('retrain --model delay --at 2026-03-28', { token })))
  assert.deepEqual(
    both.map(({ code, error }) => [code, code === 0 ? '' : error]),
    [
      [0, ''],
      [0, ''],
    ],
  )
  assert.equal((await pulls()).length, 1)
})

/** A pull request of somebody's. */
async function change(github: GitHub) {
  const base = await github.git.line('rev-parse', 'main')
  const entry = { path: 'README.md', mode: '100644', type: 'blob', content: 'Words' }
  const post = async (path: string, body: object) => {
    const made = await github.request('POST', `/repos/acme/models/git/${path}`, body)
    if (made.status !== 201) throw new Error(`${path}: ${JSON.stringify(made.body)}`)
    return made.body as { sha: string }
  }
  const base_tree = await github.git.line('rev-parse', 'main^{tree}')
  const { sha: tree } = await post('trees', { base_tree, tree: [entry] })
  const { sha } = await post('commits', { message: 'A change', tree, parents: [base] })
  await post('refs', { ref: 'refs/heads/change', sha })
  return github.openPullRequest({ head: 'change' })
}

test('a breach in the ledger opens a pull request, which closes itself once it has healed', async (t) => {
  const { drifted, github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  await drifted('2026-03-21', 'drift')
  const opened = await retrain('retrain --at 2026-03-28', { token })
  assert.equal(opened.code, 0, opened.error)
  assert.match((await pulls())[0]!.body, /### Why now\n\nPerformance is drift\./)
  const idle = await retrain('retrain --at 2026-03-29', { token })
  assert.match(idle.out, /is not trained anew: #1 waits with a challenger already/)
  assert.equal((await pulls())[0]!.state, 'open')
  for (const until of ['2026-03-28', '2026-04-04']) await drifted(until, 'stable')
  const calm = await retrain('retrain --at 2026-04-05', { token })
  assert.match(calm.out, /is not trained anew: its performance .* is `stable`/, calm.error)
  assert.equal((await pulls())[0]!.state, 'open')
  await drifted('2026-04-11', 'stable')
  const healed = await retrain('retrain --at 2026-04-12', { token })
  assert.match(
    healed.out,
    /Pull request #1 was closed: performance in production has been what it should be for 3 windows/,
  )
  assert.equal((await pulls())[0]!.state, 'closed')
})

test('a no holds for as long as the breach comes and goes: a stable week does not make it another', async (t) => {
  const { drifted, github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  await drifted('2026-03-12', 'drift')
  await retrain('retrain --at 2026-03-13', { token })
  await github.request('PATCH', '/repos/acme/models/pulls/1', { state: 'closed' })
  await drifted('2026-03-19', 'stable')
  await drifted('2026-03-26', 'drift')
  const again = await retrain('retrain --at 2026-03-28', { token })
  assert.match(again.out, /is not trained anew: #1 was opened for the same reason on 2026-03-13/, again.error)
  assert.equal((await pulls()).length, 1)
})

test('a pull request closes itself where the branch has a model of rows as new', async (t) => {
  const { github, pulls, retrain } = await openScene(t)
  const token = appToken(github)
  await retrain('retrain --model delay --at 2026-03-28', { token })
  // Somebody pushes the same.
  await github.git.text('update-ref', 'refs/heads/main', 'contender/retrain/delay')
  const { out } = await retrain('retrain --at 2026-03-29', { token })
  assert.match(
    out,
    /Pull request #1 was closed: the branch has a model that was trained on rows up to 2026-03-11, which/,
  )
  assert.equal((await pulls())[0]!.state, 'closed')
})

test('where Git has the model the pull request brings it; where LFS has it nothing is trained', async (t) => {
  const ignored = { '.gitignore': '.contender/\n' }
  const folder = await folderWith(t, { ...production({ rows: 15 }), ...ignored })
  assert.equal((await contender('train', folder)).code, 0)
  const model = await readFile(join(folder, 'models/delay.onnx'))
  const kept = await openScene(t, { files: { ...ignored, 'models/delay.onnx': model } })
  const { code, error } = await kept.retrain('retrain --model delay --at 2026-03-28', { token: appToken(kept.github) })
  assert.equal(code, 0, error)
  const { git } = kept.github
  const changed = await git.text('diff', '--name-only', 'main', 'contender/retrain/delay')
  assert.equal(changed, 'contender.windows.yml\nmodels/delay.onnx\n')
  const [event] = await kept.events()
  const digest = sha256((await git.bytes('show', 'contender/retrain/delay:models/delay.onnx'))!)
  assert.equal(digest, event!.artifact!.digest)
  assert.match((await kept.pulls())[0]!.body, new RegExp(`The model is \`models/delay\\.onnx\`, \`${digest}\``))

  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 12\n`
  const lfs = await openScene(t, { files: { ...ignored, 'models/delay.onnx': pointer } })
  const refused = await lfs.retrain('retrain --model delay --at 2026-03-28', { token: appToken(lfs.github) })
  assert.equal(refused.code, 2)
  assert.match(refused.error, /Cannot retrain delay: Git LFS keeps models\/delay\.onnx/)
})
