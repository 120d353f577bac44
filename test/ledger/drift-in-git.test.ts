import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gitLedger } from '../../core/io/ledger/git.ts'
import { driftOfMessage, tellDrift } from '../../core/ledger/drift-told.ts'
import { eventFile, eventMessage, parseEvent } from '../../core/ledger/event-file.ts'
import { script } from '../actions/repository.ts'
import { contender } from '../command-line.ts'
import { repository } from '../io/ledger/repositories.ts'
import { add } from '../io/ledger/waiting.ts'
import { driftEvent } from './drift-event.ts'
import { auditEvent } from './events.ts'

/** Of the day on which the audit events are: a ledger's times may not go far back. */
const today = (n: number, more: Parameters<typeof driftEvent>[1]) => {
  const { at, id } = auditEvent(n)
  return { ...driftEvent(n, more), at, id }
}

test('windows of production in a real ledger: read back, told by messages, sound to audit verify, unless a message lies', async (t) => {
  const folder = await repository(t)
  const events = [auditEvent(1), today(2, { verdict: 'watch' }), today(3, { model: 'team/churn', verdict: 'drift' })]
  for (const event of events) await add(gitLedger(folder, undefined), [event])
  const ledger = gitLedger(folder, undefined)
  const files = await ledger.read((await ledger.head())!, 'drift')
  assert.deepEqual(files.map(parseEvent), events.slice(1))
  const messages = script(folder, 'git log -z --format=%B contender/ledger -- drift').split('\0').filter(Boolean)
  assert.deepEqual(
    messages.map((message) => driftOfMessage(message)),
    events
      .slice(1)
      .toReversed()
      .map((event) => tellDrift(event as ReturnType<typeof today>)),
  )
  const { code, out } = await contender('audit verify', folder)
  assert.equal(code, 0, out)

  const forged = today(4, { verdict: 'drift' })
  const { path, text } = eventFile(forged)
  const lie = eventMessage(forged).replaceAll('"verdict":"drift"', '"verdict":"stable"')
  const at = `export GIT_AUTHOR_DATE=${forged.at} GIT_COMMITTER_DATE=${forged.at}`
  const addForged = `cat > ${path} <<'END'\n${text}END\ngit add -A && git commit -q --cleanup=verbatim -F - <<'END'\n${lie}END`
  script(folder, 'git worktree add -q ledger contender/ledger', 'cd ledger', at, addForged)
  const found = await contender('audit verify', folder)
  assert.equal(found.code, 1)
  assert.match(found.out, /tells of a window otherwise than its file: drift\/delay\//)
})
