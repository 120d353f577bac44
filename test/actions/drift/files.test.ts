import assert from 'node:assert/strict'
import { chmod, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { openEngine } from '../../../core/data/engine.ts'
import { contender } from '../../command-line.ts'
import { folderWith, writeFiles } from '../../folder.ts'
import { sharedRepository } from '../../shared-repository.ts'
import { csv, jsonLines, made } from './production-logs.ts'

const REFERENCE = made({ from: '2026-01-01', days: 10, rows: 50, seed: 1 })
const SAME = made({ from: '2026-02-01', days: 10, rows: 50, seed: 2 })
const MOVED = made({ from: '2026-02-01', days: 10, rows: 50, seed: 3, shift: () => 1 })
const TASK = '--task binary-classification'

/** A folder with the same samples as CSV, JSON Lines and Parquet, which tests only read. */
function samples(): Promise<string> {
  return sharedRepository('drift samples', async (folder) => {
    await writeFiles(folder, {
      'ref.csv': csv(REFERENCE),
      'same.csv': csv(SAME),
      'moved.csv': csv(MOVED),
      'moved.jsonl': jsonLines(MOVED),
      'ref.json': JSON.stringify(REFERENCE),
      'line.csv': `a,b\n1,${'x'.repeat(3_000_000)}\n`,
      'empty.csv': '',
      'head.csv': 'id,distance\n',
      'half.parquet': 'PAR1 half',
      'cut.json': '{ "schema": "contender/profile@1", "rows": 7',
      'newer.json': '{ "schema": "contender/profile@9" }',
      'few.csv': csv(SAME.slice(0, 150)),
      'turned.csv': csv(made({ from: '2026-02-01', days: 10, rows: 50, seed: 4, turned: true })),
    })
    await using engine = await openEngine({ directory: folder, root: folder })
    for (const name of ['ref', 'moved']) await engine.materialize(`${name}.csv`, join(folder, `${name}.parquet`))
  })
}

async function drift(line: string, folder?: string): Promise<{ code: number; drift: Drift; error: string }> {
  const { code, error, out } = await contender(`drift ${line} --json`, folder ?? (await samples()))
  assert.notEqual(code, 2, error)
  return { code, drift: driftSchema.parse(JSON.parse(out)), error }
}

const verdicts = ({ features }: Drift) => Object.fromEntries(features.map(({ name, verdict }) => [name, verdict]))

test('drift: two samples of one source are stable, which ends with 0', async () => {
  const { code, drift: found } = await drift('--reference ref.csv --current same.csv')
  assert.equal(code, 0)
  assert.equal(found.verdict, 'stable')
  assert.equal(found.window, null)
  // The id is no feature. Without a task a score and a label are columns as any other.
  assert.deepEqual(verdicts(found).distance, 'stable')
  assert.deepEqual(Object.keys(verdicts(found)).sort(), ['distance', 'label', 'origin', 'score'])
  assert.deepEqual(
    found.quality.map(({ because }) => because),
    [
      'score, label are compared as any column: name --task to have answers and labels judged as such',
      'at is not compared: it holds times, which move on by themselves',
    ],
  )
})

test('drift: a column that went one deviation up is drift, which ends with 1, whatever the files are', async () => {
  const found: unknown[] = []
  for (const [reference, current] of [
    ['ref.csv', 'moved.csv'],
    ['ref.parquet', 'moved.jsonl'],
    ['ref.csv', 'moved.parquet'],
    ['ref.json', 'moved.parquet'],
  ]) {
    const { code, drift: one } = await drift(`--reference ${reference} --current ${current} --time at`)
    assert.equal(code, 1)
    assert.deepEqual(verdicts(one), { distance: 'drift', label: 'stable', origin: 'stable', score: 'stable' })
    found.push(one.features)
  }
  assert.deepEqual(found[1], found[0])
  assert.deepEqual(found[2], found[0])
  assert.deepEqual(found[3], found[0])
})

test('drift: weekends beside working days are watch at most, which ends with 0 and says what is lacking', async (t) => {
  const weekday = ({ at }: { at: string }) => new Date(`${at.replace(' ', 'T')}Z`).getUTCDay()
  const isWeekend = (row: { at: string }) => weekday(row) % 6 === 0
  const [before, after] = [
    made({ from: '2026-01-01', days: 56, rows: 50, seed: 1 }),
    made({ from: '2026-03-01', days: 28, rows: 50, seed: 2, shift: () => 2 }),
  ]
  const folder = await folderWith(t, {
    'weeks.csv': csv(before),
    'working.csv': csv(before.filter((row) => !isWeekend(row))),
    'weekends.csv': csv(after.filter(isWeekend)),
  })
  const beside = (line: string) => drift(`${line} --current weekends.csv`, folder)
  const lacking = await beside('--reference working.csv --time at')
  assert.deepEqual([lacking.code, lacking.drift.verdict], [0, 'watch'])
  assert.ok(lacking.drift.features.some(({ times, unmatched }) => times! > 3 && unmatched))
  assert.match(
    lacking.drift.because.at(-1)!,
    /watch at most, not compared by season: the reference has no rows on Saturday, Sunday \(UTC\); give a reference of whole weeks/,
  )
  for (const line of ['--reference weeks.csv --time at', '--reference working.csv']) {
    const { code, drift: found } = await beside(line)
    assert.deepEqual([code, found.verdict], [1, 'drift'], line)
    assert.ok(found.features.every(({ unmatched }) => unmatched === undefined))
  }
})

test('drift: too few rows on a side end with 3, and the report says how many are missing', async () => {
  const { code, out } = await contender('drift --reference ref.csv --current few.csv --out out', await samples())
  assert.equal(code, 3)
  assert.match(out, /INSUFFICIENT/)
  assert.match(out, /the window has 150 of the 200 rows needed/)
})

test('drift: answers and labels are judged where a task is named, by days where times are', async () => {
  const line = `--reference ref.csv --current turned.csv ${TASK} --metrics log_loss,roc_auc --time at --slices origin`
  const { code, drift: found } = await drift(line)
  assert.equal(code, 1)
  assert.deepEqual(verdicts(found), { distance: 'stable', origin: 'stable' })
  assert.equal(found.performance?.verdict, 'drift')
  assert.equal(found.performance?.metric, 'log_loss')
  assert.equal(found.performance?.metrics.roc_auc?.current.groups, 10)
  assert.equal(found.label_coverage, 1)
  assert.equal(found.predictions?.verdict, 'stable')
  // Three origins have too few rows each.
  assert.deepEqual(found.segments, [])
})

test('drift: without --task, --time or --group nothing of answers is said', async () => {
  const { drift: found } = await drift('--reference ref.csv --current turned.csv')
  assert.equal(found.performance, null)
  assert.equal(found.predictions, null)
  assert.equal(found.labels, null)
})

test('drift: rows of a group are taken together', async () => {
  const { drift: found } = await drift('--reference ref.csv --current moved.csv --group origin')
  // Three origins are fewer blocks than permuting needs.
  assert.equal(found.verdict, 'insufficient')
  assert.match(found.features[0]!.reason!, /blocks|groups/)
})

for (const peer of ['evidently', 'nannyml'] as const) {
  test(`drift: --compat ${peer} judges as ${peer} does, and knows no history`, async () => {
    const { code, drift: found } = await drift(`--reference ref.csv --current moved.csv --time at --compat ${peer}`)
    assert.equal(found.compat, peer)
    assert.equal(verdicts(found).distance, 'drift')
    assert.equal(code, found.verdict === 'drift' ? 1 : 0)
    assert.ok(found.features.every(({ effect, q_value }) => effect === null && q_value === null))
  })
}

test('drift: a stored profile is reference enough, and says how exact each number is', async (t) => {
  const config = `models: { m: { task: regression, data: { train: ref.csv, test: ref.csv, target: label, sensitive: [origin] }, train: { builtin: linear }, model: m.onnx } }`
  const rows = made({ from: '2026-01-01', days: 10, rows: 1000, seed: 1 }).map(({ distance, ...row }) => ({
    ...row,
    distance: distance + row.score,
  }))
  const folder = await folderWith(t, { 'contender.yml': config, 'ref.csv': csv(rows), 'moved.csv': csv(MOVED) })
  const { code, error } = await contender('validate', folder)
  assert.ok(code <= 1, error)
  await writeFiles(folder, { 'ref.csv': 'gone' })
  const profile = '.contender/m/profile.json'
  const { out } = await contender(`drift --reference ${profile} --current moved.csv`, folder)
  assert.match(out, /σ/)
  const { code: ended, drift: found } = await drift(`--reference ${profile} --current moved.csv`, folder)
  assert.equal(ended, 1)
  assert.equal(found.reference.by, 'profile')
  assert.equal(found.reference.rows, 10_000)
  const distance = found.features.find(({ name }) => name === 'distance')!
  assert.equal(distance.verdict, 'drift')
  for (const method of ['ks', 'wasserstein']) assert.ok(distance.tests.find((one) => one.method === method)!.error! > 0)
  // A profile tells nothing of sensitive columns: that is said, and no error.
  assert.match(found.quality.find(({ column }) => column === 'origin')!.because, /origin is not compared/)
  assert.ok(!JSON.stringify(found).includes('JFK'))
  const refused = await contender(`drift --reference ${profile} --current moved.csv --compat nannyml`, folder)
  assert.equal(refused.code, 2)
  assert.match(refused.error, /nannyml compares rows/)
})

const WRONG: [why: string, line: string, says: RegExp][] = [
  ['no reference', '--current same.csv', /Missing --reference/],
  ['no rows to judge', '--reference ref.csv', /Missing --current beside --reference, expected the rows to judge/],
  [
    'an id that is not there',
    '--reference ref.csv --current same.csv --id bogus',
    /Missing column `bogus` in same\.csv/,
  ],
  ['a file that is not there', '--reference ref.csv --current gone.csv', /Missing file .*gone\.csv/],
  [
    'a profile that is cut off',
    '--reference cut.json --current same.csv',
    /Unexpected content of cut\.json, expected JSON/,
  ],
  [
    'a profile of a later version',
    '--reference newer.json --current same.csv',
    /Unexpected content of newer\.json, expected what this version of Contender writes/,
  ],
  ['a folder', '--reference ref.csv --current .', /Unexpected folder `\.`, expected a file or a pattern like/],
  ['a line beyond all bounds', '--reference ref.csv --current line.csv', /line of more than 2 MB in `line\.csv`/],
  [
    'a file that is empty',
    '--reference ref.csv --current empty.csv',
    /Unexpected empty file `empty\.csv`, expected rows/,
  ],
  ['a file without rows', '--reference ref.csv --current head.csv', /Unexpected `head\.csv` without rows/],
  [
    'half-written Parquet',
    '--reference half.parquet --current same.csv',
    /Cannot read `half\.parquet`: .*too small to be a Parquet/,
  ],
  ['a profile that is not there', '--reference gone.json --current same.csv', /Missing file .*gone\.json/],
  ['a time that is none', '--reference ref.csv --current same.csv --time origin', /expected times/],
  ['a time that is not there', '--reference ref.csv --current same.csv --time att', /Missing column `att`/],
  ['a group that is not there', '--reference ref.csv --current same.csv --group day', /Missing column `day`/],
  [
    'slices that are not there',
    '--reference ref.csv --current same.csv --slices orign',
    /Missing column `orign`.*origin/,
  ],
  ['slices of its own choice', '--reference ref.csv --current same.csv --slices auto', /--slices auto/],
  ['metrics without a task', '--reference ref.csv --current same.csv --metrics log_loss', /Missing --task/],
  ['a metric of another task', `--reference ref.csv --current same.csv ${TASK} --metrics mae`, /mae/],
  ['windows of files', '--reference ref.csv --current same.csv --windows 3', /--windows/],
  ['recording files', '--reference ref.csv --current same.csv --record', /--record/],
  ['no windows', '--windows 0', /whole number of windows/],
  ['a time of no day', '--at yesterday', /expected a time/],
  ['another peer', '--reference ref.csv --current same.csv --compat alibi', /evidently or nannyml/],
]
for (const [why, line, says] of WRONG) {
  test(`drift: ${why} is wrong input, which ends with 2 and one sentence`, async () => {
    const { code, error } = await contender(`drift ${line}`, await samples())
    assert.equal(code, 2)
    assert.match(error, says)
    assert.doesNotMatch(error, /\n\s+at /)
  })
}

test('drift: columns may be called anything, and two of a thousand are found', async (t) => {
  const odd = ['__proto__', 'constructor', 'toString', 'a "quoted" one', 'with.dots', "it's", 'ünïcode', 'a,b']
  const names = [...odd, ...Array.from({ length: 992 }, (_, at) => `column${at}`)]
  let state = 7
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
  const rows = (up: number) => {
    const lines = Array.from({ length: 220 }, () =>
      names.map((name) => (next() + (name === '__proto__' || name === 'constructor' ? up : 0)).toFixed(4)).join(','),
    )
    return `${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(',')}\n${lines.join('\n')}\n`
  }
  const folder = await folderWith(t, { 'a.csv': rows(0), 'b.csv': rows(0.5) })
  const { code, drift: found } = await drift('--reference a.csv --current b.csv', folder)
  assert.equal(code, 1)
  assert.equal(found.features.length, 1000)
  assert.deepEqual(
    found.features
      .filter(({ over }) => over)
      .map(({ name }) => name)
      .sort(),
    ['__proto__', 'constructor'],
  )
})

test('drift: a folder that cannot be written to is named in one sentence', async (t) => {
  const folder = await folderWith(t, { 'ref.csv': csv(REFERENCE), 'same.csv': csv(SAME), 'out/keep': '', taken: '' })
  await chmod(join(folder, 'out'), 0o500)
  const isRoot = process.getuid?.() === 0
  const { code, error } = await contender(
    `drift --reference ref.csv --current same.csv --out ${isRoot ? 'taken' : 'out'}`,
    folder,
  )
  assert.equal(code, 2)
  assert.match(error, /taken|out/)
  assert.doesNotMatch(error, /\n\s+at /)
  await chmod(join(folder, 'out'), 0o700)
})

test('drift: drift.json, drift.md and drift.html are written, and nothing else', async (t) => {
  const folder = await folderWith(t, { 'ref.csv': csv(REFERENCE), 'same.csv': csv(SAME) })
  await contender('drift --reference ref.csv --current same.csv', folder)
  const written = (await readdir(join(folder, '.contender'), { recursive: true })).sort()
  assert.deepEqual(written, ['drift.html', 'drift.md', 'same', 'same/drift.json'])
  assert.match(await readFile(join(folder, '.contender/drift.md'), 'utf8'), /stable/)
})

test('drift: a column that a peer cannot take is told, and ends nothing for the others', async (t) => {
  const rows = (shift: number, scale: number) =>
    Array.from({ length: 400 }, (_, at) => {
      const value = ((at * 7919) % 1009) / 1009 + shift
      return [value, value * 1e200, (value - 0.5) * 2 * scale].join()
    }).join('\n')
  const folder = await folderWith(t, {
    'ref.csv': `plain,huge,widest\n${rows(0, 1.7e308)}\n`,
    'cur.csv': `plain,huge,widest\n${rows(0.2, 1e308)}\n`,
  })
  for (const [compat, name] of [
    ['nannyml', 'NannyML'],
    ['evidently', 'Evidently'],
  ] as const) {
    const { code, drift: found } = await drift(`--reference ref.csv --current cur.csv --compat ${compat}`, folder)
    assert.equal(code, 1)
    const [plain, huge, widest] = ['plain', 'huge', 'widest'].map(
      (column) => found.features.find((feature) => feature.name === column)!,
    )
    assert.deepEqual([plain!.verdict, huge!.verdict], ['drift', 'drift'])
    // Of values times 1e200 only those do not differ that are in the unit of the values.
    assert.equal(huge!.tests[0]!.statistic!.toFixed(9), plain!.tests[0]!.statistic!.toFixed(9))
    if (compat === 'evidently') continue
    assert.equal(widest!.verdict, 'insufficient')
    assert.match(
      widest!.reason!,
      new RegExp(`^${name} cannot compare it: Unexpected values from -1\\..*e\\+308 to 1\\.`),
    )
  }
})

test('drift: how many values of a segment are not looked at is told, in drift.json and in the report', async (t) => {
  const rows = (seed: number) =>
    Array.from({ length: 24 * 200 + 90 }, (_, at) => {
      const value = at < 4800 ? `s${at % 24}` : `few${at % 3}`
      return `${value},${((at * seed) % 1009) / 1009 + (value === 's23' ? 3 : 0) * (seed === 7919 ? 1 : 0)}`
    }).join('\n')
  const folder = await folderWith(t, { 'ref.csv': `shop,x\n${rows(6007)}\n`, 'cur.csv': `shop,x\n${rows(7919)}\n` })
  const { drift: found } = await drift('--reference ref.csv --current cur.csv --slices shop --out out', folder)
  assert.equal(found.segments.length, 20)
  const because =
    'rows are compared apart by shop for 20 of its 27 values: 3 have fewer than 200 rows on a side; 4 with enough rows are left out for the 20 with the most, which is as many as are looked at: name a column with fewer values to see drift there'
  assert.deepEqual(
    found.quality.filter(({ column }) => column === 'shop'),
    [{ check: 'schema', column: 'shop', level: 'warning', because }],
  )
  assert.ok((await readFile(join(folder, 'out/drift.md'), 'utf8')).includes(because))
})

test('drift: a few values that are no numbers count as missing, the first of them is named, and a column that held nothing is said to', async (t) => {
  const rows = (line: (at: number) => string) =>
    `amount,b,weight\n${Array.from({ length: 300 }, (_, at) => line(at)).join('\n')}\n`
  const folder = await folderWith(t, {
    'ref.csv': rows((at) => `${(at * 7919) % 1009},,${at % 7}`),
    'now.csv': rows((at) => `${at === 6 || at === 9 ? 'n/a' : (at * 7919) % 1009},${at},${at % 7} kg`),
  })
  const amount = '2 values that are no number, the first `n/a` in row 7,'
  const warnings = async (line: string) =>
    (await drift(line, folder)).drift.quality.filter(({ check }) => check === 'type').map(({ because }) => because)
  assert.deepEqual(await warnings('--reference ref.csv --current now.csv'), [
    `amount holds ${amount} in now.csv: they count as missing`,
    'weight holds text, such as `0 kg`, in now.csv where it held numbers: it cannot be compared',
  ])
  assert.deepEqual(await warnings('--reference now.csv --current ref.csv'), [
    `amount held ${amount} in the reference: it cannot be compared`,
    'weight holds numbers in ref.csv where it held text: it cannot be compared',
  ])
  const { out } = await contender('drift --reference ref.csv --current now.csv', folder)
  assert.match(out, /b: the reference has none of the 200 rows needed/)
})
