import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { runsSchema } from '../../../core/artifacts/runs.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { aRun, idAt, known } from '../../runs/known.ts'
import { configWith, threeRuns } from './repository.ts'

/** A project with so many kept runs, a minute apart. */
function keptFolder(folder: string, count: number): void {
  const { evaluation } = known({}, { roc_auc: 0.7, log_loss: 0.5 })
  for (let at = 0; at < count; at++) {
    const run = { ...aRun, id: idAt(at), params: { rounds: at } }
    const place = join(folder, '.contender/.runs/delay', run.id)
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'run.json'), JSON.stringify(run))
    const metrics = { ...evaluation!.metrics, roc_auc: { ...evaluation!.metrics.roc_auc!, value: at / count } }
    const curve = Array.from({ length: 200 }, (_, point) => ({ fpr: point / 200, tpr: point / 200 }))
    writeFileSync(join(place, 'evaluation.json'), JSON.stringify({ ...evaluation, metrics, roc: curve }))
  }
}

test('contender runs lists real trainings, newest first, with the parameters that differ and their outcomes', async (t) => {
  const { folder, runs } = await threeRuns(t)
  const { code, out } = await contender('runs', folder)
  assert.equal(code, 0)
  const [head, ...lines] = out.trimEnd().split('\n')
  assert.match(head!, /^ {2}run +when +commit +rounds +learning_rate +roc_auc +95 % interval +outcome +where$/)
  assert.equal(lines.length, 3)
  for (const [at, run] of [...runs].reverse().entries()) {
    assert.ok(lines[at]!.includes(run.id.slice(0, 8)))
    assert.ok(lines[at]!.includes(`2026-11-21 1${2 - at}:00  ${run.commit!.slice(0, 7)} `))
  }
  assert.match(lines[0]!, / 20 +0\.3 +0\.\d+ +0\.\d+ to 0\.\d+ +(pass|undecided|fail) +here$/)

  const json = runsSchema.parse(JSON.parse((await contender('runs --json --where params.rounds>=20', folder)).out))
  assert.equal(json.known, 3)
  assert.deepEqual(
    json.runs.map(({ run }) => run.id),
    [runs[2]!.id, runs[1]!.id],
  )
  assert.ok(json.runs.every(({ comparison, evaluation }) => comparison !== null && evaluation !== null))
})

test('contender runs sorts by a metric, filters and limits', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': configWith('rounds: 5') })
  keptFolder(folder, 30)
  const list = async (flags: string) => {
    const { code, error, out } = await contender(`runs --json ${flags}`, folder)
    assert.equal(code, 0, error)
    return runsSchema.parse(JSON.parse(out)).runs.map(({ run }) => run.params.rounds)
  }
  assert.equal((await list('')).length, 20)
  assert.deepEqual(await list('--limit 2'), [29, 28])
  assert.deepEqual(await list('--sort roc_auc --limit 2'), [29, 28])
  assert.deepEqual(await list('--where "params.rounds<3, roc_auc>0"'), [2, 1])
  assert.deepEqual(await list('--since 2026-11-21T10:28Z'), [29, 28])
  assert.match((await contender('runs --limit 2', folder)).out, / {2}2 of 30 runs\n$/)
  assert.match((await contender('runs --where params.rounds>99', folder)).out, /^None of the 30 known runs is so\.\n$/)
  for (const [flags, message] of [
    ['--sort rocauc', /Unknown metric `rocauc` of --sort, did you mean `roc_auc`/],
    ['--where params.round=1', /Unknown field `params.round` of --where, did you mean `params.rounds`/],
    ['--limit 0', /Unexpected value `0` of --limit, expected a whole number ≥ 1/],
    ['--since tomorrow', /Unexpected `tomorrow` of --since/],
  ] as const) {
    const { code, error } = await contender(`runs ${flags}`, folder)
    assert.equal(code, 2)
    assert.match(error, message)
  }
})

test('without any run a friendly line says what to do, and the history passes', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': configWith('rounds: 5') })
  const { code, out } = await contender('runs', folder)
  assert.deepEqual([code, out], [0, 'No run is known yet: `contender train` makes the first one.\n'])
  const { code: refused, error } = await contender('runs diff latest~1 latest', folder)
  assert.equal(refused, 2)
  assert.match(error, /Unknown run `latest~1`: no run is known yet; `contender train` makes the first one/)
})

test('a torn run and one of another version are left out with a warning that names a file; the rest is listed', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': configWith('rounds: 5') })
  keptFolder(folder, 3)
  const place = (at: number) => join(folder, '.contender/.runs/delay', idAt(at))
  await writeFile(join(place(2), 'run.json'), '{"schema": "contender/run@1", ')
  const one = await contender('runs', folder)
  assert.equal(one.code, 0)
  assert.match(one.error, /^warning: A kept run cannot be read\. Unexpected content of .*run\.json, expected JSON/)
  assert.equal(one.out.trimEnd().split('\n').length, 3)
  await writeFile(join(place(1), 'run.json'), JSON.stringify({ ...aRun, schema: 'contender/run@9', id: idAt(1) }))
  const two = await contender('runs', folder)
  assert.match(two.error, /^warning: 2 kept runs cannot be read, the first because: /)
  assert.match(
    (await contender(`runs diff latest ${idAt(2)}`, folder)).error,
    /Unexpected content of run .* of delay, expected one that this version can read/,
  )
  await rm(join(place(0), 'run.json'))
  assert.match((await contender('runs', folder)).out, /^None of the 3 known runs/)
})

test('names and values with markup, pipes and control characters stay on their line and obey nothing', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': configWith('rounds: 5') })
  keptFolder(folder, 2)
  const params = { 'a|<b>\u001b[31m': 'x\u0007\n@me\u202e', long: 'y'.repeat(500) }
  await writeFile(
    join(folder, '.contender/.runs/delay', idAt(1), 'run.json'),
    JSON.stringify({ ...aRun, id: idAt(1), params, command: 'sh\u001b]0;title\u0007' }),
  )
  for (const line of ['runs', 'runs diff latest~1 latest', 'lineage latest', 'lineage latest --format mermaid']) {
    const { code, error, out } = await contender(line, folder)
    assert.equal(code, 0, error)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
    assert.doesNotMatch(out, /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/)
    assert.ok(
      out.split('\n').every((text) => text.length < 250),
      line,
    )
  }
  const chart = (await contender('lineage latest --format mermaid', folder)).out
  assert.doesNotMatch(chart.replaceAll('<br/>', ''), /[<|@#]/)
})

test('two thousand runs are sorted and filtered in under a second', async (t) => {
  const folder = await folderWith(t, { 'contender.yml': configWith('rounds: 5') })
  keptFolder(folder, 2000)
  const started = performance.now()
  const { code, out } = await contender('runs --sort roc_auc --where params.rounds>=10 --limit 3', folder)
  const seconds = (performance.now() - started) / 1000
  assert.equal(code, 0)
  assert.match(out, / 1999 [\s\S]* 1998 [\s\S]* 1997 /)
  t.diagnostic(`${seconds.toFixed(2)} s`)
  // Loaded machines take longer; what is read twice or parsed needlessly takes longer still.
  assert.ok(seconds < 4, `${seconds} s`)
})
