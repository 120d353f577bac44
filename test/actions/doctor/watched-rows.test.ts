import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { checkNoneWatched } from '../../../actions/doctor/watched.ts'
import { checkWatchedRows } from '../../../actions/doctor/watched-rows.ts'
import { DRIFT_WORKFLOW, driftWorkflows } from '../../../actions/init/drift-workflow-texts.ts'
import { openProject } from '../../../actions/project.ts'
import { folderWith } from '../../folder.ts'

type Host = Parameters<typeof openProject>[1]

const MODEL = `models:
  a:
    task: binary-classification
    predictions: p.csv
    data: { train: train.csv, target: y, id: id }
`
const LOGS = 'logs: { files: logs/%Y-%m-%d.csv, time: at, id: id, score: score }'
const LABELS = 'labels: { files: labels/*.csv }'
const ROWS = {
  'logs/2026-01-01.csv': 'id,at,plan,score\n1,2026-01-01T00:00:00Z,x,0.5\n',
  'logs/2026-01-02.csv': 'id,at,plan,score\n2,2026-01-02T00:00:00Z,x,0.5\n',
  'labels/1.csv': 'id,y\n1.0,0\n',
}

async function opened(t: TestContext, drift: string, files: Readonly<Record<string, string>>) {
  const folder = await folderWith(t, { 'contender.yml': `${MODEL}${drift}`, '.git/HEAD': '', ...files })
  return openProject({ config: 'contender.yml', out: '.contender' }, { directory: folder } as Host)
}

async function said(t: TestContext, drift: string, files: Readonly<Record<string, string>> = ROWS): Promise<string[]> {
  const project = await opened(t, `    drift: { ${drift} }\n`, files)
  const found = await checkWatchedRows(project, project.models[0]!)
  return found.flatMap(({ message, status }) => (status === 'ok' ? [] : [`${status}: ${message}`]))
}

test('logs and labels that hold what drift names are sound, and an id is the same as 1 and as 1.0', async (t) => {
  assert.deepEqual(await said(t, `${LOGS}, ${LABELS}, segments: [plan]`), [])
})

test('columns that the newest logs and labels lack are problems, and so is a time that is none', async (t) => {
  const last = 'logs/2026-01-02.csv'
  assert.deepEqual(await said(t, `${LOGS.replace('score: score', 'score: scor')}, segments: [plam]`), [
    `problem: ${last} has no column \`scor\` (\`drift.logs.score\`).`,
    `problem: ${last} has no column \`plam\` (\`drift.segments\`).`,
  ])
  assert.deepEqual(await said(t, `${LOGS}, labels: { files: labels/*.csv, id: key, column: z }`), [
    'problem: labels/1.csv has no column `key` (`drift.labels.id`).',
    'problem: labels/1.csv has no column `z` (`drift.labels.column`).',
  ])
  assert.deepEqual(await said(t, LOGS.replace('time: at', 'time: plan')), [
    `problem: Column \`plan\` of ${last} (\`drift.logs.time\`) holds no times.`,
  ])
})

test('of a file without its header no value is told', async (t) => {
  const files = { ...ROWS, 'labels/1.csv': 'ann@example.com,0\n' }
  const project = await opened(t, `    drift: { ${LOGS}, ${LABELS} }\n`, files)
  const found = await checkWatchedRows(project, project.models[0]!)
  assert.equal(found.filter(({ status }) => status === 'problem').length, 2)
  assert.doesNotMatch(JSON.stringify(found), /ann@/)
  assert.match(JSON.stringify(found), /or give the file a header/)
})

test('files that are not here are a note, and a template that is not there is a problem', async (t) => {
  const template = 'alert: { webhook: { url: A, template: t.json } }'
  assert.deepEqual(await said(t, `${LOGS}, ${LABELS}, ${template}`, {}), [
    'note: No file of `logs/%Y-%m-%d.csv` (`drift.logs.files`) is here.',
    'note: No file of `labels/*.csv` (`drift.labels.files`) is here.',
    'problem: t.json of `drift.alert.webhook.template` is not there.',
  ])
  assert.deepEqual(await said(t, `${LOGS}, ${template}`, { ...ROWS, 't.json': '{}' }), [])
})

test('labels of which none belongs to an answer are a problem', async (t) => {
  assert.deepEqual(await said(t, `${LOGS}, ${LABELS}`, { ...ROWS, 'labels/1.csv': 'id,y\nr1,0\nr2,1\n' }), [
    'problem: No id of `labels/*.csv` is one of `logs/%Y-%m-%d.csv`: no label belongs to an answer of a.',
  ])
})

test('a schedule that has no model to judge is a problem, until one has a drift section', async (t) => {
  const needs = { config: 'contender.yml', lfs: false, setUp: [] }
  const { text } = driftWorkflows(needs).find(({ path }) => path === DRIFT_WORKFLOW)!
  const found = async (drift: string, files: Readonly<Record<string, string>>) =>
    (await checkNoneWatched(await opened(t, drift, files))).map(({ message, status }) => `${status}: ${message}`)
  assert.deepEqual(await found('', { [DRIFT_WORKFLOW]: text }), [
    `problem: ${DRIFT_WORKFLOW} judges production by schedule, and no model of contender.yml has a \`drift\` section: each of its runs fails.`,
  ])
  assert.deepEqual(await found('', {}), [])
  assert.deepEqual(await found(`    drift: { ${LOGS} }\n`, { [DRIFT_WORKFLOW]: text }), [])
})
