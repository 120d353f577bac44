import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { writeFiles } from '../../folder.ts'
import { sharedRepository } from '../../shared-repository.ts'
import { csv, made } from './production-logs.ts'
import { writeProfile } from './write-profile.ts'

const REFERENCE = made({ from: '2026-01-01', days: 10, rows: 50, seed: 1 })
const TURNED = made({ from: '2026-02-01', days: 10, rows: 50, seed: 4, turned: true })
const TASK = '--task binary-classification'
const FEATURES = ['id', 'distance', 'origin']

/** Files that lack one thing each, which tests only read. */
function files(): Promise<string> {
  return sharedRepository('drift answers asked', async (folder) => {
    await writeFiles(folder, {
      'ref.csv': csv(REFERENCE),
      'unlabelled.csv': csv(REFERENCE, [...FEATURES, 'score']),
      'empty-labels.csv': csv(
        REFERENCE.map((row) => ({ ...row, label: '' })),
        [...FEATURES, 'score', 'label'],
      ),
      'features.csv': csv(REFERENCE, FEATURES),
      'now.csv': csv(TURNED),
      'now-unlabelled.csv': csv(TURNED, ['at', ...FEATURES, 'score']),
      'up.csv': csv(TURNED.map((row) => ({ ...row, score: Math.sqrt(Math.sqrt(row.score)) }))),
    })
    await writeProfile(folder)
  })
}

async function drift(line: string): Promise<Drift> {
  const { code, error, out } = await contender(`drift ${line} --json`, await files())
  assert.notEqual(code, 2, error)
  return driftSchema.parse(JSON.parse(out))
}

const warnings = ({ quality }: Drift) =>
  quality.filter(({ level }) => level === 'warning').map(({ because }) => because)
const names = ({ features }: Drift) => features.map(({ name }) => name).sort()

for (const [reference, lacks] of [
  ['unlabelled.csv', 'column `label`'],
  ['empty-labels.csv', 'row with an answer and a label'],
] as const)
  test(`drift: scores are compared with those of a reference that has no ${lacks}, and performance is said not to be judged`, async () => {
    const found = await drift(`--reference ${reference} --current up.csv ${TASK}`)
    assert.deepEqual(warnings(found), [`performance cannot be judged: ${reference} has no ${lacks}`])
    assert.equal(found.performance, null)
    assert.deepEqual(
      found.predictions?.features.map(({ name, verdict }) => [name, verdict]),
      [['score', 'drift']],
    )
    assert.equal(found.verdict, 'drift')
    assert.deepEqual(names(found), ['distance', 'origin'])
  })

test('drift: the terminal says what of a task cannot be judged', async () => {
  const line = `drift --reference unlabelled.csv --current now.csv ${TASK}`
  const { code, out } = await contender(line, await files())
  assert.equal(code, 0)
  assert.match(out, /performance cannot be judged: unlabelled\.csv has no column `label`/)
})

test('drift: of rows without labels it is said that performance is not measured', async () => {
  const found = await drift(`--reference ref.csv --current now-unlabelled.csv ${TASK}`)
  assert.deepEqual(warnings(found), ['performance is not measured: now-unlabelled.csv has no column `label`'])
  assert.equal(found.predictions?.features[0]?.name, 'score')
})

test('drift: a profile tells of no answers beside their labels, which is said, and its scores are compared', async () => {
  const found = await drift(`--reference profile.json --current up.csv ${TASK}`)
  assert.match(
    warnings(found)[0]!,
    /^answers and performance cannot be judged by profile\.json: .* rows as --reference$/,
  )
  assert.equal(found.features.find(({ name }) => name === 'score')?.verdict, 'drift')
  assert.ok(!names(found).includes('label'))
})

test('drift: a peer judges columns alone, and it is said that the task is left out', async () => {
  const found = await drift(`--reference ref.csv --current up.csv ${TASK} --compat evidently`)
  assert.deepEqual(warnings(found), [
    'answers and performance are not judged: --compat evidently compares columns, and --task goes without it',
  ])
  assert.deepEqual(names(found), ['distance', 'origin', 'score'])
})

for (const [why, line, says] of [
  [
    'the reference',
    `--reference features.csv --current now.csv ${TASK}`,
    /^error: Missing column `score` or `prediction` in features\.csv beside --task binary-classification, /,
  ],
  [
    'the rows to judge',
    `--reference ref.csv --current features.csv ${TASK}`,
    /^error: Missing column `score` or `prediction` in features\.csv beside /,
  ],
  [
    'both, of numbers',
    '--reference ref.csv --current now.csv --task regression',
    /^error: Missing column `prediction` in now\.csv beside --task regression, /,
  ],
] as const)
  test(`drift: a task is wrong where answers are missing in ${why}`, async () => {
    const { code, error } = await contender(`drift ${line}`, await files())
    assert.equal(code, 2)
    assert.match(error, says)
  })

test('drift: a score is a feature where no task is named', async () => {
  const untold = await drift('--reference unlabelled.csv --current up.csv')
  assert.equal(untold.features.find(({ name }) => name === 'score')?.verdict, 'drift')
  assert.deepEqual(
    untold.quality.map(({ because, level }) => [level, because]),
    [['note', 'score is compared as any column: name --task to have answers and labels judged as such']],
  )
})
