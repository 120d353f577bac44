import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { type AuditLog, type AuditVerification, auditVerificationSchema } from '../../core/artifacts/audit.ts'
import { gitLedger } from '../../core/io/ledger/git.ts'
import { githubLedger } from '../../core/io/ledger/github.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { eventFile, eventMessage, eventPath } from '../../core/ledger/event-file.ts'
import { sayEvents } from '../../reports/audit.ts'
import { contender } from '../command-line.ts'
import { gitDataServer } from '../github/server.ts'
import { installationToken } from '../github/tokens.ts'
import { remoteWith, repository } from '../io/ledger/repositories.ts'
import { add } from '../io/ledger/waiting.ts'
import { auditEvent, tagOf } from '../ledger/events.ts'
import { registry, shared } from './registry/repository.ts'
import { script } from './repository.ts'

const AT = 'export GIT_AUTHOR_DATE=2026-11-21T10:00:40Z GIT_COMMITTER_DATE=2026-11-21T10:00:40Z'
const [FIRST, SECOND, THIRD] = [1, 2, 3].map((n) => eventPath(auditEvent(n))) as [string, string, string]
const FOURTH = auditEvent(4)

async function verify(
  folder: string,
  flags = '',
  environment = {},
): Promise<AuditVerification & { readonly code: number }> {
  const { code, error, out } = await contender(`audit verify --json ${flags}`, folder, environment)
  assert.equal(error, '')
  return { ...auditVerificationSchema.parse(JSON.parse(out)), code }
}

/** A repository whose own ledger has three events, and what `tamper` does in a working tree of the branch. */
async function tampered(t: TestContext, ...tamper: readonly string[]): Promise<string> {
  const folder = await repository(t)
  for (const n of [1, 2, 3]) await add(gitLedger(folder, undefined), [auditEvent(n)])
  if (tamper.length > 0) script(folder, 'git worktree add -q ledger contender/ledger', 'cd ledger', AT, ...tamper)
  return folder
}

const commitAll = 'git add -A && git commit -qm "Look away"'

/** A script that writes an event's file. */
function write(path: string, event: AuditEvent): string {
  return `cat > "${path}" <<'END'\n${eventFile(event).text}END`
}

/** A script that commits everything, or nothing, under a message. */
function commitSaying(message: string): string {
  return `git add -A && git commit -q --allow-empty --cleanup=verbatim -F - <<'END'\n${message}\nEND`
}

const BY_APP = { name: 'bob', email: null, via: 'app', url: null } as const
const SIGNED = auditEvent(4, { by: BY_APP, action: 'governance.sign', item: 'dpia', pull: 7, head: 'c'.repeat(40) })

const TAMPERINGS: readonly (readonly [
  what: string,
  kinds: readonly string[],
  path: string | null,
  ...script: string[],
])[] = [
  ['an edited event', ['edited'], SECOND, `sed -i s/Ann/Bob/ ${SECOND}`, commitAll],
  ['a deleted event', ['deleted'], SECOND, `git rm -q ${SECOND}`, commitAll],
  ['an event that is gone and back', ['deleted'], THIRD, `git rm -q ${THIRD}`, commitAll, 'git revert --no-edit HEAD'],
  [
    'a renamed event',
    ['renamed', 'misplaced'],
    SECOND,
    `mkdir -p runs/delay && git mv ${SECOND} runs/delay`,
    commitAll,
  ],
  ['a merge', ['merged'], null, 'git merge -q --allow-unrelated-histories -m Merge main', 'git log --oneline'],
  ['a commit without an event', ['no-event'], null, 'git commit -q --allow-empty -m Nothing'],
  [
    'a commit with two events',
    ['several-events'],
    eventPath(FOURTH),
    write(eventPath(FOURTH), FOURTH),
    write(eventPath(auditEvent(5)), auditEvent(5)),
    commitAll,
  ],
  ['a file that is no event', ['stray-file'], 'notes.txt', 'echo x > notes.txt', commitAll],
  ['a changed README', ['readme'], 'README.md', 'echo x >> README.md', commitAll],
  ['an event that is not JSON', ['unreadable'], eventPath(FOURTH), `echo '{' > ${eventPath(FOURTH)}`, commitAll],
  [
    'a submodule in the place of an event',
    ['unreadable'],
    eventPath(FOURTH),
    `git update-index --add --cacheinfo 160000,$(git rev-parse main),${eventPath(FOURTH)} && git commit -qm "Look away"`,
  ],
  [
    'an event at the place of another',
    ['misplaced'],
    eventPath(FOURTH),
    write(eventPath(FOURTH), auditEvent(5)),
    commitAll,
  ],
  [
    'an event twice',
    ['misplaced', 'repeated-id'],
    eventPath(FOURTH),
    write(eventPath(FOURTH), auditEvent(1)),
    commitAll,
  ],
  [
    'an event whose time is not that of its id',
    ['wrong-time'],
    eventPath(FOURTH),
    write(eventPath(FOURTH), { ...FOURTH, at: '2026-11-20T10:00:00.000Z' }),
    commitAll,
  ],
  [
    'an event that is committed a day later',
    ['wrong-time'],
    eventPath(FOURTH),
    write(eventPath(FOURTH), FOURTH),
    'export GIT_COMMITTER_DATE=2026-11-22T10:00:40Z',
    commitAll,
  ],
  [
    'a message that tells another event than its file',
    ['wrong-message'],
    eventPath(FOURTH),
    write(eventPath(FOURTH), FOURTH),
    commitSaying(eventMessage({ ...FOURTH, by: { ...FOURTH.by, name: 'Bob' } })),
  ],
  [
    'a message that tells of an event, and a file of none',
    ['no-event', 'wrong-message'],
    null,
    commitSaying(eventMessage(auditEvent(4, { action: 'governance.sign', item: 'dpia' }))),
  ],
  [
    'a message that tells something that is no event',
    ['wrong-message'],
    eventPath(FOURTH),
    write(eventPath(FOURTH), FOURTH),
    commitSaying(eventMessage(FOURTH).replace('"model":', '"modle":')),
  ],
  [
    'a sign-off that its message does not tell of',
    ['wrong-message'],
    eventPath(SIGNED),
    write(eventPath(SIGNED), SIGNED),
    commitSaying('governance.sign dpia'),
  ],
]

for (const [what, kinds, path, ...lines] of TAMPERINGS) {
  test(`audit verify finds ${what}`, async (t) => {
    const folder = await tampered(t, ...lines)
    const { code, findings } = await verify(folder)
    assert.equal(code, 1)
    const head = script(folder, 'git rev-parse contender/ledger')
    assert.deepEqual(
      findings.map(({ kind }) => kind).filter((kind) => kind !== 'stray-file' || kinds.includes(kind)),
      kinds,
    )
    if (path !== null) assert.equal(findings[0]!.path, path)
    if (!lines.join().includes('revert')) assert.equal(findings[0]!.commit, head)
  })
}

test('audit verify passes a ledger that was only added to, and says what it held against what', async (t) => {
  const folder = await tampered(t)
  const { code, out } = await contender('audit verify', folder)
  const head = script(folder, 'git rev-parse contender/ledger')
  assert.equal(
    out,
    `contender/ledger of this clone  PASS\n  3 events in 4 commits; held against 0 tags and 0 remembered commits\n  head ${head}\n`,
  )
  assert.equal(code, 0)
  assert.equal((await verify(folder, `--head ${head.slice(0, 10)}`)).anchors, 1)
})

test('audit verify passes commits of older versions, whose message is a line, beside those that tell their event', async (t) => {
  const line = eventMessage(FOURTH).split('\n')[0]!
  const folder = await tampered(t, write(eventPath(FOURTH), FOURTH), commitSaying(line))
  await add(gitLedger(folder, undefined), [
    { ...SIGNED, ...{ id: auditEvent(5).id, at: auditEvent(5).at, reason: 'a\u2028b' } },
  ])
  const { code, events, findings, kinds } = await verify(folder)
  assert.deepEqual([code, events, findings], [0, 5, []])
  assert.equal(
    Object.values(kinds).reduce((sum, each) => sum + each),
    5,
  )
  assert.equal(kinds.audit, (JSON.parse((await contender('audit log --json', folder)).out) as AuditLog).events.length)
})

test('sayEvents: what else a ledger has than its audit log', () => {
  const kinds = { audit: 2, runs: 1, drift: 0, retrain: 3 }
  assert.equal(
    sayEvents({ commits: 7, events: 6, kinds }),
    '6 events in 7 commits (2 of the audit log, 1 run, 3 retrainings)',
  )
})

test('audit verify passes where there is no ledger yet', async (t) => {
  const { code, out } = await contender('audit verify', await repository(t))
  assert.equal(
    out,
    'contender/ledger of this clone  PASS\n  no event yet; held against 0 tags and 0 remembered commits\n',
  )
  assert.equal(code, 0)
})

/** Writes the ledger anew from its first commit on, with the commits of events in this order. */
const rewrite = (order: string, ...more: readonly string[]) => [
  'git tag -f old -m old >/dev/null && git reset -q --hard $(git rev-list --max-parents=0 HEAD)',
  `for at in ${order}; do git cherry-pick old~$at >/dev/null; done`,
  'git tag -d old >/dev/null',
  ...more,
]

const REWRITINGS = [
  ['reordered', THIRD, rewrite('2 0 1')],
  ['deleted', SECOND, rewrite('2 0')],
  ['edited', THIRD, rewrite('2 1 0', `sed -i s/Ann/Bob/ ${THIRD}`, 'git commit -q --amend -am Look')],
] as const

for (const [kind, path, lines] of REWRITINGS) {
  test(`audit verify names an event that was ${kind} by a force-push, from what a clone has seen`, async (t) => {
    const { bare, clones } = await remoteWith(t, 2)
    for (const n of [1, 2, 3]) await add(gitLedger(clones[0]!, 'origin'), [auditEvent(n)])
    assert.equal((await verify(clones[1]!)).code, 0)
    script(bare, 'git worktree add -q ledger contender/ledger', 'cd ledger', AT, ...lines)
    for (const clone of clones) {
      const { code, findings } = await verify(clone)
      assert.equal(code, 1)
      assert.deepEqual(
        findings.map((finding) => [finding.kind, finding.path]),
        [
          ['rewritten', null],
          [kind, path],
        ],
      )
    }
    assert.equal((await verify(clones[0]!)).findings.length, 2, 'it is found again the next time')
  })
}

test('audit verify sees a force-push from a fresh clone by the tags alone, and by --head', async (t) => {
  const { bare, clones } = await remoteWith(t)
  const [folder] = clones as [string]
  const tag = 'delay@v1.0.2'
  const [code, ledger] = [script(folder, 'git rev-parse HEAD'), gitLedger(folder, 'origin')]
  await add(ledger, [auditEvent(1)])
  await add(ledger, [auditEvent(2, { tag, commit: code })], [tagOf(tag, code)])
  const noted = script(bare, 'git rev-parse contender/ledger')
  script(
    bare,
    'git worktree add -q ledger contender/ledger',
    'cd ledger',
    'git reset -q --hard HEAD~',
    'git reflog expire --expire=all --all',
    'git prune',
  )
  script(folder, 'cd ..', `git clone -q "file://${bare}" fresh`)
  const fresh = folder.replace(/0$/, 'fresh')
  const { findings } = await verify(fresh, `--head ${noted.slice(0, 12)}`)
  assert.deepEqual(
    findings.map(({ commit, kind, tag }) => [kind, commit, tag]),
    [
      ['rewritten', noted, tag],
      ['rewritten', noted.slice(0, 12), null],
    ],
  )
  assert.match(
    findings[0]!.message,
    /^The ledger was rewritten: it had the commit [0-9a-f]{10}, as the tag delay@v1\.0\.2 says/,
  )
})

test('audit verify holds tags and events against each other', async (t) => {
  const folder = await repository(t)
  script(
    folder,
    'git tag -a -m x "other" && GIT_COMMITTER_DATE=2020-01-01T00:00:00Z git tag -a -m "by gto" "delay@v0.1.0"',
  )
  const code = script(folder, 'git rev-parse HEAD')
  for (const n of [1, 2, 3, 4]) {
    const tag = `delay@v1.0.${n}`
    await add(gitLedger(folder, undefined), [auditEvent(n, { tag, commit: code })], [tagOf(tag, code)])
  }
  const good = await verify(folder)
  assert.deepEqual([good.code, good.tags, good.notes], [0, 5, ['The tag delay@v0.1.0 is older than the ledger']])
  script(
    folder,
    AT,
    'git commit -q --allow-empty -m Second',
    'git tag -d "delay@v1.0.1"',
    'git for-each-ref --format="%(contents)" "refs/tags/delay@v1.0.2" | git tag -f -a -F - "delay@v1.0.2" HEAD',
    'git tag -f -a -m "mine" "delay@v1.0.3" HEAD~',
    'git tag -a -m "by hand" "delay#production#9"',
  )
  const { findings } = await verify(folder)
  assert.deepEqual(
    findings.map(({ kind, path, tag }) => [kind, tag, path]),
    [
      ['tag-without-event', 'delay#production#9', null],
      ['wrong-tag', 'delay@v1.0.3', THIRD],
      ['event-without-tag', 'delay@v1.0.1', FIRST],
      ['wrong-tag', 'delay@v1.0.2', SECOND],
    ],
  )
})

/** What is put in the place of a tag, at origin. */
function remake(bare: string, tag: string, sed: string): void {
  script(bare, `git update-ref "refs/tags/${tag}" "$(git cat-file tag "${tag}" | sed '${sed}' | git mktag)"`)
}

for (const [what, tag, sed, message] of [
  [
    'dated later, so that its version holds the stage again',
    'delay#dev#1',
    's/^\\(tagger .*> \\)[0-9]*/\\14000000000/',
    /^The tag delay#dev#2 is dated .*, before delay#dev#1 \(2096-10-02.*\), whose event came first: audit\//,
  ],
  [
    'dated before its event',
    'delay#dev#2',
    's/^\\(tagger .*> \\)[0-9]*/\\11000000000/',
    /^The tag delay#dev#2 is dated 2001-09-09T01:46:40\.000Z, and its event is of 2026-11-21T10:00:00\.000Z: audit\//,
  ],
  [
    'naming other bytes',
    'delay@v1.0.0',
    's/sha256:[0-9a-f]*/sha256:00/',
    /^The tag delay@v1\.0\.0 names the model file sha256:00, and its event sha256:[0-9a-f]{64}: audit\//,
  ],
] as const) {
  test(`audit verify finds a tag that was made anew, ${what}`, async (t) => {
    const { bare, clones, commits } = await shared(t, 2, 2)
    const [one, other] = clones as [string, string]
    for (const commit of commits) await registry(one, `register delay --commit ${commit}`)
    for (const version of ['v1.0.0', 'v1.1.0']) await registry(one, `assign delay ${version} dev`)
    assert.equal((await verify(one)).code, 0)
    remake(bare, tag, sed)
    const fresh = await verify(other)
    assert.deepEqual([fresh.code, fresh.findings.map(({ kind }) => kind)], [1, ['wrong-tag']])
    assert.match(fresh.findings[0]!.message, message)
    assert.deepEqual(
      (await verify(one)).findings.map(({ message }) => message),
      [`The tag ${tag} is another at origin than in this clone: someone made it anew`],
    )
  })
}

test('audit verify is not led on by what a tag claims: an old date beside a new anchor, a commit of the code', async (t) => {
  const folder = await tampered(t)
  const [head, code] = script(folder, 'git rev-parse contender/ledger main').split('\n') as [string, string]
  script(
    folder,
    'export GIT_COMMITTER_DATE=2020-01-01T00:00:00Z',
    `git tag -a -m "Ledger: ${head}" "delay@v0.1.0"`,
    `git tag -a -m "Ledger: ${code}" "delay@v0.2.0"`,
  )
  const { findings } = await verify(folder)
  assert.deepEqual(
    findings.map(({ commit, kind, tag }) => [kind, tag, commit]),
    [
      ['rewritten', 'delay@v0.2.0', code],
      ['tag-without-event', 'delay@v0.1.0', null],
    ],
  )
})

test('audit verify finds another branch in the place of a ledger that this clone has seen', async (t) => {
  const { bare, clones } = await remoteWith(t)
  await add(gitLedger(clones[0]!, 'origin'), [auditEvent(1)])
  script(bare, 'git branch -f contender/ledger main')
  const { code, findings } = await verify(clones[0]!)
  assert.equal(code, 1)
  assert.deepEqual(
    findings.map(({ kind }) => kind),
    ['stray-file', 'rewritten', 'deleted'],
  )
})

test('audit verify and log work in a bare repository', async (t) => {
  const { bare, clones } = await remoteWith(t)
  await add(gitLedger(clones[0]!, 'origin'), [auditEvent(1)])
  script(bare, 'git remote remove origin')
  assert.equal((await verify(bare)).events, 1)
  assert.match((await contender('audit log', bare)).out, /v1\.0\.1/)
})

test('audit verify refuses a branch that never was a ledger, and a folder outside Git', async (t) => {
  const folder = await repository(t)
  script(folder, 'git branch contender/ledger')
  const { code, error } = await contender('audit verify', folder)
  assert.match(
    error,
    /^error: contender\/ledger of this clone is no ledger of Contender: its first commit, [0-9a-f]{10}, does not say so/,
  )
  assert.equal(code, 2)
  assert.match(
    (await contender('audit verify --head xyz', folder)).error,
    /^error: Unexpected value `xyz` of --head, expected a commit/,
  )
  assert.match((await contender('audit verify', '/')).error, /is not in a Git repository/)
})

test('audit verify reads the whole ledger in a shallow clone', async (t) => {
  const { bare, clones } = await remoteWith(t)
  for (const n of [1, 2, 3]) await add(gitLedger(clones[0]!, 'origin'), [auditEvent(n)])
  script(clones[0]!, 'cd ..', `git clone -q --depth 1 --no-single-branch "file://${bare}" shallow`)
  const { code, events } = await verify(clones[0]!.replace(/0$/, 'shallow'))
  assert.deepEqual([code, events], [0, 3])
})

test('audit verify names what says that it came by way of the App and somebody else wrote, where GitHub can be asked', async (t) => {
  const { bare, clones } = await remoteWith(t)
  const [folder] = clones as [string]
  const { github, url } = await gitDataServer(t, bare)
  github.setClock(Date.parse('2026-11-21T10:00:40Z'))
  const place = { owner: 'acme', repo: 'models', url, second: 1 }
  const repository = github.world.repositoryId
  const byApp = githubLedger({ ...place, token: installationToken(github.world).value })
  await add(byApp, [{ ...SIGNED, repository }])
  const forged = auditEvent(5, {
    repository,
    by: BY_APP,
    action: 'governance.sign',
    item: 'dpia',
    pull: 7,
    head: 'c'.repeat(40),
  })
  const unasked = await verify(folder)
  assert.deepEqual([unasked.code, unasked.findings], [0, []])
  assert.match(unasked.notes.join(), /^1 event by way of the App: .* set GITHUB_TOKEN and GITHUB_REPOSITORY$/)
  const environment = { GITHUB_API_URL: url, GITHUB_REPOSITORY: 'acme/models', GITHUB_TOKEN: 'good' }
  const asked = await verify(folder, '', environment)
  assert.deepEqual(asked.notes, ['1 event by way of the App, signed by GitHub for contender[bot]'])
  await add(gitLedger(folder, 'origin'), [forged])
  // What it did in another repository is signed as well; and no sign-off comes from a workflow.
  const elsewhere = { ...forged, ...auditEvent(6), by: BY_APP, repository: repository + 1 }
  await add(byApp, [elsewhere])
  const byWorkflow = auditEvent(7, { by: { ...BY_APP, via: 'workflow' }, action: 'governance.sign', item: 'dpia' })
  await add(gitLedger(folder, 'origin'), [byWorkflow])
  const { code, findings } = await verify(folder, '', environment)
  assert.equal(code, 1)
  assert.deepEqual(
    findings.map(({ kind, path }) => [kind, path]),
    [
      ['unsigned', eventPath(forged)],
      ['foreign', eventPath(elsewhere)],
      ['unsigned', eventPath(byWorkflow)],
    ],
  )
  assert.match(findings[0]!.message, /says that bob acted by way of the App, and somebody else than an App wrote it/)
  assert.match(findings[1]!.message, /bob acted by way of the App, and does not say that it was here: audit.*counts/)
  assert.match(findings[2]!.message, /bob did what the App alone does, without it: audit.* counts for nothing/)
  const alone = await verify(folder)
  assert.deepEqual(
    alone.findings.map(({ path }) => path),
    [eventPath(byWorkflow)],
  )
  const { out: table } = await contender('audit export', folder, environment)
  const rows = table.trim().split('\r\n')
  const signedBy = rows[0]!.split(',').indexOf('signed_by')
  assert.deepEqual(
    rows.slice(-4).map((row) => row.split(',').at(signedBy - rows[0]!.split(',').length)),
    ['contender[bot]', '', '', ''],
  )
  const { out: log } = await contender('audit log', folder, environment)
  assert.equal(log.match(/no: not written by an App/g)?.length, 2)
})
