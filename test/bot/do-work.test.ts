import assert from 'node:assert/strict'
import { test } from 'node:test'
import { doWork } from '../../bot/do-work.ts'
import type { RepositoryAccess } from '../../bot/github/open-github.ts'
import type { Pushed, Subject } from '../../bot/subject.ts'

const access = {} as RepositoryAccess

test('of a tip that a push and a look at the branch told of, the push is told first: it says who', async () => {
  const at = { branch: 'main', after: 'b' }
  const swept = { ...at, before: null, sender: null, delivery: null }
  const pushed = { ...at, before: 'a', sender: 'ann', delivery: 'guid' }
  const told: Pushed[] = []
  const recordPolicyChange = async (_: unknown, one: Pushed) => void told.push(one)
  await doWork({ recordPolicyChange }, access, { kind: 'policy', tip: 'b', swept, pushed }, () => undefined)
  assert.deepEqual(told, [pushed, swept])
})

test('the pull requests of a release are looked at each in its own turn', async () => {
  const more: Subject[] = []
  const work = { pullsOfRelease: async () => [1, 2] }
  await doWork(work, access, { kind: 'released', tag: 'delay@v1.0.0' }, (subject) => more.push(subject))
  assert.deepEqual(more, [
    { kind: 'pull', number: 1 },
    { kind: 'pull', number: 2 },
  ])
})
