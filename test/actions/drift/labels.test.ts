import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { byDay, csv, made, NOW, watchedConfig, watchedFiles } from './production-logs.ts'

const LOGS = made({ days: 21, seed: 2 })
const TURNED = made({ days: 21, seed: 2, turned: true })
const later = (after: string) =>
  `labels: { files: "labels/%Y-%m-%d.csv", id: row, column: truth, available_after: ${after} }`
const LATER = later('3d')
const WEEK = { 'contender.yml': watchedConfig({ more: later('1d') }) }

/** Labels in files of the day on which they came: three days after the answer, or so many. */
function labelled(rows: readonly { id: string; at: string; label: number }[], until = '2026-02-28', after = 3) {
  const came = Map.groupBy(rows, ({ at }) =>
    new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + after * 86_400_000).toISOString().slice(0, 10),
  )
  return Object.fromEntries(
    [...came]
      .filter(([day]) => day <= until)
      .map(([day, own]) => [`labels/${day}.csv`, csv(own.map(({ id, label }) => ({ row: id, truth: label })))]),
  )
}

type Files = Record<string, string | Uint8Array>

async function judge(t: Parameters<typeof folderWith>[0], files: Files, now = NOW, line = '') {
  const folder = await folderWith(t, { ...watchedFiles({ more: LATER }), ...files })
  const { code, error, out } = await contender(`drift ${line} --json`, folder, {}, now)
  assert.notEqual(code, 2, error)
  const drift: Drift = driftSchema.parse(JSON.parse(out))
  return { code, drift, performance: drift.performance! }
}

const said = ({ quality }: Drift) => quality.map(({ because }) => because).join('\n')

test('drift: labels that come later in other files judge performance, by days, and are covered in full', async (t) => {
  const files = { ...WEEK, ...byDay(LOGS), ...labelled(LOGS, '2026-01-23', 1) }
  const { code, drift, performance } = await judge(t, files, '2026-01-23T00:00:00Z')
  assert.equal(code, 0)
  assert.equal(performance.verdict, 'stable')
  assert.equal(performance.coverage, 1)
  assert.equal(drift.label_coverage, 1)
  assert.equal(performance.metrics.log_loss!.current.rows, 420)
  assert.equal(performance.metrics.log_loss!.current.groups, 7)
  assert.deepEqual(performance.cohort, { from: '2026-01-15T00:00:00.000Z', to: '2026-01-22T00:00:00.000Z' })
  // The labels themselves are shown, and judge nothing.
  assert.equal(drift.labels!.verdict, 'insufficient')
})

for (const [where, hours] of [
  ['Tokyo', 9],
  ['Los Angeles', -8],
] as const)
  test(`drift: all labels are found in files that are named by the days of ${where}`, async (t) => {
    const days = Map.groupBy(LOGS, ({ at }) =>
      new Date(Date.parse(`${at}Z`) + hours * 3_600_000).toISOString().slice(0, 10),
    )
    const labels = Object.fromEntries(
      Array.from(days, ([day, own]) => [
        `labels/${day}.csv`,
        csv(own.map(({ id, label }) => ({ row: id, truth: label }))),
      ]),
    )
    const { drift, performance } = await judge(t, { ...WEEK, ...byDay(LOGS), ...labels }, '2026-01-23T00:00:00Z')
    assert.deepEqual([performance.coverage, performance.metrics.log_loss!.current.rows], [1, 420])
    assert.doesNotMatch(said(drift), /labels/)
  })

test('drift: a window is waited for where its labels take a seventh of it at most', async (t) => {
  const { drift, performance } = await judge(t, { ...WEEK, ...byDay(LOGS), ...labelled(LOGS, '2026-01-22', 1) })
  assert.equal(drift.window!.to, '2026-01-15T00:00:00.000Z')
  assert.deepEqual(performance.cohort, { from: drift.window!.from, to: drift.window!.to })
  assert.equal(performance.coverage, 1)
})

test('drift: where labels take longer, as many rows before are judged, and the same ones whenever it is', async (t) => {
  for (const [now, until] of [
    [NOW, '2026-01-22'],
    ['2026-01-28T00:00:00Z', '2026-01-28'],
  ] as const) {
    const { drift, performance } = await judge(t, { ...byDay(LOGS), ...labelled(LOGS, until) }, now)
    assert.equal(drift.window!.to, '2026-01-22T00:00:00.000Z')
    assert.deepEqual(performance.cohort, { from: '2026-01-12T00:00:00.000Z', to: '2026-01-19T00:00:00.000Z' })
    assert.equal(performance.coverage, 1)
    assert.equal(performance.metrics.log_loss!.current.rows, 420)
  }
})

test('drift: an estimate is checked on the rows that have a label, and on no other', async (t) => {
  const sure = LOGS.filter(({ score }) => Math.abs(score - 0.5) > 0.3)
  const { drift, performance } = await judge(t, { ...byDay(LOGS), ...labelled(sure) }, NOW, '--windows 2')
  const { checked, metrics } = performance.estimate!
  assert.equal(checked!.log_loss!.realized, performance.metrics.log_loss!.current.value)
  // Rows of which the model is sure are the easier ones.
  assert.ok(checked!.log_loss!.estimate < metrics.log_loss!.value - 0.05)
  const [before] = drift.history
  assert.equal(before!.checked!.log_loss!.realized, before!.metrics.log_loss!.value)
  assert.notDeepEqual(before!.checked, checked)
  // With these rows alone in the logs the estimate is the same.
  const alone = await judge(t, { ...byDay(sure), ...labelled(sure) }, NOW, '--windows 2')
  assert.deepEqual(alone.performance.estimate!.checked, checked)
  assert.equal(alone.performance.coverage, 1)
})

test('drift: a model whose answers mean the opposite by now is drift by its labels alone, and no estimate sees it', async (t) => {
  const { code, drift, performance } = await judge(t, { ...byDay(TURNED), ...labelled(TURNED) })
  assert.equal(code, 1)
  assert.equal(performance.verdict, 'drift')
  assert.match(drift.because[0]!, /^log_loss is worse than on the test rows/)
  assert.ok(performance.loss!.value > 0.5)
  assert.ok(
    Math.abs(performance.estimate!.metrics.log_loss!.value - performance.metrics.log_loss!.reference.value!) < 0.1,
  )
  assert.ok(drift.features.every(({ verdict }) => verdict === 'stable'))
})

test('drift: labels of which some are late are judged as far as they are there, with their share', async (t) => {
  const some = LOGS.filter((_, at) => at % 4 !== 0)
  const { performance } = await judge(t, { ...byDay(LOGS), ...labelled(some) })
  assert.equal(performance.coverage, 0.75)
  assert.match(performance.because, /75 % of the rows have a label/)
})

test('drift: where labels are due and no file of them is there, nothing is said of performance, and nothing is called stable', async (t) => {
  const { code, drift, performance } = await judge(t, byDay(LOGS))
  assert.deepEqual([code, drift.verdict], [3, 'insufficient'])
  assert.equal(performance.verdict, 'insufficient')
  assert.equal(drift.label_coverage, 0)
  assert.match(performance.because, /none of 420 rows that should have a label by now has one/)
  assert.match(said(drift), /labels\/%Y-%m-%d\.csv is not there/)
})

test('drift: files of labels with a header alone are as none, and inputs are judged', async (t) => {
  const undated = { 'contender.yml': watchedConfig({ more: 'labels: { files: labels.csv, id: row, column: truth }' }) }
  for (const files of [{ 'labels/2026-01-16.csv': 'row,truth\n' }, { ...undated, 'labels.csv': 'row,truth\n' }]) {
    const { code, drift, performance } = await judge(t, { ...byDay(LOGS), ...files })
    assert.equal(code, 3)
    assert.equal(performance.verdict, 'insufficient')
    assert.equal(drift.label_coverage, 0)
    assert.ok(drift.features.every(({ verdict }) => verdict === 'stable'))
    assert.match(said(drift), /labels\S*\.csv has no rows/)
  }
})

test('drift: an empty column of labels in the logs themselves promises none', async (t) => {
  const empty = LOGS.map((row) => ({ ...row, label: '' }))
  const files = byDay(empty as unknown as typeof LOGS, ['id', 'at', 'distance', 'origin', 'score', 'label'])
  const { code, performance } = await judge(t, { 'contender.yml': watchedConfig(), ...files })
  assert.deepEqual([code, performance.verdict], [0, 'insufficient'])
})

test('drift: labels of other ids are told beside the ids of the logs, unless these may not be shown', async (t) => {
  const other = labelled(LOGS.map((row) => ({ ...row, id: row.id.replace('2026', 'q026') })))
  const { code, drift, performance } = await judge(t, { ...byDay(LOGS), ...other })
  assert.deepEqual([code, drift.verdict, performance.verdict], [3, 'insufficient', 'insufficient'])
  const because =
    'none of 420 rows that should have a label by now has one: labels/%Y-%m-%d.csv has 720 ids, none of them in these logs: `q026-01-01/1000` beside `2026-01-01/1000`'
  assert.equal(drift.because[0], because)
  const folder = await folderWith(t, { ...watchedFiles({ more: LATER }), ...byDay(LOGS), ...other })
  const { out } = await contender('drift', folder, {}, NOW)
  assert.match(out, /What now\?\n {2}See where the labels are: .* `drift\.labels\.id` is the id that the logs have/)
  assert.doesNotMatch(out, /Nothing: the next/)
  const hidden = { 'contender.yml': watchedConfig({ more: LATER, data: ', sensitive: [row]' }) }
  const sensitive = await judge(t, { ...hidden, ...byDay(LOGS), ...other })
  assert.match(sensitive.drift.because[0]!, /none of them in these logs$/)
  const people = (rows: typeof LOGS, host: string) => rows.map((row, at) => ({ ...row, id: `p${at}@${host}.com` }))
  const personal = await judge(t, { ...byDay(people(LOGS, 'mail')), ...labelled(people(LOGS, 'post')) })
  assert.match(personal.drift.because[0]!, /none of them in these logs$/)
})

test('drift: rows with two different labels count as without one, and such rows are told', async (t) => {
  const labels = labelled(LOGS)
  const day = 'labels/2026-01-18.csv'
  const twice = labels[day]!.split('\n')
    .slice(1, 11)
    .map((line) => line.replace(/[01]$/, (label) => `${1 - Number(label)}`))
  const again = labels[day]!.split('\n').slice(11, 21)
  const { drift, performance } = await judge(t, {
    ...byDay(LOGS),
    ...labels,
    [day]: `${labels[day]}${[...twice, ...again].join('\n')}\n`,
  })
  assert.match(said(drift), /10 rows have two different labels/)
  assert.equal(performance.metrics.log_loss!.current.rows, 410)
})

test('drift: ids that are numbers on one side and floats on the other are the same', async (t) => {
  const numbered = LOGS.map((row, at) => ({ ...row, id: String(at) }))
  const floats = labelled(numbered.map((row) => ({ ...row, id: `${row.id}.0` })))
  const { performance } = await judge(t, { ...byDay(numbered), ...floats })
  assert.equal(performance.coverage, 1)
})

test('drift: an id that is there twice is told and counts once', async (t) => {
  const again = LOGS.map((row, at) => (at % 60 === 1 ? { ...row, id: LOGS[at - 1]!.id } : row))
  const { drift, performance } = await judge(t, { ...byDay(again), ...labelled(LOGS) })
  assert.match(said(drift), /7 rows of .* have an id that another row of the window has too, and do not count/)
  assert.equal(drift.current.rows, 413)
  // The cohort is other rows than the window: they count once as well.
  assert.equal(performance.metrics.log_loss!.current.rows, 413)
  assert.equal(performance.coverage, 1)
})

test('drift: logs and labels that were delivered twice change nothing but that it is told', async (t) => {
  const logs = '{ files: "logs/*.csv", time: at, id: id, score: score, latency: ms }'
  const config = (after: string) => ({
    'contender.yml': watchedConfig({ logs, more: later(after).replace('%Y-%m-%d', '*') }),
  })
  const timed = byDay(LOGS.map((row, at) => ({ ...row, ms: at % 90 })) as never, [
    ...['id', 'at', 'distance', 'origin', 'score', 'ms'],
  ])
  for (const after of ['1d', '3d']) {
    const files = { ...config(after), ...timed, ...labelled(LOGS) }
    const twice = Object.entries(files).flatMap(([name, text]) =>
      /-1[0-9]\.csv$/.test(name) ? [[name.replace('.csv', '-again.csv'), text]] : [],
    )
    const once = await judge(t, files, '2026-01-23T00:00:00Z')
    const again = await judge(t, { ...files, ...Object.fromEntries(twice) }, '2026-01-23T00:00:00Z')
    assert.match(
      said(again.drift),
      /300 rows of .* are there again, the same in every column, and are not counted again/,
    )
    assert.equal(said(once.drift), '')
    // Sums in another order end in other digits.
    const rounded = (drift: Drift) =>
      JSON.stringify({ ...drift, quality: [] }, (_, value) =>
        typeof value === 'number' ? value.toPrecision(9) : value,
      )
    assert.equal(rounded(again.drift), rounded(once.drift))
  }
})

test('drift: labels in the logs themselves need no other file; a NaN is none', async (t) => {
  const rows = LOGS.map((row, at) => ({ ...row, label: at % 3 === 0 ? 'nan' : row.label }))
  const { performance } = await judge(t, {
    'contender.yml': watchedConfig(),
    ...byDay(rows as never, ['id', 'at', 'distance', 'origin', 'score', 'label']),
  })
  assert.equal(performance.metrics.log_loss!.current.rows, 280)
  assert.equal(performance.coverage, 280 / 420)
})

test('drift: rows are weighted where the logs have the weights, and it is said where they do not', async (t) => {
  const weigh = <T extends object>(rows: readonly T[]) => rows.map((row, at) => ({ ...row, weight: 1 + (at % 2) }))
  const files = {
    'contender.yml': watchedConfig({ data: ', weight: weight' }),
    'test.csv': csv(weigh(made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 }))),
  }
  const names = ['id', 'at', 'distance', 'origin', 'score', 'label']
  const without = await judge(t, { ...files, ...byDay(LOGS, names) })
  assert.match(said(without.drift), /count alike, for they have no weight/)
  const weighted = await judge(t, { ...files, ...byDay(weigh(LOGS) as never, [...names, 'weight']) })
  assert.doesNotMatch(said(weighted.drift), /count alike/)
  assert.notEqual(
    weighted.performance.metrics.log_loss!.current.value,
    without.performance.metrics.log_loss!.current.value,
  )
  // What is estimated is weighted too.
  const { checked, metrics } = weighted.performance.estimate!
  assert.equal(checked!.log_loss!.estimate, metrics.log_loss!.value)
  assert.notEqual(metrics.log_loss!.value, without.performance.estimate!.metrics.log_loss!.value)
})

test('drift: of classes the scores of each are watched, and their metrics estimated', async (t) => {
  const classes = (rows: typeof LOGS) =>
    rows.map(({ label, score, ...row }) => ({
      ...row,
      score_a: score,
      score_b: Number(((1 - score) / 2).toFixed(6)),
      score_c: Number((1 - score - Number(((1 - score) / 2).toFixed(6))).toFixed(6)),
      label: label === 1 ? 'a' : Number(row.id.split('/')[1]) % 2 === 0 ? 'b' : 'c',
    }))
  const config = watchedConfig({ logs: '{ files: "logs/%Y-%m-%d.csv", time: at, id: id }' }).replace(
    'binary-classification',
    'multiclass-classification',
  )
  const { code, drift, performance } = await judge(t, {
    'contender.yml': config,
    'test.csv': csv(classes(made({ from: '2025-12-22', days: 10, rows: 60, seed: 12 }))),
    ...byDay(classes(LOGS) as never, ['id', 'at', 'distance', 'origin', 'score_a', 'score_b', 'score_c', 'label']),
  })
  assert.equal(code, 0)
  assert.deepEqual(
    drift.predictions!.features.map(({ name }) => name),
    ['score_a', 'score_b', 'score_c'],
  )
  assert.equal(performance.verdict, 'stable')
  assert.equal(performance.estimate!.method, 'cbpe')
})

/** Numbers whose error grows with `distance`. */
function priced(rows: typeof LOGS) {
  return rows.map(({ score, label: _, ...row }, at) => {
    const error = ((at % 2) * 2 - 1) * (row.distance / 100) * (0.5 + score)
    return {
      ...row,
      prediction: Number((row.distance / 10).toFixed(3)),
      label: Number((row.distance / 10 + error).toFixed(3)),
    }
  })
}

test('drift: of numbers the loss is estimated from the features, where there are no labels', async (t) => {
  const config = watchedConfig({
    logs: '{ files: "logs/%Y-%m-%d.csv", time: at, id: id }',
    model: 'evaluate: { metrics: [mae] }',
  }).replace('binary-classification', 'regression')
  const files = {
    'contender.yml': config,
    'test.csv': csv(priced(made({ from: '2025-12-22', days: 10, rows: 80, seed: 12 }))),
  }
  const names = ['id', 'at', 'distance', 'origin', 'prediction']
  const still = await judge(t, { ...files, ...byDay(priced(LOGS) as never, names) })
  assert.equal(still.code, 0)
  const { estimate } = still.performance
  assert.equal(estimate!.method, 'direct_loss')
  const { reference, value } = estimate!.metrics.mae!
  assert.ok(Math.abs(value - reference!) < 0.1 * reference!, `${value} ${reference}`)
  // Longer flights are harder: the estimate says so before any label has come.
  const harder = await judge(t, {
    ...files,
    ...byDay(priced(made({ days: 21, seed: 2, shift: () => 1.5 })) as never, names),
  })
  assert.ok(harder.performance.estimate!.metrics.mae!.value > 1.1 * reference!)
  const without = await judge(t, { ...files, ...byDay(priced(LOGS) as never, ['id', 'at', 'origin', 'prediction']) })
  assert.equal(without.performance.estimate, null)
  assert.match(said(without.drift), /performance is not estimated without labels: .* has no column distance/)
  const labelled = await judge(t, { ...files, ...byDay(priced(LOGS) as never, [...names, 'label']) })
  assert.equal(labelled.performance.verdict, 'stable')
  const { checked } = labelled.performance.estimate!
  assert.equal(checked!.mae!.estimate, labelled.performance.estimate!.metrics.mae!.value)
  assert.equal(checked!.mae!.realized, labelled.performance.metrics.mae!.current.value)
  // Of the shorter flights alone: they are easier.
  const short = priced(LOGS).map((row) => ({ ...row, label: row.distance < 500 ? row.label : '' }))
  const some = await judge(t, { ...files, ...byDay(short as never, [...names, 'label']) })
  assert.ok(some.performance.estimate!.checked!.mae!.estimate < 0.9 * checked!.mae!.estimate)
  assert.equal(some.performance.estimate!.checked!.mae!.realized, some.performance.metrics.mae!.current.value)
})

test('drift: files of labels are missed only where a row lacks its label, and only those that are due', async (t) => {
  const files: Record<string, string> = { ...WEEK, ...byDay(LOGS), ...labelled(LOGS, '2026-01-23', 1) }
  const whole = await judge(t, files, '2026-01-25T06:00:00Z')
  assert.equal(whole.performance.coverage, 1)
  assert.equal(said(whole.drift), '')
  const { 'labels/2026-01-18.csv': _, 'labels/2026-01-22.csv': __, ...some } = files
  const partly = await judge(t, some, '2026-01-25T06:00:00Z')
  assert.equal(partly.performance.coverage, 5 / 7)
  assert.equal(
    said(partly.drift),
    'labels/2026-01-18.csv is not there, where the weeks before had such files: see whether what writes them still does\nlabels/2026-01-22.csv is not there',
  )
  // What comes today is not late.
  const { 'labels/2026-01-22.csv': ___, 'labels/2026-01-23.csv': ____, ...early } = files
  assert.match(said((await judge(t, early, '2026-01-23T06:00:00Z')).drift), /^labels\/2026-01-22\.csv is not there$/)
})
