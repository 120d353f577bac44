import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { keepComment } from '../../core/pull-request/keep-comment.ts'
import { comment, conversation, HEAD, wanted } from './conversation.ts'

test('keepComment: the first report makes a comment, the same again writes nothing', async () => {
  const comments = [comment(1, 'Nice!', 'ann')]
  const { place, writes } = conversation(comments)
  assert.deepEqual(await keepComment(place, wanted(), HEAD), { did: 'created', url: comment(2, '').url, id: 2 })
  assert.deepEqual(await keepComment(place, wanted(), HEAD), { did: 'unchanged', url: comment(2, '').url, id: 2 })
  assert.deepEqual(writes, ['create 2'])
})

test('keepComment: a newer run edits the comment in its place', async () => {
  const comments = [comment(1, wanted().body), comment(2, 'Thanks', 'ann')]
  const { place, writes } = conversation(comments)
  assert.equal((await keepComment(place, wanted({ run: 2 }), HEAD)).did, 'updated')
  assert.deepEqual(writes, ['update 1'])
  assert.equal(comments[0]!.body, wanted({ run: 2 }).body)
})

test('keepComment: a comment that a person deleted meanwhile is made again, once', async () => {
  const comments = [comment(1, wanted().body)]
  const { place, writes } = conversation(comments)
  const { update } = place
  const deleting = {
    ...place,
    update: (...args: Parameters<typeof update>) => {
      comments.splice(0)
      return update(...args)
    },
  }
  assert.equal((await keepComment(deleting, wanted({ run: 2 }), HEAD)).did, 'created')
  assert.deepEqual(writes, ['create 1'])
})

test('keepComment: who makes a comment and finds an older one takes its own away', async () => {
  const comments = [comment(7, wanted({ run: 1 }).body)]
  const { place } = conversation(comments)
  const blind = { ...place, search: async () => ({ existing: [], authors: [] }) }
  assert.deepEqual(await keepComment(blind, wanted({ run: 2 }), HEAD), {
    did: 'updated',
    url: comment(7, '').url,
    id: 7,
  })
  assert.deepEqual(
    comments.map(({ id }) => id),
    [7],
  )
  assert.equal(comments[0]!.body, wanted({ run: 2 }).body)
})

test('keepComment: the action takes its comment away where the App was first', async () => {
  const comments = [comment(7, wanted({ by: 'app' }).body, 'contender[bot]')]
  const { place } = conversation(comments)
  const blind = { ...place, search: async () => ({ existing: [], authors: [] }) }
  assert.deepEqual(await keepComment(blind, wanted(), HEAD), { did: 'none', because: 'kept by the App' })
  assert.equal(comments.length, 1)
})

test('keepComment: while GitHub asks to wait it looks again before each try, and gives up in the end', async () => {
  const { place } = conversation([])
  let heads = 0
  const limited = { ...place, create: async () => 'again' as const, head: async () => `${++heads}`.padStart(40, HEAD) }
  assert.deepEqual(await keepComment(limited, wanted(), HEAD), { did: 'none', because: 'older head' })
  assert.equal(heads, 1)
  await assert.rejects(keepComment({ ...limited, head: async () => HEAD }, wanted(), HEAD), {
    name: 'UserError',
    message: /Could not write the comment/,
  })
})

test('keepComment: writers that come at once, in whatever order, leave one comment, whoever deletes what', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(fc.record({ run: fc.integer({ min: 1, max: 3 }), app: fc.boolean() }), { minLength: 1, maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 }),
      fc.boolean(),
      async (scheduler, writers, there, deletion) => {
        const comments = there.map((run, at) => comment(at + 1, wanted({ run }).body))
        const turn = () => scheduler.schedule(Promise.resolve())
        const works = writers.map(({ app, run }) => {
          const { place } = conversation(comments, 'github-actions[bot]', turn)
          return keepComment(place, wanted({ run, by: app ? 'app' : 'action' }), HEAD)
        })
        const person = deletion ? scheduler.schedule(Promise.resolve()).then(() => comments.shift()) : undefined
        await scheduler.waitFor(Promise.all([...works, person]))
        assert.ok(comments.length === 1 || (deletion && comments.length === 0), `${comments.length} comments`)
      },
    ),
    { numRuns: 300, seed: 7 },
  )
})

test('keepComment: writers one after another, in whatever order, leave the report of the newest', async () => {
  const writer = fc.record({ run: fc.integer({ min: 1, max: 4 }), attempt: fc.integer({ min: 1, max: 2 }) })
  await fc.assert(
    fc.asyncProperty(fc.array(writer, { minLength: 1, maxLength: 6 }), async (writers) => {
      const { place } = conversation([])
      for (const state of writers) await keepComment(place, wanted(state), HEAD)
      const { existing } = await place.search()
      const newest = writers.toSorted((a, b) => b.run - a.run || b.attempt - a.attempt)[0]!
      assert.deepEqual(
        existing.map(({ body }) => body),
        [wanted(newest).body],
      )
    }),
    { numRuns: 200, seed: 7 },
  )
})
