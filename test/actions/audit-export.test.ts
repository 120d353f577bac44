import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { auditExportSchema } from '../../core/artifacts/audit.ts'
import { gitLedger } from '../../core/io/ledger/git.ts'
import { contender } from '../command-line.ts'
import { gitDataServer } from '../github/server.ts'
import { repository } from '../io/ledger/repositories.ts'
import { add } from '../io/ledger/waiting.ts'
import { auditEvent } from '../ledger/events.ts'
import { script } from './repository.ts'

const SIGNED = auditEvent(3, {
  action: 'governance.sign',
  by: { name: 'ann', email: null, via: 'app', url: 'https://github.com/acme/models/pull/7#issuecomment-9' },
  model: null,
  version: null,
  pull: 7,
  head: 'a'.repeat(40),
  item: 'dpia',
  role: '@acme/privacy',
  digests: { delay: `sha256:${'1'.repeat(64)}`, fraud: `sha256:${'2'.repeat(64)}` },
  comment: 9,
  delivery: 'f00',
  reason: '=HYPERLINK("http://x"),\n"yes"',
})
const EVENTS = [auditEvent(1), auditEvent(2, { reason: `the token is ghp_${'a'.repeat(36)}` }), SIGNED]

/** Events at 10:00:01, 10:00:02 and 10:00:03. */
async function ledger(t: TestContext): Promise<{ folder: string; head: string }> {
  const folder = await repository(t)
  await add(gitLedger(folder, undefined), EVENTS)
  return { folder, head: script(folder, 'git rev-parse contender/ledger') }
}

async function exported(folder: string, flags: string) {
  const { code, error, out } = await contender(`audit export ${flags} --json`, folder)
  assert.deepEqual([code, error], [0, ''])
  return auditExportSchema.parse(JSON.parse(out))
}

test('audit export gives the events of a period: from its first moment on, and before its last', async (t) => {
  const { folder, head } = await ledger(t)
  const all = await exported(folder, '')
  assert.deepEqual(
    { ...all, events: all.events.length },
    {
      schema: 'contender/audit-export@1',
      place: 'contender/ledger of this clone',
      head,
      from: null,
      to: null,
      events: 3,
      signers: null,
    },
  )
  const times = async (flags: string) => (await exported(folder, flags)).events.map(({ at }) => at.slice(17, 19))
  assert.deepEqual(await times('--from 2026-11-21T10:00:02Z'), ['02', '03'])
  assert.deepEqual(await times('--to 2026-11-21T10:00:03'), ['01', '02'])
  assert.deepEqual(await times('--from 2026-11-21T11:00:01+01:00 --to 2026-11-21T10:00:02Z'), ['01'])
  assert.deepEqual(await times('--from 2026-11-21 --to 2026-11-22'), ['01', '02', '03'])
  assert.deepEqual(await times('--to 2026-11-21'), [])
  const { from, to } = await exported(folder, '--from "2026-11-01 09:30" --to 2026-12-01')
  assert.deepEqual([from, to], ['2026-11-01T09:30:00.000Z', '2026-12-01T00:00:00.000Z'])
})

test('audit export as CSV: one event a row, no formula, no secret, and the head of the ledger in each', async (t) => {
  const { folder, head } = await ledger(t)
  const { out } = await contender('audit export', folder)
  const [names, first, second, ...third] = out.split('\r\n')
  assert.equal(
    names,
    'at,id,action,by,email,via,role,model,version,stage,commit,artifact,tag,pull,head,item,gate,digests,policy_before,policy_after,reason,comment,delivery,url,repository,signed_by,ledger',
  )
  assert.equal(
    first,
    `2026-11-21T10:00:01.000Z,${EVENTS[0]!.id},registry.register,Ann,ann@example.com,command line,,delay,v1.0.1,,,,,,,,,,,,,,,,,not asked,${head}`,
  )
  assert.match(second!, /,the token is \*\*\*,/)
  assert.equal(
    third.join('\r\n'),
    `2026-11-21T10:00:03.000Z,${SIGNED.id},governance.sign,ann,,app,'@acme/privacy,,,,,,,7,${SIGNED.head},dpia,,delay sha256:${'1'.repeat(64)}; fraud sha256:${'2'.repeat(64)},,,"'=HYPERLINK(""http://x""),\n""yes""",9,f00,${SIGNED.by.url},,not asked,${head}\r\n`,
  )
})

test('audit export writes a file, and says how much of when it holds and what it was read from', async (t) => {
  const { folder, head } = await ledger(t)
  const { code, out } = await contender('audit export --from 2026-11-21 --format json --out a/q4.json', folder)
  assert.equal(code, 0)
  assert.equal(
    out,
    `3 events from 2026-11-21T00:00:00.000Z on: a/q4.json\n  read from contender/ledger of this clone at ${head}\n`,
  )
  const { events } = auditExportSchema.parse(JSON.parse(await readFile(join(folder, 'a/q4.json'), 'utf8')))
  assert.deepEqual(events.at(-1), SIGNED)
  const none = await contender('audit export --out none.csv', await repository(t))
  assert.equal(none.out, '0 events of all time: none.csv\n  read from contender/ledger of this clone has none yet\n')
})

test('audit export in a workflow reads the ledger through GitHub’s API', async (t) => {
  const { folder, head } = await ledger(t)
  const { url } = await gitDataServer(t, join(folder, '.git'))
  const environment = {
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/models',
    GITHUB_TOKEN: 'good',
    GITHUB_API_URL: url,
  }
  const { out } = await contender('audit export --format json', folder, environment)
  const { events, head: read, place } = auditExportSchema.parse(JSON.parse(out))
  assert.deepEqual([place, read, events.length], ['contender/ledger of acme/models', head, 3])
})

for (const [flags, message] of [
  [
    '--from yesterday',
    'Unexpected `yesterday` of --from, expected a date such as 2026-11-21 or a time such as 2026-11-21T09:30Z, in UTC where it names no zone',
  ],
  [
    '--to 2026-02-30',
    'Unexpected `2026-02-30` of --to, expected a date such as 2026-11-21 or a time such as 2026-11-21T09:30Z, in UTC where it names no zone',
  ],
  [
    '--to 2026-11-21T25:00',
    'Unexpected `2026-11-21T25:00` of --to, expected a date such as 2026-11-21 or a time such as 2026-11-21T09:30Z, in UTC where it names no zone',
  ],
  [
    '--from 2026-11-21 --to 2026-11-21',
    'Unexpected `2026-11-21` of --to, expected a time after --from `2026-11-21`: the end itself is left out',
  ],
] as const) {
  test(`audit export refuses a wrong period in one sentence: ${flags}`, async (t) => {
    const { code, error } = await contender(`audit export ${flags}`, await repository(t))
    assert.deepEqual([code, error], [2, `error: ${message}\n`])
  })
}
