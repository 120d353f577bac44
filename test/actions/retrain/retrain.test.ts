import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Run } from '../../../core/artifacts/run.ts'
import { exists } from '../../../core/io/files.ts'
import { parseWindows } from '../../../core/retrain/windows-file.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { production } from './production.ts'

/** A repository of production's files, committed. */
async function repository(t: TestContext, options: Parameters<typeof production>[0] = {}): Promise<string> {
  const folder = await folderWith(t, production(options))
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  return folder
}

const RETRAIN = 'retrain --model delay --at 2026-03-29'

test('a model that Git has is named as a part of the pull request', async (t) => {
  const folder = await repository(t)
  const trained = await contender('train', folder)
  assert.equal(trained.code, 0, trained.error)
  script(folder, 'git add -f models', 'git commit -qm Model')
  const { error, out } = await contender(RETRAIN, folder)
  assert.match(out, /opened with contender\.windows\.yml, models\/delay\.onnx; --write puts them into/, error)
})

test('a challenger that wins: files only with --write, and the pipeline makes and judges the very same one', async (t) => {
  const folder = await repository(t)
  const { code, error, out } = await contender(RETRAIN, folder)
  assert.equal(code, 0, error)
  assert.match(
    out,
    /^delay {2}has a challenger that won: in log_loss the challenger is better than the model of the branch, by \+/m,
  )
  assert.match(
    out,
    /a pull request would be opened with contender\.windows\.yml; --write puts contender\.windows\.yml, models\/delay\.onnx into the working tree/,
  )
  assert.deepEqual([script(folder, 'git status --porcelain'), await exists(join(folder, 'models'))], ['', false])

  const written = await contender(`${RETRAIN} --write --json`, folder)
  assert.equal(written.code, 0, written.error)
  const [model] = JSON.parse(written.out).models
  const { event } = model.tried
  assert.deepEqual(
    [event.train, event.holdout, event.rows, event.outcome, event.version],
    [
      { from: '2026-02-13T00:00:00.000Z', to: '2026-03-13T00:00:00.000Z' },
      { from: '2026-03-13T00:00:00.000Z', to: '2026-03-27T00:00:00.000Z' },
      { train: 28 * 40, holdout: 14 * 40 },
      'pass',
      null,
    ],
  )
  const text = await readFile(join(folder, 'contender.windows.yml'), 'utf8')
  assert.deepEqual(parseWindows(text, 'w').delay!.rows, { train: 28 * 40, test: 14 * 40 })

  script(folder, 'git checkout -qb contender/retrain/delay', 'git add -A', 'git commit -qm Retrain')
  const judged = await contender('pipeline --base main', folder)
  assert.equal(judged.code, 0, judged.error)
  const run: Run = JSON.parse(await readFile(join(folder, '.contender/delay/run.json'), 'utf8'))
  assert.equal(run.artifact.digest, event.artifact.digest)
  assert.doesNotMatch(judged.error, /others than when/)
  assert.match(judged.out, /log_loss/)
})

test('a challenger that is no better loses with exit 1, and nothing is written', async (t) => {
  const folder = await repository(t, { turns: false })
  const { code, error, out } = await contender(`${RETRAIN} --write --json`, folder)
  const [model] = JSON.parse(out).models
  assert.equal(code, model.became === 'lost' ? 1 : 3, error)
  assert.match(model.issue, /^A challenger was trained, and (did not win|nobody can tell)/)
  assert.equal(await exists(join(folder, 'contender.windows.yml')), false)
})

test('without a reason nothing is trained; the budget and the cooldown hold', async (t) => {
  const folder = await repository(t, { more: ', budget: { runs: 1 }' })
  const idle = await contender('retrain --at 2026-03-29', folder)
  assert.equal(idle.code, 0)
  assert.match(
    idle.out,
    /is not trained anew: nothing is known of its performance in production, and it is retrained after a breach/,
  )
  assert.equal((await contender(`${RETRAIN} --write`, folder)).code, 0)
  const again = await contender('retrain --model delay --at 2026-03-31', folder)
  assert.match(
    again.out,
    /is not trained anew: the budget of 2026-03 is used up: 1 training of 1 in `retrain\.budget\.runs`/,
  )
})

test('rows that production has learned from judge nobody', async (t) => {
  const folder = await repository(t)
  const files = production()
  const seen = files['train.csv']!.replaceAll('2026-01-24', '2026-03-20')
  await writeFile(join(folder, 'train.csv'), seen)
  script(folder, 'git commit -qam More')
  const { code, out } = await contender(RETRAIN, folder)
  assert.equal(code, 3)
  assert.match(
    out,
    /the model of the branch has learned from rows up to 2026-03-20 \d\d:\d\d UTC, and the holdout is 2026-03-13 to 2026-03-26:/,
  )
})

test('--dry-run trains nothing and says on which rows it would', async (t) => {
  const folder = await repository(t)
  const { code, out } = await contender(`${RETRAIN} --dry-run`, folder)
  assert.equal(code, 0)
  assert.match(
    out,
    /^delay {2}would be trained anew: somebody asked for it; on 1,120 rows \(2026-02-13 to 2026-03-12\), and compared on [\d,]+ rows \(2026-03-13 to 2026-03-26\)/,
  )
  assert.equal(await exists(join(folder, '.contender/retrain')), false)
})

test('a model that the config does not have is named', async (t) => {
  const folder = await repository(t)
  const { code, error, out } = await contender('retrain --at 2026-03-29 --model other', folder)
  assert.deepEqual([code, out], [2, ''])
  assert.match(error, /Unknown model `other`/)
})

test('labels of other ids are told where no row has one', async (t) => {
  const folder = await repository(t)
  const labels = join(folder, 'labels.csv')
  await writeFile(labels, (await readFile(labels, 'utf8')).replaceAll('2026-02-01/', 'q'))
  const { out } = await contender(`${RETRAIN} --dry-run`, folder)
  assert.match(
    out,
    /0 labelled rows in the holdout .*, expected some of both: labels\.csv has 2,360 ids, none of them in these logs: `q\d+` beside `2026-02-01\/\d+`/,
  )
})
