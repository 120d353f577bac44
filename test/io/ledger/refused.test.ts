import assert from 'node:assert/strict'
import { chmod, mkdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { gitLedger } from '../../../core/io/ledger/git.ts'
import { oldGit } from '../../../core/io/ledger/git-said.ts'
import { script } from '../../actions/repository.ts'
import { ANN, auditEvent, tagOf } from '../../ledger/events.ts'
import { remoteWith, repository } from './repositories.ts'
import { add } from './waiting.ts'

const BRANCH = 'refs/heads/contender/ledger'

test('a push that the server refuses ends with the server’s words, and neither branch nor tag is written', async (t) => {
  const { bare, clones } = await remoteWith(t)
  const hook = join(bare, 'hooks', 'update')
  await mkdir(join(bare, 'hooks'), { recursive: true })
  await writeFile(
    hook,
    '#!/bin/sh\ncase $1 in refs/heads/*) echo "GH006: Protected branch update failed" >&2; exit 1;; esac\n',
  )
  await chmod(hook, 0o755)
  const before = script(bare, 'git show-ref')
  const tags = [tagOf('delay@v1.0.0', script(bare, 'git rev-parse main'))]
  await assert.rejects(add(gitLedger(clones[0]!, 'origin'), [auditEvent(1)], tags), {
    name: 'UserError',
    message:
      /^Cannot write to contender\/ledger of origin, nothing was written: .*GH006: Protected branch update failed/,
  })
  assert.equal(script(bare, 'git show-ref'), before)
  assert.equal(script(clones[0]!, 'git tag -l; git for-each-ref refs/contender'), '')
})

test('a remote that cannot be reached is one clear sentence, without the password in its address', async (t) => {
  const { clones } = await remoteWith(t)
  const ledger = gitLedger(clones[0]!, 'origin')
  script(clones[0]!, 'git remote set-url origin http://ann:secret@127.0.0.1:1/none.git')
  await assert.rejects(add(ledger, [auditEvent(1)]), (error: Error) => {
    assert.equal(error.name, 'UserError')
    assert.match(error.message, /^Cannot reach the ledger, contender\/ledger of origin: .*127\.0\.0\.1/)
    assert.match(
      error.message,
      /; check the connection and your access, or keep to this clone's own ledger with --local$/,
    )
    assert.doesNotMatch(error.message, /secret/)
    return true
  })
})

test('a remote that lost its ledger is not begun anew', async (t) => {
  const { bare, clones } = await remoteWith(t)
  const ledger = gitLedger(clones[0]!, 'origin')
  const { head } = (await add(ledger, [auditEvent(1)])) as { head: string }
  script(bare, `git update-ref -d ${BRANCH}`)
  await assert.rejects(add(ledger, [auditEvent(2)]), {
    name: 'UserError',
    message: new RegExp(
      `^origin has no branch contender/ledger any more, though this clone has seen it at ${head}: restore it with`,
    ),
  })
  script(clones[0]!, `git push -q origin ${head}:${BRANCH}`)
  await add(ledger, [auditEvent(2)])
  assert.equal(script(bare, `git rev-list --count ${BRANCH}`), '3')
})

test('hooks and settings of the person do not reach into a push', async (t) => {
  const { bare, clones } = await remoteWith(t)
  const folder = clones[0]!
  for (const name of ['pre-push', 'reference-transaction', 'post-update']) {
    await writeFile(join(folder, '.git/hooks', name), '#!/bin/sh\nexit 1\n')
    await chmod(join(folder, '.git/hooks', name), 0o755)
  }
  const settings = [
    'push.followTags true',
    'fetch.prune true',
    'fetch.pruneTags true',
    'log.showSignature true',
    'log.date relative',
    'push.default nothing',
    'diff.noprefix true',
    'color.ui always',
    'core.quotePath false',
    'push.gpgSign if-asked',
  ]
  script(
    folder,
    'git config core.hooksPath /dev/null',
    'git tag -a -m own own',
    'git config --unset core.hooksPath',
    ...settings.map((setting) => `git config ${setting}`),
  )
  const ledger = gitLedger(folder, 'origin')
  for (const n of [1, 2]) await add(ledger, [auditEvent(n)])
  assert.equal((await ledger.history((await ledger.head())!)).length, 3)
  assert.equal(script(bare, 'git tag -l'), '')
  assert.equal(script(folder, 'git config core.hooksPath /dev/null; git tag -l'), 'own')
})

test('a lock that a killed git left behind is taken away; one that is held is waited for', async (t) => {
  const folder = await repository(t)
  const ledger = gitLedger(folder, undefined)
  await add(ledger, [auditEvent(1)])
  const lock = join(folder, '.git', `${BRANCH}.lock`)
  await writeFile(lock, '')
  const from = await ledger.head()
  const to = await ledger.commit(from, [
    { file: { path: 'audit/x.json', text: '{}\n' }, message: 'x', by: { ...ANN, at: new Date(0) }, byApp: false },
  ])
  assert.equal(await ledger.advance(from, to, []), 'raced')
  assert.equal(await ledger.head(), from)
  await utimes(lock, new Date(0), new Date(0))
  assert.equal(await ledger.advance(from, to, []), 'raced')
  assert.equal(await ledger.advance(from, to, []), 'done')
})

test('who has no name in Git is told to set one, and nothing is written', async (t) => {
  const ledger = gitLedger(await repository(t), undefined)
  await assert.rejects(add(ledger, [auditEvent(1, { by: { ...ANN, name: 'unknown', email: null } })]), {
    name: 'UserError',
    message: /^Git does not know your name, .*run `git config user\.name "Your Name"`/,
  })
  assert.equal(await ledger.head(), undefined)
})

test('a git that does not know an option of ours is said to be too old', async (t) => {
  const folder = await repository(t)
  const error = Object.assign(new Error('failed'), {
    stderr: "error: unknown option `no-write-fetch-head'\nusage: git fetch\n",
  })
  await assert.rejects(oldGit(folder, Promise.reject(new Error('git', { cause: error }))), {
    name: 'UserError',
    message: /^The ledger needs git 2\.29 or newer, found git version \d/,
  })
})
