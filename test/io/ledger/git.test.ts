import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { gitLedger } from '../../../core/io/ledger/git.ts'
import { anchorOf } from '../../../core/ledger/anchor.ts'
import { README, README_TEXT } from '../../../core/ledger/branch.ts'
import { eventFile, eventMessage, eventPath } from '../../../core/ledger/event-file.ts'
import { commit, script } from '../../actions/repository.ts'
import { auditEvent, tagOf } from '../../ledger/events.ts'
import { raceFor } from './race-for.ts'
import { remoteWith, repository } from './repositories.ts'
import { add } from './waiting.ts'

const BRANCH = 'refs/heads/contender/ledger'

for (const format of ['sha1', 'sha256']) {
  test(`events are commits of one file each on an orphan branch, in a ${format} repository`, async (t) => {
    const folder = await repository(t, format)
    const ledger = gitLedger(folder, undefined)
    assert.equal(await ledger.head(), undefined)
    const events = [auditEvent(1), auditEvent(2, { by: { ...auditEvent(2).by, name: 'Zoë <x>' } })]
    const added = await add(ledger, events)
    assert.deepEqual(added, { head: await ledger.head() })
    const { head } = added as { head: string }
    const log = script(folder, `git log --format='%s|%an|%ae|%P' ${BRANCH}`).split('\n')
    assert.equal(log.length, 3)
    assert.match(log[0]!, /^registry.register delay\|Zoë {2}x\|ann@example.com\|[0-9a-f]+$/)
    assert.match(log[2]!, /^Begin the ledger\|Ann\|ann@example.com\|$/)
    assert.deepEqual(await ledger.read(head, 'audit'), events.map(eventFile))
    assert.equal(await ledger.file(head, README), README_TEXT)
    assert.equal(await ledger.file(head, 'none.json'), undefined)
    assert.equal(await ledger.file(head, 'audit'), undefined)
    const history = await ledger.history(head)
    assert.deepEqual(
      history.map(({ changes }) => changes),
      [README, ...events.map(eventPath)].map((path) => [{ status: 'added', path }]),
    )
    assert.deepEqual(
      history.map(({ message }) => message.trimEnd()),
      ['Begin the ledger', ...events.map((event) => eventMessage(event).trimEnd())],
    )
    assert.deepEqual(
      history.map(({ parents }) => parents),
      [[], [history[0]!.sha], [history[1]!.sha]],
    )
    assert.equal(script(folder, 'git fsck --strict --no-dangling 2>&1'), '')
  })
}

test('working files, index, HEAD and other refs stay as they are', async (t) => {
  const { clones } = await remoteWith(t)
  const folder = clones[0]!
  await writeFile(join(folder, 'a.txt'), 'changed\n')
  await writeFile(join(folder, 'b.txt'), 'staged\n')
  const state = () =>
    script(folder, 'git add b.txt', 'git status --porcelain', 'cat .git/HEAD', 'git show-ref', 'ls .git')
  const before = state()
  await add(gitLedger(folder, 'origin'), [auditEvent(1)])
  await add(gitLedger(folder, 'origin'), [auditEvent(2)])
  assert.equal(
    state()
      .split('\n')
      .filter((line) => !/ refs\/(remotes\/origin\/)?contender\/ledger$/.test(line))
      .join('\n'),
    before,
  )
})

test('a remote’s ledger is written there, and read by another clone', async (t) => {
  const { bare, clones } = await remoteWith(t, 2)
  const [first, second] = clones.map((folder) => gitLedger(folder, 'origin'))
  await add(first!, [auditEvent(1)])
  await add(second!, [auditEvent(2)])
  const head = (await first!.head())!
  assert.equal(script(bare, `git rev-parse ${BRANCH}`), head)
  assert.equal((await first!.read(head, 'audit')).length, 2)
  assert.equal((await first!.history(head)).length, 3)
})

test('a tag is made with the event it belongs to, and names the ledger’s commit', async (t) => {
  const { bare, clones } = await remoteWith(t)
  const folder = clones[0]!
  const code = script(folder, 'git rev-parse HEAD')
  for (const [place, ledger] of [
    [folder, gitLedger(folder, undefined)],
    [bare, gitLedger(folder, 'origin')],
  ] as const) {
    const name = place === folder ? 'delay@v1.0.0' : 'delay@v2.0.0'
    const added = await add(ledger, [auditEvent(1, { tag: name })], [tagOf(name, code)])
    const message = script(place, `git tag -l --format='%(contents)' "${name}"`)
    assert.equal(anchorOf(message), (added as { head: string }).head)
    assert.equal(script(place, `git rev-parse "${name}^{commit}"`), code)
    assert.equal(script(folder, `git cat-file -t "${name}"`), 'tag')
    assert.equal(script(place, `git tag -l --format='%(taggername) %(taggerdate:unix)' "${name}"`), 'Ann 1795255200')
  }
})

test('where a tag exists, here or at the remote, nothing is written', async (t) => {
  const { bare, clones } = await remoteWith(t, 2)
  const code = script(bare, 'git rev-parse main')
  await add(gitLedger(clones[0]!, 'origin'), [auditEvent(1)], [tagOf('delay@v1.0.0', code)])
  const before = script(bare, 'git show-ref')
  for (const clone of clones) {
    const ledger = gitLedger(clone, 'origin')
    assert.equal(await add(ledger, [auditEvent(2)], [tagOf('delay@v1.0.0', code)]), 'exists')
  }
  assert.equal(script(bare, 'git show-ref'), before)
  const own = gitLedger(clones[0]!, undefined)
  assert.equal(await add(own, [auditEvent(2)], [tagOf('delay@v1.0.0', code)]), 'exists')
  assert.equal(script(clones[0]!, 'git branch --list contender/ledger'), '')
})

test('an event that is there already is not added again, and never changes', async (t) => {
  const ledger = gitLedger(await repository(t), undefined)
  const added = await add(ledger, [auditEvent(1)])
  assert.deepEqual(await add(ledger, [auditEvent(1)]), added)
  await assert.rejects(add(ledger, [auditEvent(1, { reason: 'other' })]), {
    name: 'UserError',
    message: /^audit\/.*\.json is in the ledger already, and says something else/,
  })
})

test('a branch `contender`, here or at the remote, leaves no place for the ledger, and that is said at once', async (t) => {
  const { bare, clones } = await remoteWith(t, 1)
  script(bare, 'git branch contender main')
  script(clones[0]!, 'git branch contender main')
  for (const remote of ['origin', undefined])
    await assert.rejects(add(gitLedger(clones[0]!, remote), [auditEvent(1)]), {
      name: 'UserError',
      message: /^Cannot write to contender\/ledger of .*, nothing was written: a branch `contender` is there/,
    })
})

test('a branch of that name that something else made is refused and not touched', async (t) => {
  const folder = await repository(t)
  script(folder, 'git branch contender/ledger')
  const before = script(folder, 'git show-ref')
  await assert.rejects(add(gitLedger(folder, undefined), [auditEvent(1)]), {
    name: 'UserError',
    message: /^contender\/ledger of this clone is no ledger of Contender, and was not touched/,
  })
  assert.equal(script(folder, 'git show-ref'), before)
})

test('an advance from where the branch no longer is has raced', async (t) => {
  const { clones } = await remoteWith(t)
  for (const remote of [undefined, 'origin']) {
    const ledger = gitLedger(clones[0]!, remote)
    await raceFor(ledger)
    assert.equal(
      await ledger
        .head()
        .then((head) => ledger.history(head!))
        .then(({ length }) => length),
      2,
    )
  }
})

test('a ledger in a bare repository, from a detached HEAD, and before the first commit', async (t) => {
  const { bare, clones } = await remoteWith(t)
  script(clones[0]!, 'git checkout -q --detach')
  await add(gitLedger(clones[0]!, 'origin'), [auditEvent(1)])
  await add(gitLedger(bare, undefined), [auditEvent(2)])
  const empty = clones[0]!
  script(empty, 'git checkout -q --orphan new', 'git rm -rqf .')
  await add(gitLedger(empty, undefined), [auditEvent(3)])
  assert.equal(script(bare, `git rev-list --count ${BRANCH}`), '3')
  await commit(empty, { 'a.txt': 'b' })
})

test('a shallow clone fetches the ledger’s whole history, and nothing more', async (t) => {
  const { bare, clones } = await remoteWith(t, 2)
  script(clones[0]!, 'git commit -q --allow-empty -m Second', 'git push -q origin main')
  for (const n of [1, 2, 3]) await add(gitLedger(clones[0]!, 'origin'), [auditEvent(n)])
  const shallow = join(clones[1]!, 'shallow')
  script(clones[1]!, `git clone -q --depth 1 --no-single-branch "file://${bare}" shallow`)
  const ledger = gitLedger(shallow, 'origin')
  const head = (await ledger.head())!
  assert.equal((await ledger.history(head)).length, 4)
  await add(ledger, [auditEvent(4)])
  assert.equal((await ledger.history((await ledger.head())!)).length, 5)
  assert.equal(script(shallow, 'git rev-list --count main'), '1')
})
