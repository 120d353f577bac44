import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { testRefused } from './refused.ts'

const GOOD = 'id,label,score\n1,0,0.2\n2,1,0.8\n3,0,0.4\n4,1,0.6\n'
const CONFIG = 'models: { delay: { task: binary-classification, predictions: p.csv } }\n'
const files = { 'p.csv': GOOD, 'a.csv': GOOD, 'b.csv': GOOD }

const evaluate = 'evaluate --predictions p.csv --task binary-classification'
const compare = 'compare --baseline a.csv --candidate b.csv --task binary-classification'

const WRONG: readonly (readonly [title: string, line: string, says: RegExp])[] = [
  [
    'an unknown metric',
    `${evaluate} --metrics roc_acu`,
    /^Unknown metric `roc_acu` for binary-classification in --metrics, did you mean `roc_auc`\? Known: roc_auc, /,
  ],
  [
    'a metric of another task',
    `${evaluate} --metrics rmse`,
    /^Unknown metric `rmse` for binary-classification in --metrics, known: roc_auc, /,
  ],
  [
    'an empty list of metrics',
    `${evaluate} --metrics ","`,
    /^Unexpected value `\[\]` in --metrics, expected at least one/,
  ],
  [
    'an unknown task',
    'evaluate --predictions p.csv --task binary-clasification',
    /^Unexpected value `binary-clasification` of --task, did you mean `binary-classification`\? Known: binary-class/,
  ],
  [
    'no task',
    'evaluate --predictions p.csv',
    /^Missing --task, expected one of binary-classification, multiclass-classification, regression$/,
  ],
  [
    'a flag that nobody knows',
    `${evaluate} --metrcs f1`,
    /^unknown option '--metrcs'\n\(Did you mean --metrics\?\)\ncontender evaluate --help says what it takes\.$/,
  ],
  ['a command that nobody knows', 'evalute', /^unknown command 'evalute'\n\(Did you mean evaluate\?\)$/],
  [
    'a flag without its value',
    `${evaluate} --metrics`,
    /^option '--metrics <names>' argument missing\ncontender evaluate --help says what it takes\.$/,
  ],
  ['a word too many', 'evaluate p.csv', /^too many arguments for 'evaluate'/],
  [
    'a threshold that is a word',
    `${evaluate} --threshold high`,
    /^Unexpected value `high` of --threshold, expected a number in \[0, 1\]$/,
  ],
  [
    'a threshold above 1',
    `${evaluate} --threshold 2`,
    /^Unexpected value `2` of --threshold, expected a number in \[0, 1\]$/,
  ],
  [
    'an empty threshold',
    `${evaluate} --threshold ""`,
    /^Unexpected value `` of --threshold, expected a number in \[0, 1\]$/,
  ],
  [
    'a positive label that no row has',
    `${evaluate} --positive yes`,
    /^Unexpected `positive: yes`, no row has it in column `label` of p\.csv, known: 0, 1/,
  ],
  ...['slices', 'group', 'weight'].map(
    (flag) =>
      [
        `a column for --${flag} that is missing`,
        `${evaluate} --${flag} scorr`,
        /^Missing column `scorr` in `p\.csv`, did you mean `score`\? Known: id, label, score$/,
      ] as const,
  ),
  [
    'a negative margin',
    `${compare} --margin -1`,
    /^Unexpected value `-1` in --margin, expected a number ≥ 0 in the units of the metric, or a percentage/,
  ],
  [
    'a margin that is a word',
    `${compare} --margin small`,
    /^Unexpected value `small` in --margin, expected a number ≥ 0/,
  ],
  ['an empty margin', `${compare} --margin ""`, /^Unexpected value `` in --margin, expected a number ≥ 0/],
  [
    'a candidate without a baseline',
    'compare --candidate b.csv --task binary-classification',
    /^Missing --baseline beside --candidate, expected the predictions file to compare with$/,
  ],
  [
    'a base beside a baseline',
    `${compare} --base main`,
    /^Unexpected --base beside --baseline, expected one of them: a revision, or a file$/,
  ],
  ...['--test b.csv', '--model delay', '--config other.yml'].map(
    (flag) =>
      [
        `${flag} without a config`,
        `${compare} ${flag}`,
        /^Unexpected --(test|model|config) beside --candidate, expected one of them: --candidate is judged without a config$/,
      ] as const,
  ),
  [
    'a report of nothing',
    'report',
    /^No evaluation\.json below .*, expected one a model; run `contender evaluate` or `contender compare` first$/,
  ],
  ['a config that does not exist', 'evaluate --config contnder.yml', /^Missing file .*contnder\.yml, known: a\.csv, /],
  [
    'a report by a config that does not exist',
    'report --config other.yml',
    /^Missing file .*other\.yml, known: a\.csv, /,
  ],
]

for (const [title, line, says] of WRONG) testRefused({ title, files, line, says })

testRefused({
  title: 'an id column that is missing',
  files: { 'p.csv': 'flight,label,score\n1,0,0.2\n2,1,0.8\n' },
  line: `${evaluate} --id fligt`,
  says: /^Missing column `fligt` in `p\.csv`, did you mean `flight`\? Known: flight, label, score$/,
})

for (const flag of [
  '--metrics f1',
  '--threshold 0.3',
  '--margin 0.5',
  '--slices a',
  '--group a',
  '--task regression',
]) {
  testRefused({
    title: `${flag} beside a config`,
    files: { ...files, 'contender.yml': CONFIG },
    line: `compare ${flag}`,
    says: /^Unexpected --\w+ beside contender\.yml, expected it in the config; flags stand in for settings only /,
  })
}

testRefused({
  title: 'an unknown model of the config',
  files: { ...files, 'contender.yml': CONFIG },
  line: 'evaluate --model dely',
  says: /^Unknown model `dely` of --model in contender\.yml, did you mean `delay`\? Known: delay$/,
})

for (const out of ['p.csv', 'p.csv/more']) {
  testRefused({
    title: `artifacts below ${out}, which is a file,`,
    files: { ...files, 'contender.yml': CONFIG },
    line: `evaluate --out ${out}`,
    says: /^Unexpected file `p\.csv.*` of --out, expected a folder, or the name of one to make$/,
  })
}

testRefused({
  title: 'a base outside Git',
  files: { ...files, 'contender.yml': CONFIG },
  line: 'compare --base main',
  says: /^Unexpected --base main: .* is in no Git repository with a commit$/,
})

test('a test set with one class is undecided with the reason, and no error', async (t) => {
  const one = GOOD.replaceAll(',1,', ',0,')
  const folder = await folderWith(t, { 'a.csv': one, 'b.csv': one.replace('0.8', '0.7') })
  const { code, error, out } = await contender(compare, folder)
  assert.equal(code, 3, error)
  assert.match(out, /^b {2}UNDECIDED {2}roc_auc against base is undecided: no row of the positive class\.$/m)
  const alone = await contender('evaluate --predictions a.csv --task binary-classification', folder)
  assert.equal(alone.code, 0)
  assert.match(alone.out, /roc_auc +– +no row of the positive class/)
})
