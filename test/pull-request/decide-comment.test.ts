import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { markComment, readCommentState } from '../../core/pull-request/comment-state.ts'
import { decideComment, type ExistingComment } from '../../core/pull-request/decide-comment.ts'
import { BOT, comment, HEAD, stated, wanted } from './conversation.ts'

const decide = (existing: ExistingComment[], want = wanted(), head = HEAD, authors = [BOT]) =>
  decideComment({ existing, wanted: want, head, authors })
const OLDER = 'b'.repeat(40)

test('readCommentState: reads what markComment wrote, and only at the very beginning', () => {
  const state = stated({ run: 12_345_678_901, attempt: 3 })
  const mark = markComment(state)
  assert.match(mark, /^<!-- contender:report [A-Za-z0-9+/=]+ -->$/)
  assert.deepEqual(readCommentState(`${mark}\n## Pass`), state)
  assert.equal(readCommentState(`> ${mark}`), undefined)
  assert.equal(readCommentState(`Look:\n${mark}`), undefined)
  assert.equal(readCommentState('<!-- contender:report e30= -->'), undefined)
  assert.equal(readCommentState('<!-- contender:report %%% -->'), undefined)
  assert.equal(readCommentState(`<!-- contender:report ${btoa('{"v":2}')} -->`), undefined)
})

test('decideComment: there is none, so one is made; but not for what is not worth a mail', () => {
  assert.deepEqual(decide([]), { do: 'create' })
  assert.deepEqual(decide([comment(1, 'hello', 'ann')]), { do: 'create' })
  assert.deepEqual(decide([], { ...wanted(), create: false }), { do: 'nothing', because: 'nothing to say' })
})

test('decideComment: our mark in a comment of somebody else is not ours', () => {
  assert.deepEqual(decide([comment(1, wanted().body, 'mallory')]), { do: 'create' })
  assert.deepEqual(decide([comment(1, wanted({ by: 'app' }).body, 'mallory')]), { do: 'create' })
})

test('decideComment: a comment that says the same is left, whatever GitHub did to its line ends', () => {
  const { body } = wanted()
  const answer = decide([comment(1, `${body.replaceAll('\n', '\r\n')}\r\n`)])
  assert.equal(answer.do, 'leave')
})

test('decideComment: an older head never overwrites, a newer one always does', () => {
  const existing = [comment(1, wanted({ run: 9 }).body)]
  assert.deepEqual(decide(existing, wanted({ head: OLDER, run: 10 })), { do: 'nothing', because: 'older head' })
  assert.deepEqual(decide([], wanted({ head: OLDER })), { do: 'nothing', because: 'older head' })
  const pushed = decide(existing, wanted({ head: OLDER, run: 2 }), OLDER)
  assert.ok(pushed.do === 'update' && pushed.body === wanted({ head: OLDER, run: 2 }).body)
})

test('decideComment: of one head, the newer run and the newer attempt rule', () => {
  const rules = (there: object, want: object) => decide([comment(1, wanted(there).body)], wanted(want)).do
  assert.equal(rules({ run: 9 }, { run: 10 }), 'update')
  assert.equal(rules({ run: 10 }, { run: 9 }), 'leave')
  assert.equal(rules({ run: 9, attempt: 1 }, { run: 9, attempt: 2 }), 'update')
  assert.equal(rules({ run: 9, attempt: 2 }, { run: 9, attempt: 1 }), 'leave')
})

test('decideComment: a newer run that says the same of the same commit writes nothing, until somebody edits the comment', () => {
  const said = (run: number, text = 'Report') => {
    const { body, ...rest } = wanted({ run })
    const link = `https://github.com/acme/models/actions/runs/${run}`
    return { ...rest, body: `${body.split('\n')[0]}\n${text}, [the run](${link})` }
  }
  assert.equal(decide([comment(1, said(1).body)], said(20)).do, 'leave')
  assert.equal(decide([comment(1, said(1, 'All is well').body)], said(20)).do, 'update')
  const other = { ...said(1), body: said(1).body.replace(/^.*/, markComment(stated({ head: OLDER }))) }
  assert.equal(decide([comment(1, other.body)], said(20)).do, 'update')
  assert.equal(decide([comment(1, said(1).body), comment(2, said(3).body)], said(20)).do, 'leave')
})

test('decideComment: of several the oldest is kept, with what the newest says', () => {
  const existing = [comment(5, wanted({ run: 4 }).body), comment(3, wanted({ run: 2 }).body), comment(8, 'x', 'ann')]
  assert.deepEqual(decide(existing, wanted({ run: 3 })), {
    do: 'update',
    comment: { ...comment(3, wanted({ run: 2 }).body), state: stated({ run: 2 }) },
    body: wanted({ run: 4 }).body,
    remove: [5],
  })
})

test('decideComment: the App takes over a comment of the action, which then leaves it alone', () => {
  const existing = [comment(1, wanted({ run: 9 }).body)]
  const want = wanted({ run: 9, by: 'app' }, 'Checklist')
  const taken = decide(existing, want, HEAD, ['contender[bot]', BOT])
  assert.ok(taken.do === 'update' && taken.comment.id === 1)
  assert.deepEqual(decide([comment(1, want.body)], wanted({ run: 10 })), { do: 'nothing', because: 'kept by the App' })
  assert.deepEqual(decide([comment(1, want.body, 'contender[bot]')]), { do: 'nothing', because: 'kept by the App' })
})

test('decideComment: whatever others write, and in whatever order it comes, the answer is the same', () => {
  const any = fc.record({
    id: fc.integer({ min: 1, max: 50 }),
    author: fc.constantFrom(BOT, 'ann', 'mallory'),
    body: fc.oneof(
      fc.string(),
      fc.record({ run: fc.integer({ min: 1, max: 4 }) }).map((state) => wanted(state).body),
    ),
  })
  const list = fc.uniqueArray(any, { selector: ({ id }) => id, maxLength: 8 })
  fc.assert(
    fc.property(list, fc.infiniteStream(fc.nat()), (found, order) => {
      const existing = found.map(({ author, body, id }) => comment(id, body, author))
      const mixed = existing
        .map((one) => ({ one, at: order.next().value }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one)
      assert.deepEqual(decide(mixed), decide(existing))
      const own = existing.filter(({ author }) => author === BOT)
      assert.deepEqual(decide(own), decide(existing))
    }),
  )
})
