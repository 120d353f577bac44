import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { attribute, matrix, node } from '../../../core/training/onnx/build.ts'
import { writeOnnx } from '../../../core/training/onnx/write.ts'
import { contender } from '../../command-line.ts'
import { folderWith, writeFiles } from '../../folder.ts'
import { startGitHub } from '../../github/github.ts'
import { seeded } from '../../training/seeded.ts'
import { script } from '../repository.ts'
import { jobEnvironment } from '../runner-event.ts'
import { csv } from './production-logs.ts'

const CLASSES = ['a', 'b', 'c'] as const
type Answers = 'early' | 'late'

/** Rows of some days with the probabilities that two models give, of which `follows` is right. */
function rowsOf(from: string, days: number, { follows, seed }: { follows: Answers; seed: number }) {
  const next = seeded(seed)
  const probabilities = (name: string) => {
    const drawn = CLASSES.map(() => 0.05 + next())
    const sum = drawn.reduce((all, one) => all + one, 0)
    return Object.fromEntries(CLASSES.map((one, at) => [`${name}_${one}`, Number((drawn[at]! / sum).toFixed(5))]))
  }
  return Array.from({ length: days * 40 }, (_, at) => {
    const day = new Date(Date.parse(from) + Math.floor(at / 40) * 86_400_000).toISOString().slice(0, 10)
    const given: Record<string, number> = { ...probabilities('early'), ...probabilities('late') }
    const drawn = next()
    const [a, b] = [given[`${follows}_a`]!, given[`${follows}_b`]!]
    const label = drawn < a ? 'a' : drawn < a + b ? 'b' : 'c'
    return {
      id: `${from}/${at}`,
      at: `${day} ${String(Math.floor((at % 40) / 2)).padStart(2, '0')}:30:00`,
      ...given,
      label,
    }
  })
}

/** A model that answers by three columns, in an order of its own. */
function classModel(name: Answers, order: readonly string[]): Uint8Array {
  const inputs = order.map((one) => `${name}_${one}`)
  return writeOnnx({
    inputs: inputs.map((input) => matrix(input, 'float', 1)),
    outputs: [matrix('answer', 'float', 3)],
    constants: [],
    nodes: [node('Concat', { inputs, outputs: ['answer'], attributes: [attribute.int('axis', 1)] })],
  })
}

const config = (classes: string) => `models:
  delay:
    task: multiclass-classification
    data: { train: train.csv, test: test.csv, target: label, id: id, time: at, group: { time: at, every: 1d }, exclude: [at]${classes} }
    train: { builtin: linear }
    model: m.onnx
    evaluate: { metrics: [log_loss] }
    drift:
      logs: { files: "logs/%Y-%m-%d.csv", time: at, id: id, version: served }
      window: 14d
    retrain: {}
`

interface Of {
  /** The order of a model's probabilities, and what its config says of it. */
  readonly order: readonly string[]
  readonly classes: string
}

/** Production by the columns `late`, which were right on the test rows and are not in the window; v1.0.0 answered by `early`. */
async function judged(t: TestContext, versions: readonly [before: Of, now: Of], without: string | undefined) {
  const known = rowsOf('2025-12-01', 30, { follows: 'late', seed: 1 })
  const files: Record<string, string> = {
    '.gitignore': '.contender/\n',
    'train.csv': csv(known.slice(0, 800)),
    'test.csv': csv(known.slice(800)),
  }
  const logged = rowsOf('2026-01-01', 14, { follows: 'early', seed: 2 }).filter(({ label }) => label !== without)
  for (const [day, rows] of Map.groupBy(logged, ({ at }) => at.slice(0, 10)))
    files[`logs/${day}.csv`] = csv(
      rows.map((row) => {
        const given = row as unknown as Record<string, number>
        const answers = CLASSES.map((one) => [`score_${one}`, given[`late_${one}`]])
        return { ...row, ...Object.fromEntries(answers), served: 'v2.0.0' }
      }),
    )
  const folder = await folderWith(t, files)
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  for (const [at, name] of (['early', 'late'] as const).entries()) {
    const { classes, order } = versions[at]!
    await writeFiles(folder, { 'm.onnx': classModel(name, order), 'contender.yml': config(classes) })
    script(folder, 'git add -A', `git commit -qm ${name}`)
    const version = `v${at + 1}.0.0`
    for (const line of [
      `register delay ${version}`,
      `assign delay ${version} staging`,
      `assign delay ${version} production`,
    ]) {
      const { code, error } = await contender(`registry ${line}`, folder)
      assert.equal(code, 0, error)
    }
  }
  const github = await startGitHub({ t, from: folder })
  const token = github.jobToken({ permissions: { contents: 'write', issues: 'write' }, event: 'schedule' })
  return contender('drift --at 2026-01-15T06:00 --respond', folder, jobEnvironment(github, token))
}

const SORTED: Of = { order: ['a', 'b', 'c'], classes: '' }
const LISTED: Of = { order: ['c', 'a', 'b'], classes: ', classes: [c, a, b]' }

const CASES: readonly (readonly [title: string, versions: readonly [Of, Of], without?: string])[] = [
  ['both in the order of their names', [SORTED, SORTED]],
  ['both in an order that the config lists', [LISTED, LISTED]],
  ['the version before in an order of its own', [LISTED, SORTED]],
  ['the one in production in an order of its own', [SORTED, LISTED]],
  ['a class that the window has no row of', [SORTED, SORTED], 'c'],
]

for (const [title, versions, without] of CASES)
  test(`the version before of several classes is better on the same rows: ${title}`, async (t) => {
    const { code, error, out } = await judged(t, versions, without)
    assert.equal(code, 1, error)
    assert.doesNotMatch(error, /Nobody can tell how the version/)
    assert.match(out, /v1\.0\.0 has a better log_loss than v2\.0\.0 on the same rows of this window/)
  })
