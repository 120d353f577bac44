import assert from 'node:assert/strict'
import { cp, readdir, readFile, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { comparisonSchema } from '../../core/artifacts/comparison.ts'
import { evaluationSchema } from '../../core/artifacts/evaluation.ts'
import { reportSchema } from '../../core/artifacts/report.ts'
import { runSchema } from '../../core/artifacts/run.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'

/** A copy of the example, outside this repository. */
async function penguins(t: TestContext): Promise<string> {
  const folder = await folderWith(t)
  await cp('examples/penguins', folder, {
    recursive: true,
    filter: (path) => !/\.contender|models|node_modules/.test(path),
  })
  await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
  return folder
}

test('penguins: multiclass and regression go through train, evaluate, compare and report', async (t) => {
  const folder = await penguins(t)
  const train = await contender('train --json', folder)
  assert.equal(train.code, 0, train.error)
  const runs = runSchema.array().parse(JSON.parse(train.out))
  assert.deepEqual(
    runs.map(({ builtin, model }) => [model, builtin]),
    [
      ['species', 'linear'],
      ['body-mass', 'gradient-boosting'],
    ],
  )

  const evaluate = await contender('evaluate --json', folder)
  assert.equal(evaluate.code, 0, evaluate.error)
  const [species, mass] = evaluationSchema.array().parse(JSON.parse(evaluate.out))
  assert.ok(species!.metrics.accuracy!.value! > 0.95)
  assert.deepEqual(species!.confusion!.classes, ['Adelie', 'Chinstrap', 'Gentoo'])
  assert.deepEqual(
    species!.one_against_rest!.map((one) => one.class),
    ['Adelie', 'Chinstrap', 'Gentoo'],
  )
  assert.ok(mass!.metrics.r2!.value! > 0.8)
  assert.equal(mass!.slices.length, 3)

  const self = await contender('compare --model body-mass --baseline models/body-mass.onnx --json', folder)
  assert.equal(self.code, 0, self.error)
  const comparison = comparisonSchema.parse(JSON.parse(self.out))
  assert.equal(comparison.against[0]!.metrics.mae!.verdict, 'equivalent')
  assert.equal(comparison.against[0]!.paired_by, 'id')

  assert.equal((await contender('compare', folder)).code, 0)
  const report = await contender('report', folder)
  assert.equal(report.code, 0, report.error)
  assert.match(report.out, /### species[\s\S]*### body-mass/)
  assert.equal(report.out, await readFile(join(folder, '.contender/report.md'), 'utf8'))
  reportSchema.parse(JSON.parse(await readFile(join(folder, '.contender/report.json'), 'utf8')))
})

test('penguins: the pipeline passes its gates, and says the same twice', async (t) => {
  const folder = await penguins(t)
  const first = await contender('pipeline --json', folder)
  assert.equal(first.code, 0, first.error)
  const { models, outcome } = reportSchema.parse(JSON.parse(first.out))
  assert.equal(outcome, 'pass')
  assert.deepEqual(
    models.flatMap(({ comparison }) => comparison!.gates.map(({ outcome }) => outcome)),
    ['pass', 'pass'],
  )
  const files = await readdir(join(folder, '.contender'), { recursive: true, withFileTypes: true })
  const second = await contender('pipeline --json', folder)
  assert.equal(second.out, first.out)
  assert.deepEqual(
    files
      .filter((entry) => entry.isFile() && !/\.runs|\.digests/.test(join(entry.parentPath, entry.name)))
      .map(({ name }) => name)
      .sort(),
    [
      ...['comparison.json', 'comparison.json', 'evaluation.json', 'evaluation.json'],
      ...['predictions.parquet', 'predictions.parquet', 'profile.json', 'profile.json'],
      ...['report.html', 'report.json', 'report.md', 'run.json', 'run.json', 'validation.json', 'validation.json'],
      ...['worst-errors.json', 'worst-errors.json'],
    ],
  )
})
