import assert from 'node:assert/strict'
import test from 'node:test'
import type { Report } from '../../core/artifacts/report.ts'
import { chooseArtifacts, isJoined, type RunArtifact, withoutJudged } from '../../core/pull-request/choose-artifacts.ts'
import { artifactName, isReportArtifact } from '../../core/report-archive/artifact-name.ts'
import { exampleReport } from '../reports/example-report.ts'

const artifact = (id: number, name: string, more: Partial<RunArtifact> = {}): RunArtifact => {
  return { id, name, size_in_bytes: 1000, expired: false, ...more }
}
const choose = (...artifacts: RunArtifact[]) =>
  chooseArtifacts(artifacts, { isReport: isReportArtifact }).map(({ id }) => id)
const reportOf = (...names: string[]): Report => {
  const { models, ...report } = exampleReport()
  return { ...report, models: names.map((model) => ({ ...models[0]!, model })) }
}
const modelsOf = ({ models }: Report) => models.map(({ model }) => model)

test('chooseArtifacts: the newest report comes first, and of each name the newest counts', () => {
  const old = artifact(1, 'contender-report-delay', { expired: true })
  const legs = [artifact(5, 'contender-report-fare'), artifact(4, 'contender-report-delay'), old]
  assert.deepEqual(choose(artifact(3, 'contender-report'), ...legs), [5, 4, 3])
})

test('chooseArtifacts: other artifacts are nothing to it', () => {
  assert.deepEqual(choose(artifact(1, 'coverage'), artifact(2, 'contender-reports'), artifact(3, 'contender')), [])
})

test('chooseArtifacts: more than a matrix has jobs are refused', () => {
  const legs = Array.from({ length: 257 }, (_, at) => artifact(at, `contender-report-m${at}`))
  assert.throws(() => choose(...legs), {
    name: 'UserError',
    message: /Unexpected 257 artifacts with a report, expected at most 256/,
  })
})

test('isJoined: a joined report has the legs of the models that it tells of', () => {
  const joined = { ...reportOf('delay'), untouched: ['team/fare'] }
  const names = ['contender-report-delay', 'contender-report-team.fare', 'contender-report-tip', 'contender-report']
  const found = names.map((name) => isJoined(joined, name, { nameOf: artifactName }))
  assert.deepEqual(found, [true, true, false, false])
  assert.equal(isJoined(undefined, 'contender-report-delay', { nameOf: artifactName }), false)
})

test('withoutJudged: models that a newer report has judged are left out, others stay', () => {
  assert.deepEqual(modelsOf(withoutJudged(reportOf('delay', 'fare'), [reportOf('fare'), reportOf('tip')])), ['delay'])
})
