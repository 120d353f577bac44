import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { recordPolicyChange } from '../../../bot/policy/record-policy-change.ts'
import type { Pushed } from '../../../bot/subject.ts'
import { ledgerEvents } from '../../../core/io/github/ledger-events.ts'
import { sha256 } from '../../../core/sha256.ts'
import { script } from '../../actions/repository.ts'
import { AT, scene } from '../../github/routes/scene.ts'
import { accessTo } from '../access.ts'

const config = (min: number) => `models:
  delay: { task: regression, predictions: p.csv, gates: [{ metric: rmse, max: ${min} }] }
`
const NONE = '0'.repeat(40)
const SENT = { branch: 'main', sender: 'bob', delivery: 'guid-1' } as const
const FOUND = { branch: 'main', before: null, sender: null, delivery: null } as const

/** acme/models without a contender.yml, and ways to change it. */
async function repository(t: TestContext) {
  const { ann, at, bot, github, main } = await scene(t)
  let second = AT / 1000

  /** A commit of ann's on a branch, with this contender.yml (null: without, undefined: as it is). */
  const commit = (branch: string, text: string | null | undefined, by = 'Ann <ann@example.com>') => {
    const from = script(github.git.folder, `git rev-parse refs/heads/${branch}`)
    const change =
      text === undefined
        ? ''
        : text === null
          ? 'D contender.yml\n'
          : `M 100644 inline contender.yml\ndata <<END\n${text}END\n`
    script(
      github.git.folder,
      `git fast-import --quiet --date-format=raw <<'DONE'\ncommit refs/heads/${branch}\ncommitter ${by} ${second++} +0000\ndata 1\nx\nfrom ${from}\n${change}DONE`,
    )
    return script(github.git.folder, `git rev-parse refs/heads/${branch}`)
  }
  const merge = async (head: string, by: string, method: 'merge' | 'squash' = 'merge') => {
    const { number } = await github.openPullRequest({ head })
    const token = github.userToken(by)
    const { body, status } = await github.request(
      'PUT',
      `/repos/acme/models/pulls/${number}/merge`,
      { merge_method: method },
      token,
    )
    assert.equal(status, 200)
    return { number, sha: body.sha as string }
  }
  const events = async () =>
    (
      await ledgerEvents(bot, at, {
        apps: ['contender[bot]'],
        repository: github.world.repositoryId,
        since: new Date(0),
      })
    ).signed
  const record = (pushed: Pick<Pushed, 'before' | 'after'> & Partial<Pushed>) =>
    recordPolicyChange(accessTo(github), { ...SENT, ...pushed })
  return { ann, at, commit, events, github, main, merge, record }
}

test('a push that changes gates is told with who pushed, the commit, digests and what changed', async (t) => {
  const { commit, events, github, main, record } = await repository(t)
  const first = commit('main', config(1))
  const second = commit('main', config(2))
  await record({ before: main, after: second })
  const [one, other, ...more] = await events()
  assert.deepEqual(more, [])
  assert.deepEqual([one!.commit, one!.reason], [first, 'contender.yml is new: delay (1 gate)'])
  const { at, id, ...told } = other!
  assert.equal(at, new Date(AT).toISOString())
  assert.match(id, /^[0-9a-f-]{36}$/)
  assert.deepEqual(told, {
    schema: 'contender/audit@1',
    by: { name: 'bob', email: null, via: 'app', url: `https://github.com/acme/models/commit/${second}` },
    action: 'governance.policy',
    ...{ model: null, version: null, stage: null, artifact: null, tag: null },
    commit: second,
    reason: 'delay: gate `rmse at most 1` is gone; delay: gate `rmse at most 2` is new',
    repository: github.world.repositoryId,
    delivery: 'guid-1',
    policy: { before: sha256(config(1)), after: sha256(config(2)) },
  })
})

test('a push that leaves the policy as it is is not told, and costs two reads and two for each file that is not there', async (t) => {
  const { commit, events, github, main, record } = await repository(t)
  const after = commit('main', undefined)
  const since = github.calls.length
  await record({ before: main, after })
  assert.deepEqual([await events(), github.count('reads', since) - 1, github.count('writes', since)], [[], 6, 0])
  await record({ before: after, after: NONE })
  assert.deepEqual(await events(), [])
})

test('a merged pull request is told once, as of who merged it: by its push, twice, late, and found on the branch', async (t) => {
  const { commit, events, github, main, merge, record } = await repository(t)
  github.world.setClock(AT + 60_000)
  commit('change', config(3))
  const { number, sha } = await merge('change', 'bob')
  const told = async () => (await events()).map((event) => [event.commit, event.by.name, event.pull, event.delivery])
  await Promise.all([
    record({ before: main, after: sha }),
    record({ before: main, after: sha, delivery: 'guid-2' }),
    record({ ...FOUND, after: sha }),
  ])
  const [[commitTold, by, pull] = [], ...more] = await told()
  assert.deepEqual([commitTold, by, pull, more], [sha, 'bob', number, []])
  await record({ before: main, after: sha, delivery: 'guid-3' })
  await record({ ...FOUND, after: sha })
  assert.equal((await told()).length, 1)
})

test('what only a look at the branch finds is told as of who merged, and never as of who Git calls the author', async (t) => {
  const { commit, events, merge, record } = await repository(t)
  commit('change', config(3), 'Olga <olga@example.com>')
  const { number, sha } = await merge('change', 'bob')
  const later = commit('main', config(4), 'Nobody <nobody@nowhere.example>')
  await record({ ...FOUND, after: sha })
  await record({ ...FOUND, before: sha, after: later })
  const [merged, pushed] = await events()
  assert.deepEqual([merged!.by.name, merged!.pull, merged!.commit, merged!.delivery], ['bob', number, sha, undefined])
  assert.deepEqual([pushed!.by.name, pushed!.pull, pushed!.commit], ['Nobody', undefined, later])
  assert.match(pushed!.reason!, / \(who pushed it is not known: this is the author that Git names\)$/)
})

test('what only a look at the branch finds is told as of who pushed it, where GitHub knows', async (t) => {
  const { ann, at, events, main, record } = await repository(t)
  const file = { path: 'contender.yml', mode: '100644', type: 'blob', content: config(3) } as const
  const base_tree = (await ann.git.getCommit({ ...at, commit_sha: main })).data.tree.sha
  const tree = (await ann.git.createTree({ ...at, base_tree, tree: [file] })).data.sha
  const author = { name: 'Nobody', email: 'nobody@nowhere.example' }
  const { sha } = (await ann.git.createCommit({ ...at, message: 'Ask', tree, parents: [main], author })).data
  await ann.git.updateRef({ ...at, ref: 'heads/main', sha })
  await record({ ...FOUND, before: main, after: sha })
  assert.deepEqual(
    (await events()).map(({ by, commit, reason }) => [by.name, commit, /not known/.test(reason!)]),
    [['ann', sha, false]],
  )
})

test('a policy that changes and changes back in one push is told twice', async (t) => {
  const { commit, events, main, record } = await repository(t)
  const start = commit('main', config(1))
  await record({ before: main, after: start })
  const there = commit('main', config(9))
  const back = commit('main', config(1))
  await record({ before: start, after: back })
  assert.deepEqual(
    (await events()).map((event) => event.commit),
    [start, there, back],
  )
})

test('a push by force is told from where the lines part, and one of a lost line by its tip', async (t) => {
  const { commit, events, github, main, record } = await repository(t)
  const lost = commit('main', config(1))
  script(github.git.folder, `git update-ref refs/heads/main ${main}`)
  const other = commit('main', config(2))
  await record({ before: lost, after: other })
  await record({ before: 'c'.repeat(40), after: commit('main', config(3)) })
  assert.deepEqual(
    (await events()).map(({ reason }) => reason),
    [
      'contender.yml is new: delay (1 gate)',
      'delay: gate `rmse at most 2` is gone; delay: gate `rmse at most 3` is new',
    ],
  )
})

test('a squashed pull request, and a file that goes', async (t) => {
  const { commit, events, main, merge, record } = await repository(t)
  commit('change', config(1))
  const { number, sha } = await merge('change', 'bob', 'squash')
  await record({ before: main, after: sha, sender: 'bob' })
  const gone = commit('main', null)
  await record({ before: sha, after: gone, sender: 'olga' })
  assert.deepEqual(
    (await events()).map(({ by, policy, pull }) => [by.name, pull, policy!.after]),
    [
      ['bob', number, sha256(config(1))],
      ['olga', undefined, null],
    ],
  )
})

test('GitHub down in the middle loses nothing: the next that tells of it writes what is missing', async (t) => {
  const { commit, events, github, main, record } = await repository(t)
  const first = commit('main', config(1))
  const second = commit('main', config(2))
  github.faults.push({ match: 'POST /repos/{owner}/{repo}/git/commits', status: 422, times: 1 })
  await assert.rejects(record({ before: main, after: second }))
  await record({ before: main, after: second })
  assert.deepEqual(
    (await events()).map((event) => event.commit),
    [first, second],
  )
})

test('a look that follows no other reads the branch and the ledger once where all was told, however much there is', async (t) => {
  const { commit, events, github, main, merge, record } = await repository(t)
  commit('change', config(3))
  const { sha } = await merge('change', 'bob')
  for (const max of [4, 5, 6]) commit('main', config(max))
  const after = commit('main', undefined)
  await record({ before: main, after })
  assert.equal((await events()).length, 4)
  assert.equal((await events())[0]!.commit, sha)
  const since = github.calls.length
  await record({ ...FOUND, after })
  assert.deepEqual([github.count('reads', since), github.count('writes', since)], [3, 0])
})
