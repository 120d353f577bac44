import assert from 'node:assert/strict'
import { test } from 'node:test'
import { publishedFor, publishedTag } from '../../core/artifacts/published.ts'
import { exampleReport } from '../reports/example-report.ts'

const { evaluation } = exampleReport().models[0]!
const wanted = {
  model: evaluation.model,
  task: evaluation.task,
  dataset: evaluation.dataset,
  registered: evaluation.artifact.digest,
}
const other = `sha256:${'e'.repeat(64)}`

test('publishedTag: is the tag that registers the version', () => {
  assert.equal(publishedTag('team/delay', 'v1.2.0'), 'team/delay@v1.2.0')
})

test('publishedFor: takes an evaluation of the same model on the same rows, and of nothing else', () => {
  const read = (change: object, on: object = {}) =>
    publishedFor(JSON.stringify({ ...evaluation, ...change }), { ...wanted, ...on })
  assert.deepEqual(read({}), evaluation)
  assert.deepEqual(read({}, { registered: undefined }), evaluation)
  assert.deepEqual(read({}, { registered: 'md5:1' }), evaluation)
  assert.match(String(read({ model: 'price' })), /another model, price$/)
  assert.match(String(read({ dataset: { ...evaluation.dataset, digest: other } })), /other test rows/)
  assert.match(String(read({ artifact: { ...evaluation.artifact, digest: other } })), /another model file/)
  assert.match(String(read({ unknown: 1 })), /in a form that/)
  assert.match(String(publishedFor('<html>', wanted)), /in a form that/)
})

test('publishedFor: files of the test set count where they are known now, for features may differ behind the same labels', () => {
  const files = (published: string | null, now: string | null) => {
    const dataset = { ...evaluation.dataset, files: published }
    const text = JSON.stringify({ ...evaluation, dataset })
    return typeof publishedFor(text, { ...wanted, dataset: { ...dataset, files: now } })
  }
  assert.deepEqual(
    [files(other, other), files(null, other), files(other, null), files(other, `sha256:${'d'.repeat(64)}`)],
    ['object', 'string', 'object', 'string'],
  )
})
