import assert from 'node:assert/strict'
import test from 'node:test'
import { pullAuthors } from '../../core/io/github/retraining-pulls.ts'
import { isOwnPull, PULL_MARK } from '../../core/retrain/own-pull.ts'

test('isOwnPull: it takes both our account and our mark', () => {
  const authors = pullAuthors('ann', { app: 'rebuilder' })
  const body = `${PULL_MARK}\n**delay** was trained anew`
  for (const author of ['ann', 'github-actions[bot]', 'rebuilder[bot]']) assert.ok(isOwnPull({ author, body }, authors))
  assert.ok(!isOwnPull({ author: 'bob', body }, authors), 'somebody has copied the mark')
  assert.ok(!isOwnPull({ author: 'ann', body: 'Mine' }, authors), 'a person has opened one of their own')
  assert.ok(!isOwnPull({ author: 'ann', body: `See ${PULL_MARK}` }, authors), 'somebody quotes it')
  assert.ok(!isOwnPull({ author: undefined, body }, authors))
  assert.ok(!isOwnPull({ author: 'rebuilder[bot]', body }, pullAuthors('ann', undefined)), 'the App of another model')
})
