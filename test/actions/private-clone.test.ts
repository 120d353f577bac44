import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { withGitAccess } from '../../actions/with-git-access.ts'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import { withGitSettings } from '../../core/io/git-access.ts'
import { git } from '../../core/io/run-git.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { startGitHub } from '../github/github.ts'
import { pullRequest, script } from './repository.ts'
import { checkout, jobEnvironment, pullRequestPayload, runnerEvent } from './runner-event.ts'
import { scoreModel } from './score-model.ts'

/** A private repository at GitHub with a pull request, checked out one commit deep, without credentials. */
async function privateClone(t: TestContext, options?: string) {
  const { base, folder } = await pullRequest(t, { work: { 'm.onnx': scoreModel('good', 0.2) } })
  const headSha = script(folder, 'git rev-parse work', 'git checkout -q main')
  const merge = script(folder, 'git merge -q --no-ff -m Merge work', 'git rev-parse HEAD', 'git reset -q --hard HEAD^1')
  const github = await startGitHub({ t, from: folder, private: true })
  script(
    github.git.folder,
    'git config uploadpack.allowFilter true',
    `git fetch -q ${folder} ${merge}`,
    `git update-ref refs/pull/1/merge ${merge}`,
  )
  const clone = await checkout(t, github.git.folder, 'refs/pull/1/merge', options)
  script(clone, `git remote set-url origin ${github.cloneUrl}`)
  const event = await runnerEvent(t, 'pull_request', pullRequestPayload(headSha))
  const token = github.jobToken({ permissions: { contents: 'read' } })
  return { base, clone, github, token, environment: { ...event, ...jobEnvironment(github, token) } }
}

async function judge(folder: string, environment: Record<string, string>) {
  const { code, error, out } = await contender('compare --json', folder, environment)
  return { code, error, base: out === '' ? undefined : (JSON.parse(out) as Comparison).against[0]?.ref }
}

test('what a private clone without credentials lacks is fetched with the token of the job', async (t) => {
  const { base, clone, environment, token } = await privateClone(t)
  const settings = script(clone, 'git config --list --local')
  assert.deepEqual(await judge(clone, environment), { code: 1, error: '', base })
  assert.equal(script(clone, 'git config --list --local'), settings)
  assert.equal(script(clone, `grep -rlE "${token}|extraheader" .git .contender || true`), '')
})

test('without a token, or with one that may not read, the sentence says what is missing', async (t) => {
  const { clone, environment, github } = await privateClone(t)
  const { GITHUB_TOKEN, ...without } = environment
  assert.ok(GITHUB_TOKEN)
  const nobody = await judge(clone, without)
  assert.equal(nobody.code, 2)
  assert.match(nobody.error, /^error: Missing base branch `main` of pull request 1: .*; give the job `contents: read`/m)
  const weak = github.jobToken({ permissions: { issues: 'read' } })
  const refused = await judge(clone, { ...environment, GITHUB_TOKEN: weak })
  assert.equal(refused.code, 2)
  assert.match(refused.error, /`contents: read`/)
})

test('a clone without file contents reads them with the token too', async (t) => {
  const { base, clone, environment } = await privateClone(t, '--depth=1 --filter=blob:none')
  assert.equal((await judge(clone, environment)).base, base)
})

test('a checkout of the fork itself is judged by the rules of the repository that it is for', async (t) => {
  const { base, clone, environment, github } = await privateClone(t)
  script(clone, `git remote set-url origin ${github.url}/mallory/models.git`)
  const repository = { full_name: 'acme/models', default_branch: 'main' }
  const headSha = script(clone, "git cat-file commit HEAD | sed -n 's/^parent //p' | tail -1")
  const event = await runnerEvent(t, 'pull_request', { ...pullRequestPayload(headSha), repository })
  const { out } = await contender('compare --json', clone, { ...environment, ...event })
  const { against, policy } = JSON.parse(out) as Comparison
  assert.equal(against[0]!.ref, base)
  assert.equal(policy, `main of ${github.url}/acme/models (${base.slice(0, 7)})`)
})

test('the token goes to the server of the runner alone, and not where checkout left credentials', async (t) => {
  const folder = await folderWith(t)
  script(folder, 'git init -q')
  const host = {
    directory: folder,
    environment: { GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: 'https://github.com', GITHUB_TOKEN: 'ours' },
  }
  const headersFor = (url: string) =>
    withGitAccess(host, undefined, () =>
      git(folder, ['config', '--get-urlmatch', 'http.extraheader', url]).then(String, () => ''),
    )
  const ours = `Authorization: basic ${Buffer.from('x-access-token:ours').toString('base64')}\n`
  assert.equal(await headersFor('https://github.com/acme/models'), ours)
  for (const url of ['http://github.com/acme/models', 'https://github.com.evil.example/a', 'https://github.com:8443/a'])
    assert.equal(await headersFor(url), '', url)
  script(folder, 'git config http.https://github.com/.extraheader "Authorization: basic theirs"')
  assert.equal(await headersFor('https://github.com/acme/models'), 'Authorization: basic theirs\n')
})

test('settings of the environment stay beside ours', async (t) => {
  const folder = await folderWith(t)
  process.env.GIT_CONFIG_COUNT = '1'
  process.env.GIT_CONFIG_KEY_0 = 'contender.one'
  process.env.GIT_CONFIG_VALUE_0 = '1'
  t.after(() => {
    for (const name of ['GIT_CONFIG_COUNT', 'GIT_CONFIG_KEY_0', 'GIT_CONFIG_VALUE_0']) delete process.env[name]
  })
  const said = await withGitSettings([['contender.two', '2']], () =>
    git(folder, ['config', '--get-regexp', '^contender\\.']),
  )
  assert.equal(said.toString(), 'contender.one 1\ncontender.two 2\n')
})
