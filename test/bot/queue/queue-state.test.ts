import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  add,
  begin,
  emptyQueue,
  finish,
  hold,
  type Job,
  type QueueState,
  release,
  rest,
  rested,
} from '../../../bot/queue/queue-state.ts'

/** What a job is about: the numbers of what asked for it. */
type Asked = readonly number[]
const join = (earlier: Asked, later: Asked): Asked => [...earlier, ...later]
const ROOM = { jobs: 4, ofInstallation: 3 }

function job(key: string, { lane = key, repository = 'a', installation = 1, ordered = false, subject = [0] } = {}) {
  return { key, lane, repository, installation, ordered, subject } satisfies Job<Asked>
}

const addAll = (state: QueueState<Asked>, ...jobs: Job<Asked>[]) =>
  jobs.reduce<QueueState<Asked>>((now, one) => add(now, one, join).state, state)
const filled = (...jobs: Job<Asked>[]) => addAll(emptyQueue<Asked>(), ...jobs)

/** Begins all that may, and says what. */
function beginAll(state: QueueState<Asked>, room = ROOM) {
  const keys: string[] = []
  let now = state
  for (let next = begin(now, room); next !== undefined; next = begin(now, room)) {
    keys.push(next.entry.job.key)
    now = next.state
  }
  return { keys, state: now }
}

test('queue: what waits absorbs another of its key; what is under way is followed by one more', () => {
  const begun = beginAll(filled(job('look 1', { subject: [1] }), job('look 1', { subject: [2] })))
  assert.deepEqual(begun.keys, ['look 1'])
  assert.deepEqual(begun.state.running[0]!.job.subject, [1, 2])
  const more = addAll(begun.state, job('look 1', { subject: [3] }), job('look 1', { subject: [4] }))
  assert.deepEqual(
    more.waiting.map(({ job }) => job.subject),
    [[3, 4]],
  )
  assert.deepEqual(beginAll(more).keys, [])
  assert.deepEqual(beginAll(finish(more, begun.state.running[0]!.id)).keys, ['look 1'])
})

test('queue: one that failed and one of its key that came meanwhile are one, for the sake of both', () => {
  const begun = beginAll(filled(job('look 1', { subject: [1] })))
  const state = addAll(begun.state, job('look 1', { subject: [2] }))
  const failed = rest(state, begun.state.running[0]!.id, true, join)
  assert.deepEqual(beginAll(failed.state).keys, [])
  const again = beginAll(rested(failed.state, failed.id))
  assert.deepEqual([again.keys, again.state.running[0]!.job.subject], [['look 1'], [1, 2]])
})

test('queue: one that waits for others of its key begins once it was waked, or at once where one comes that does not wait', () => {
  const gathering = add(emptyQueue<Asked>(), job('shown', { subject: [1] }), join, true)
  const more = add(gathering.state, job('shown', { subject: [2] }), join, true)
  assert.deepEqual([gathering.isNew, more.isNew, more.entry.id], [true, false, gathering.entry.id])
  assert.deepEqual(beginAll(more.state).keys, [])
  const waked = beginAll(rested(more.state, more.entry.id))
  assert.deepEqual([waked.keys, waked.state.running[0]!.job.subject], [['shown'], [1, 2]])
  const now = beginAll(add(more.state, job('shown', { subject: [3] }), join).state)
  assert.deepEqual([now.keys, now.state.running[0]!.job.subject], [['shown'], [1, 2, 3]])
})

test('queue: what rests after a failure is not waked by another of its key', () => {
  const begun = beginAll(filled(job('look 1')))
  const failed = rest(begun.state, begun.state.running[0]!.id, true, join)
  assert.deepEqual(beginAll(add(failed.state, job('look 1'), join).state).keys, [])
})

test('queue: a resting command holds back later commands of its pull request, and nothing else', () => {
  const sign = job('sign', { lane: '#1', ordered: true })
  const begun = beginAll(filled(sign))
  const failed = rest(begun.state, begun.state.running[0]!.id, true, join)
  const unsign = job('unsign', { lane: '#1', ordered: true })
  const looks = [job('look 1', { lane: '#1' }), job('look 2', { lane: '#2' })]
  const state = addAll(failed.state, unsign, ...looks)
  assert.deepEqual(beginAll(state).keys, ['look 1', 'look 2'])
  const again = beginAll(rested(state, failed.id))
  assert.deepEqual(again.keys, ['sign', 'look 2'])
})

test('queue: repositories take turns, however much one of them asks for', () => {
  const many = Array.from({ length: 50 }, (_, at) => job(`a ${at}`, { repository: 'a' }))
  const begun = beginAll(filled(...many, job('b 1', { repository: 'b' }), job('c 1', { repository: 'c' })))
  assert.deepEqual(begun.keys.toSorted(), ['a 0', 'b 1', 'c 1'])
  assert.equal(beginAll(begun.state, { jobs: 4, ofInstallation: 4 }).keys.length, 1)
})

test('queue: a repository with nothing under way comes before one that has, even where that one was there first', () => {
  const one = begin(filled(job('a 1', { repository: 'a' }), job('a 2', { repository: 'a' })), ROOM)!
  const two = add(one.state, job('b 1', { repository: 'b' }), join).state
  assert.equal(begin(two, ROOM)!.entry.job.key, 'b 1')
})

test('queue: one installation leaves room to others, and begins nothing while it is held', () => {
  const many = Array.from({ length: 9 }, (_, at) => job(`a ${at}`))
  const begun = beginAll(filled(...many))
  assert.equal(begun.keys.length, ROOM.ofInstallation)
  const other = add(begun.state, job('b', { repository: 'b', installation: 2 }), join).state
  assert.deepEqual(beginAll(other).keys, ['b'])
  const held = hold(hold(filled(...many), 1), 1)
  assert.deepEqual(beginAll(release(held, 1)).keys, [])
  assert.equal(beginAll(release(release(held, 1), 1)).keys.length, 3)
})

type Step =
  | {
      readonly do: 'add'
      readonly lane: number
      readonly ordered: boolean
      readonly repository: number
      readonly gathers: boolean
    }
  | { readonly do: 'begin' | 'finish' | 'fail' | 'limited' | 'rested' | 'hold' | 'release'; readonly at: number }

const at = fc.nat(1000)
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('add' as const),
        lane: fc.nat(3),
        ordered: fc.boolean(),
        repository: fc.nat(2),
        gathers: fc.boolean(),
      }),
    },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('begin' as const), at }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constantFrom('finish' as const, 'fail', 'limited', 'rested', 'hold', 'release'),
        at,
      }),
    },
  ),
  { maxLength: 120 },
)

test('queue: whatever happens in whatever order, its laws hold and nothing that was asked for is lost', () => {
  fc.assert(
    fc.property(steps, (given) => {
      let state = emptyQueue<Asked>()
      let asked = 0
      /** Askings that a job which began after them was done for, in the order in which commands were. */
      const done = new Set<number>()
      const orders = new Map<string, number[]>()
      const pick = <T>(list: readonly T[], index: number) => list[index % Math.max(1, list.length)]
      const end = (entry: (typeof state.running)[number]) => {
        for (const one of entry.job.subject) done.add(one)
        if (entry.job.ordered) orders.set(entry.job.lane, [...(orders.get(entry.job.lane) ?? []), ...entry.job.subject])
      }
      const take = (step: Step) => {
        if (step.do === 'add') {
          const { ordered, repository } = step
          const lane = `${repository} #${step.lane}`
          const key = ordered ? `command ${asked}` : `look ${lane}`
          const about = {
            lane,
            ordered,
            repository: `r${repository}`,
            installation: repository % 2,
            subject: [asked++],
          }
          state = add(state, job(key, about), join, step.gathers && !ordered).state
          return
        }
        if (step.do === 'begin') state = begin(state, ROOM)?.state ?? state
        const running = pick(state.running, step.at)
        if (running !== undefined && step.do === 'finish') {
          end(running)
          state = finish(state, running.id)
        }
        if (running !== undefined && (step.do === 'fail' || step.do === 'limited'))
          state = rest(state, running.id, step.do === 'fail', join).state
        if (step.do === 'rested') state = rested(state, pick(state.waiting, step.at)?.id ?? -1)
        if (step.do === 'hold') state = hold(state, step.at % 2)
        if (step.do === 'release') state = release(state, step.at % 2)
      }
      const check = () => {
        const lanes = state.running.map((entry) => entry.job.lane)
        assert.equal(new Set(lanes).size, lanes.length, 'two of one lane')
        assert.ok(state.running.length <= ROOM.jobs)
        for (const installation of [0, 1])
          assert.ok(state.running.filter((one) => one.job.installation === installation).length <= ROOM.ofInstallation)
        const keys = state.waiting.map((entry) => entry.job.key)
        assert.equal(new Set(keys).size, keys.length, 'two of one key wait')
        const open = [...state.waiting, ...state.running].flatMap((entry) => entry.job.subject)
        for (let one = 0; one < asked; one++) assert.ok(done.has(one) || open.includes(one), `lost ${one}`)
        assert.ok(
          state.served.size <= new Set([...state.waiting, ...state.running].map((one) => one.job.repository)).size,
        )
      }
      for (const step of given) {
        take(step)
        check()
      }
      for (const installation of [0, 1]) while (state.held.has(installation)) state = release(state, installation)
      for (let left = state.waiting.length + state.running.length; left > 0; left--) {
        for (const { id } of state.waiting) state = rested(state, id)
        state = beginAll(state).state
        const first = state.running[0]
        if (first === undefined) break
        end(first)
        state = finish(state, first.id)
      }
      assert.equal(done.size, asked, 'not all was done')
      for (const order of orders.values())
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
        )
    }),
    { numRuns: 500 },
  )
})

test('queue: nobody waits longer than it takes to serve each of the others once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(4), { minLength: 1, maxLength: 40 }), (repositories) => {
      const jobs = repositories.map((repository, at) => job(`${at}`, { repository: `r${repository}` }))
      let state = filled(...jobs)
      const turns: string[] = []
      for (
        let next = begin(state, { jobs: 1, ofInstallation: 1 });
        next;
        next = begin(state, { jobs: 1, ofInstallation: 1 })
      ) {
        turns.push(next.entry.job.repository)
        state = finish(next.state, next.entry.id)
      }
      assert.equal(turns.length, jobs.length)
      const waits = turns.map((repository, at) => turns.slice(at + 1).indexOf(repository))
      const several = new Set(repositories).size
      assert.ok(
        waits.every((wait) => wait < several),
        turns.join(' '),
      )
    }),
  )
})
