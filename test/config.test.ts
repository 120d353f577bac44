import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import test from 'node:test'
import { fairnessMetrics } from '../core/config/fairness-metrics.ts'
import { configJsonSchema } from '../core/config/json-schema.ts'
import { parseConfig } from '../core/config.ts'
import { parseContract } from '../core/data/contract/parse-contract.ts'
import { UserError } from '../core/errors.ts'

const MINIMAL = 'models: { delay: { task: regression, predictions: p.csv } }'

/** A valid config with one line changed or added below `models.delay`. */
function withLine(lines: string): string {
  return `models:
  delay:
    task: binary-classification
    data: { train: a.csv, test: b.csv, target: late }
    model: m.onnx
${lines}`
}

/** Models `a`, which is retrained, and `a/b` with this setting. */
function nested(setting: string): string {
  const own =
    'task: regression, data: { train: a.csv, test: b.csv, target: y }, train: { builtin: linear }, model: m.onnx, drift: { logs: { files: l.csv, time: at } }'
  return `models:\n  a: { ${own}, retrain: {} }\n  a/b: { ${own}, ${setting} }\n`
}

/** What `evaluate.fairness` says, and one gate. */
function withFairness(fairness: string, gate?: string): string {
  return withLine(
    `    evaluate: { fairness: { ${fairness} } }${gate === undefined ? '' : `\n    gates: [{ ${gate} }]`}`,
  )
}

function messageOf(text: string): string {
  try {
    parseConfig(text, 'contender.yml')
  } catch (error) {
    if (error instanceof UserError) return error.message
    throw error
  }
  return assert.fail('expected a UserError')
}

test('parseConfig: the smallest config has every default filled in', () => {
  const [model] = parseConfig(MINIMAL, 'contender.yml').models
  assert.equal(model?.name, 'delay')
  assert.equal(model?.evaluate.threshold, 0.5)
  assert.deepEqual(model?.gates, [])
  assert.deepEqual(model?.data.exclude, [])
})

test('parseConfig: units become numbers', () => {
  const text = withLine(`    train: { run: make, timeout: 90m }
    evaluate: { budgets: { size: 20MB, latency: 1.1x } }
    gates: [{ metric: log_loss, against: base, margin: 1% }, { metric: roc_auc, against: production, margin: 0.01 }]`)
  const [model] = parseConfig(text, 'contender.yml').models
  assert.equal(model?.train?.timeout, 5_400_000)
  assert.deepEqual(model?.evaluate.budgets, { size: 20_000_000, latency: 1.1 })
  assert.deepEqual(model?.gates[0]?.margin, { kind: 'relative', value: 0.01 })
  assert.deepEqual(model?.gates[1]?.margin, { kind: 'absolute', value: 0.01 })
})

test('parseConfig and parseContract: every example in the tree is valid', () => {
  const files = globSync('examples/*/*.yml')
  assert.ok(files.length >= 4)
  for (const file of files) {
    const text = readFileSync(file, 'utf8')
    if (file.endsWith('.schema.yml')) parseContract(text, file, ['delay'])
    else parseConfig(text, file)
  }
})

test('parseConfig: the example in docs/config.md is valid', () => {
  const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/config.md', 'utf8'))!
  assert.equal(parseConfig(yaml!, 'docs/config.md').models[0]?.gates.length, 6)
})

const WRONG: readonly [title: string, text: string, message: RegExp][] = [
  [
    'an unknown key names the nearest one, with file, line and path',
    withLine('    evalute: {}'),
    /^Unknown key `evalute` in contender\.yml:6 → models\.delay, did you mean `evaluate`\? Known: task, data/,
  ],
  [
    'an unknown key inside an inline section has its line',
    withLine('    evaluate: { metrics: [f1], slice: [a] }'),
    /Unknown key `slice` in contender\.yml:6 → models\.delay\.evaluate, did you mean `slices`/,
  ],
  [
    'a margin below zero',
    withLine('    gates: [{ metric: roc_auc, against: base, margin: -1 }]'),
    /^Unexpected value `-1` in contender\.yml:6 → models\.delay\.gates\[0\]\.margin, expected a number ≥ 0/,
  ],
  [
    'an unknown metric',
    withLine('    evaluate: { metrics: [roc_acu] }'),
    /^Unknown metric `roc_acu` for binary-classification in contender\.yml:6 → models\.delay\.evaluate\.metrics\[0\], did you mean `roc_auc`/,
  ],
  [
    'an unknown task',
    'models: { m: { task: regresion, predictions: p.csv } }',
    /^Unexpected value `regresion` in contender\.yml:1 → models\.m\.task, did you mean `regression`\? Known: binary-class/,
  ],
  [
    'a ranking task, with that said',
    'models: { m: { task: ranking, predictions: p.csv } }',
    /^Unexpected value `ranking` in contender\.yml:1 → models\.m\.task, ranking models are not judged by this version; expected one of binary-class/,
  ],
  [
    'a task of several outputs, with that said',
    'models: { m: { task: multi_output, predictions: p.csv } }',
    /models\.m\.task, models with several outputs are not judged by this version: judge each output/,
  ],
  [
    'a missing task',
    'models: { m: { predictions: p.csv } }',
    /^Missing `task` in contender\.yml:1 → models\.m\.task, expected one of binary-classification/,
  ],
  ['no models', 'model: {}', /Unknown key `model` in contender\.yml.*did you mean `models`/],
  ['an empty file', '', /expected a section with keys and values/],
  [
    'two models of one name',
    'models:\n  a: { task: regression, predictions: p.csv }\n  a: { task: regression, predictions: q.csv }',
    /^Unexpected second `a` in contender\.yml:3:3, expected each name once$/,
  ],
  [
    'two models whose names differ by case',
    'models:\n  a: { task: regression, predictions: p.csv }\n  A: { task: regression, predictions: q.csv }',
    /Unexpected model `A` beside `a`/,
  ],
  [
    'two retrained models whose branches Git cannot keep together',
    nested('retrain: {}'),
    /^Unexpected `retrain` of `a\/b` beside that of `a` in contender\.yml:3 → models\.a\/b\.retrain, expected one of them without it, or another name: Git cannot keep the branch contender\/retrain\/a beside contender\/retrain\/a\/b$/,
  ],
  ['broken YAML', 'models: [', /^Unexpected YAML in contender\.yml:1:\d+, expected valid YAML: /],
  [
    'fairness of nobody',
    withLine('    evaluate: { fairness: { groups: [] } }'),
    /^Unexpected value `\[\]` in contender\.yml:6 → models\.delay\.evaluate\.fairness\.groups, expected at least one column$/,
  ],
  [
    'fairness by one column twice',
    withFairness('groups: [sex, sex]'),
    /^Unexpected second `sex` in contender\.yml:6 → models\.delay\.evaluate\.fairness\.groups\[1\], expected each column once$/,
  ],
  [
    'a fairness metric that is none',
    withFairness('groups: [sex], metrics: [equalised_odds_difference]'),
    /^Unknown fairness metric `equalised_odds_difference` for binary-classification in .*, did you mean `equalized_odds_difference`/,
  ],
  [
    'a fairness metric of another task',
    withFairness('groups: [sex], metrics: [mean_prediction_difference]'),
    /^Unknown fairness metric `mean_prediction_difference` for binary-classification/,
  ],
  [
    'a metric that needs a privileged group without one',
    withFairness('groups: [sex], metrics: [DPPL]'),
    /^Unexpected `DPPL` without a privileged group in .*, expected `evaluate\.fairness\.privileged` to say beside which group of `sex` Clarify looks at the others$/,
  ],
  [
    'a privileged group of a column that is not judged',
    withFairness('groups: [sex], privileged: { age: old }'),
    /^Unknown column `age` of fairness in contender\.yml:6 → models\.delay\.evaluate\.fairness\.privileged\.age, known: sex$/,
  ],
  [
    'so few rows that they are people',
    withFairness('groups: [sex], min_rows: 9'),
    /fairness\.min_rows, expected a whole number ≥ 10$/,
  ],
  [
    'a gate on fairness that does not say by what',
    withFairness('groups: [sex, age]', 'metric: demographic_parity_difference, max: 0.1'),
    /^Missing `by` of a gate on `demographic_parity_difference` in contender\.yml:7 → models\.delay\.gates\[0\], expected one of sex, age$/,
  ],
  [
    'a gate on fairness where nobody is told apart',
    withLine('    gates: [{ metric: demographic_parity_difference, by: sex, max: 0.1 }]'),
    /^Unknown column `sex` of fairness in .*gates\[0\]\.by, expected `evaluate\.fairness\.groups` to name it$/,
  ],
  [
    'a metric that is not judged by groups with `by`',
    withFairness('groups: [sex]', 'metric: roc_auc, by: sex, min: 0.6'),
    /^Unknown fairness metric `roc_auc` for binary-classification/,
  ],
  [
    'a gate on fairness under a change of the rows',
    withFairness('groups: [sex]', 'metric: equalized_odds_difference, by: sex, max: 0.1, under: noise'),
    /^Unexpected `under`, `slices` or `margin` of a gate on fairness in .*, expected `min` or `max`, or `against` with a `margin`$/,
  ],
  [
    'a gate on fairness against a baseline without a margin',
    withFairness('groups: [sex]', 'metric: equalized_odds_difference, by: sex, against: base'),
    /^Missing `margin` of a gate on `equalized_odds_difference` against a baseline in .*, expected how much further apart groups may be/,
  ],
  [
    'a gate on a ratio of fairness against a baseline',
    withFairness('groups: [sex]', 'metric: equalized_odds_ratio, by: sex, against: base, margin: 0.01'),
    /^Unexpected `equalized_odds_ratio` against a baseline in .*\.metric, expected a difference/,
  ],
  [
    'a gate on fairness against a baseline and a bound at once',
    withFairness('groups: [sex]', 'metric: equalized_odds_difference, by: sex, against: base, margin: 0.01, max: 0.1'),
    /^Unexpected `min` or `max` beside `against` in /,
  ],
  [
    'a gate that asks for a disparity',
    withFairness('groups: [sex]', 'metric: equalized_odds_difference, by: sex, min: 0.1'),
    /^Unexpected bound of `equalized_odds_difference` in .*, expected `max` alone: 0 is fair$/,
  ],
  [
    'a gate that asks for a ratio far from 1',
    withFairness('groups: [sex]', 'metric: demographic_parity_ratio, by: sex, max: 0.8'),
    /^Unexpected bound of `demographic_parity_ratio` in .*, expected `min` alone: 1 is fair$/,
  ],
  [
    'a gate beside a privileged group without bounds',
    withFairness('groups: [sex], privileged: { sex: m }', 'metric: DI, by: sex'),
    /^Unexpected gate in .*, expected `min` and `max` of `DI`$/,
  ],
  [
    'evidence by a column that no model is judged by',
    `governance: { items: [{ id: fair, text: Fair, evidence: { fairness: sxe } }] }\n${withFairness('groups: [sex]')}`,
    /^Unknown column of fairness `sxe` in contender\.yml:1 → governance\.items\[0\]\.evidence\.fairness, did you mean `sex`/,
  ],
  [
    'an item that is neither signed nor checked',
    `governance: { items: [{ id: dpia, text: Privacy impact assessed }] }\n${MINIMAL}`,
    /^Unexpected item in contender\.yml:1 → governance\.items\[0\], expected exactly one of `sign` and `evidence`$/,
  ],
  [
    'an item with the name of a built-in one',
    `governance: { items: [{ id: gates, text: Mine, sign: write }] }\n${MINIMAL}`,
    /^Unexpected second item `gates` in contender\.yml:1 → governance\.items\[0\]\.id/,
  ],
  [
    'evidence of a metric or a data check by a wrong name',
    `governance: { items: [{ id: a, text: A, evidence: { gate: roc_acu } }, { id: b, text: B, evidence: { data: leak } }] }\n${MINIMAL}`,
    /^Unknown metric `roc_acu` in contender\.yml:1 → governance\.items\[0\]\.evidence\.gate, did you mean `roc_auc`.*\nUnknown data check `leak` in .*, did you mean `leakage`/,
  ],
  [
    'a glob that would leave something out',
    `governance: { items: [{ id: a, text: A, sign: write, when: { paths: ["!docs/**"] } }] }\n${MINIMAL}`,
    /governance\.items\[0\]\.when\.paths\[0\], expected a glob, a file or a folder, without `!` and `\\`$/,
  ],
  [
    'a signer that GitHub does not know',
    `governance: { accept: boss }\n${MINIMAL}`,
    /^Unexpected value `boss` in contender\.yml:1 → governance\.accept, expected a role/,
  ],
  [
    'a promotion to a stage that is not there',
    `governance: { promote: { prod: {} } }\n${MINIMAL}`,
    /^Unknown stage `prod` in contender\.yml:1 → governance\.promote\.prod/,
  ],
  [
    'a stage that is named twice',
    `stages: [staging, production, staging]\n${MINIMAL}`,
    /^Unexpected second `staging` in contender\.yml:1 → stages\[2\], expected each stage once$/,
  ],
  [
    'both run and builtin',
    withLine('    train: { run: make, builtin: linear }'),
    /Unexpected training in .* → models\.delay\.train, expected exactly one of `run` and `builtin`/,
  ],
  ['predictions beside a model', withLine('    predictions: p.csv'), /Unexpected `predictions` in .*expected it alone/],
  [
    'a gate that is neither absolute nor against',
    withLine('    gates: [{ metric: f1 }]'),
    /Unexpected gate in .*gates\[0\], expected either `min` or `max`, or `against`/,
  ],
  [
    'a gate on ece against a baseline',
    withLine('    gates: [{ metric: ece, against: base }]'),
    /Unexpected gate on `ece` against a baseline/,
  ],
  [
    'slices by a sensitive column',
    'models: { m: { task: regression, predictions: p.csv, data: { sensitive: [age] }, evaluate: { slices: [age] } } }',
    /Unexpected slices by the sensitive column `age`/,
  ],
  [
    'a threshold search without rows for it',
    withLine('    evaluate: { threshold: { maximize: f1, on: validation } }'),
    /Missing `data\.validation`/,
  ],
  [
    'a bad duration',
    withLine('    train: { run: make, timeout: soon }'),
    /Unexpected value `soon` in .*timeout, expected a duration above 0 such as 90s/,
  ],
  [
    'a period of nothing',
    withLine('').replace('late }', 'late, group: { time: at, every: 0d } }'),
    /Unexpected value `.*0d.*` in .*data\.group/,
  ],
  [
    'a timeout that no timer can hold',
    withLine('    train: { run: make, timeout: 30d }'),
    /Unexpected value `30d` in .*timeout, expected at most 24d/,
  ],
  [
    'a bad name',
    'models: { "a b": { task: regression, predictions: p.csv } }',
    /Unexpected name `a b` in .*expected letters, digits/,
  ],
  [
    'a misspelt key in a union of forms',
    withLine('    model: { path: m.onnx, colums: [a] }').replace('    model: m.onnx\n', ''),
    /Unknown key `colums` in .*did you mean `columns`/,
  ],
]

for (const [title, text, message] of WRONG) {
  test(`parseConfig refuses ${title}`, () => {
    assert.match(messageOf(text), message)
  })
}

test('parseConfig: models `a` and `a/b` go together where one of them alone is retrained', () => {
  assert.equal(parseConfig(nested('gates: []'), 'contender.yml').models.length, 2)
})

test('parseConfig: fairness and its gates have every default filled in', () => {
  const text = withFairness('groups: [sex], privileged: { sex: 1 }', 'metric: DPPL, by: sex, min: -0.1, max: 0.1')
  const [model] = parseConfig(text, 'contender.yml').models
  assert.deepEqual(model?.evaluate.fairness, { groups: ['sex'], privileged: { sex: '1' }, min_rows: 200 })
  assert.deepEqual(model?.gates, [{ metric: 'DPPL', by: 'sex', min: -0.1, max: 0.1 }])
  assert.deepEqual(fairnessMetrics(model.task, model.evaluate.fairness, model.gates, 'sex'), [
    ...['demographic_parity_difference', 'demographic_parity_ratio', 'equalized_odds_difference'],
    ...['accuracy_score_difference', 'statistical_parity_difference', 'disparate_impact', 'average_odds_difference'],
    'DPPL',
  ])
  assert.deepEqual(
    fairnessMetrics(model.task, { privileged: {}, metrics: ['DI', 'equal_opportunity_ratio'] }, [], 'sex'),
    ['equal_opportunity_ratio'],
  )
})

test('parseConfig: every mistake is told, a line each', () => {
  const message = messageOf(withLine('    evalute: {}\n    gate: []'))
  assert.equal(message.split('\n').length, 2)
})

test('the committed JSON Schema is the one that the code makes', () => {
  assert.deepEqual(
    JSON.parse(readFileSync('docs/contender.schema.json', 'utf8')),
    JSON.parse(JSON.stringify(configJsonSchema())),
  )
})
