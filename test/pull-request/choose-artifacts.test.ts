import assert from 'node:assert/strict'
import test from 'node:test'
import { isReportArtifact } from '../../actions/artifact-name.ts'
import { chooseArtifacts, type RunArtifact } from '../../core/pull-request/choose-artifacts.ts'

const artifact = (id: number, name: string, more: Partial<RunArtifact> = {}): RunArtifact => {
  return { id, name, size_in_bytes: 1000, expired: false, ...more }
}
const choose = (...artifacts: RunArtifact[]) =>
  chooseArtifacts(artifacts, { whole: 'contender-report', isReport: isReportArtifact }).map(({ id }) => id)
const refused = (words: RegExp, ...artifacts: RunArtifact[]) =>
  assert.throws(() => choose(...artifacts), { name: 'UserError', message: words })

test('chooseArtifacts: the report of all models, whatever its parts', () => {
  assert.deepEqual(choose(artifact(1, 'contender-report-delay'), artifact(2, 'contender-report')), [2])
})

test('chooseArtifacts: legs that another attempt ran again, and nobody joined anew, are newer than the report of all', () => {
  const first = [artifact(1, 'contender-report-a'), artifact(2, 'contender-report-b'), artifact(3, 'contender-report')]
  const again = artifact(4, 'contender-report-b')
  assert.deepEqual(choose(...first, again), [1, 4])
  assert.deepEqual(choose(...first, again, artifact(5, 'contender-report')), [5])
})

test('chooseArtifacts: the parts of a matrix where nobody joined them, of each the newest', () => {
  const old = artifact(1, 'contender-report-delay', { expired: true })
  assert.deepEqual(choose(artifact(5, 'contender-report-fare'), artifact(4, 'contender-report-delay'), old), [4, 5])
})

test('chooseArtifacts: other artifacts are nothing to it', () => {
  assert.deepEqual(choose(artifact(1, 'coverage'), artifact(2, 'contender-reports'), artifact(3, 'contender')), [])
})

test('chooseArtifacts: expired, too large and too many are refused', () => {
  refused(/^The artifact contender-report has expired/, artifact(1, 'contender-report', { expired: true }))
  refused(/contender-report with 20000001 bytes/, artifact(1, 'contender-report', { size_in_bytes: 20_000_001 }))
  const legs = (count: number, bytes: number) =>
    Array.from({ length: count }, (_, at) => artifact(at, `contender-report-m${at}`, { size_in_bytes: bytes }))
  refused(/artifacts contender-report-m0, … with 40000000 bytes/, ...legs(4, 10_000_000))
  refused(/Unexpected 257 artifacts with a report, expected at most 256/, ...legs(257, 10))
})
