import assert from 'node:assert/strict'
import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { modelBytes } from '../models/fixture.ts'
import { testRefused } from './refused.ts'

const ROWS = 'id,score,y,late\n1,0.2,5,0\n2,0.8,6,1\n3,0.4,7,0\n4,0.6,8,1\n'
const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: d.csv, test: d.csv, target: late, id: id }
    model: m.onnx
`
const files = { 'contender.yml': CONFIG, 'd.csv': ROWS, 'm.onnx': modelBytes('graphs/echo') }

/** The good config with one text in the place of another. */
function withConfig(was: string, is: string): Record<string, string | Uint8Array> {
  assert.ok(CONFIG.includes(was))
  return { ...files, 'contender.yml': CONFIG.replace(was, is) }
}

/** The good config with one line more of the model. */
const withLine = (line: string) => ({ ...files, 'contender.yml': `${CONFIG}    ${line}\n` })

const WRONG: readonly (readonly [title: string, files: Record<string, string | Uint8Array>, says: RegExp])[] = [
  [
    'a config that is empty',
    { ...files, 'contender.yml': '' },
    /^Unexpected value `null` in contender\.yml:1, expected a section/,
  ],
  [
    'a config that is no YAML',
    { ...files, 'contender.yml': 'models: [' },
    /^Unexpected YAML in contender\.yml:1:\d+, expected valid YAML: /,
  ],
  [
    'no config',
    { 'd.csv': ROWS },
    /^Missing file .*contender\.yml, known: d\.csv\. Name the config with --config FILE, or let `contender init` write one$/,
  ],
  [
    'test data that DVC has and nobody pulled',
    { ...withConfig('test: d.csv', 'test: e.csv'), 'e.csv.dvc': 'outs: []\n' },
    /^Missing file .*e\.csv, DVC keeps it: `dvc pull` brings it here$/,
  ],
  [
    'two models with one name',
    { ...files, 'contender.yml': CONFIG + CONFIG.slice('models:\n'.length) },
    /^Unexpected second `delay` in contender\.yml:6:3, expected each name once$/,
  ],
  [
    'two models whose names differ by case',
    { ...files, 'contender.yml': CONFIG + CONFIG.slice('models:\n'.length).replace('delay', 'Delay') },
    /^Unexpected model `Delay` beside `delay` in contender\.yml, expected names that differ by more than case/,
  ],
  [
    'fairness by the column that is predicted',
    withLine('evaluate: { fairness: { groups: [late] } }'),
    /^Unexpected fairness by the target `late` in contender\.yml:6 → models\.delay\.evaluate\.fairness\.groups\[0\], expected a column that tells people apart, such as their age band$/,
  ],
  [
    'an unknown task in the config',
    withConfig('binary-classification', 'binary-clasification'),
    /^Unexpected value `binary-clasification` in contender\.yml:3 → models\.delay\.task, did you mean `binary-classification`\?/,
  ],
  [
    'an unknown metric in the config',
    withLine('evaluate: { metrics: [roc_acu] }'),
    /^Unknown metric `roc_acu` for binary-classification in contender\.yml:6 → models\.delay\.evaluate\.metrics\[0\], did you mean `roc_auc`\?/,
  ],
  [
    'an unknown key in the config',
    withLine('evalute: {}'),
    /^Unknown key `evalute` in contender\.yml:6 → models\.delay, did you mean `evaluate`\? Known: task, /,
  ],
  [
    'a threshold beyond 1 in the config',
    withLine('evaluate: { threshold: 3 }'),
    /^Unexpected value `3` in contender\.yml:6 → models\.delay\.evaluate\.threshold, expected a number in \[0, 1\], or \{ maximize/,
  ],
  [
    'a threshold metric that needs no threshold',
    withLine('evaluate: { threshold: { maximize: roc_auc, on: train } }'),
    /^Unexpected metric `roc_auc` for a threshold in contender\.yml:6 → models\.delay\.evaluate\.threshold\.maximize, expected one of decisions, known: accuracy, /,
  ],
  ...(['id', 'target', 'time', 'weight'] as const).map(
    (part) =>
      [
        `a sensitive column as ${part}`,
        withConfig(
          'target: late, id: id',
          `${{ id: '', target: 'id: id, ', time: 'id: id, ', weight: 'id: id, ' }[part]}${part === 'target' ? '' : 'target: late, '}${part}: y, sensitive: [y]`,
        ),
        new RegExp(
          `^Unexpected sensitive column \`y\` in contender\\.yml:4 → models\\.delay\\.data\\.${part}, expected a column whose values may`,
        ),
      ] as const,
  ),
  [
    'a model outside the repository',
    withConfig('m.onnx', '../../m.onnx'),
    /^Unexpected path `\.\.\/\.\.\/m\.onnx`, expected one inside /,
  ],
  [
    'a model at the root of the disk',
    withConfig('m.onnx', '/etc/passwd'),
    /^Unexpected path `\/etc\/passwd`, expected one inside /,
  ],
  [
    'data outside the repository',
    withConfig('test: d.csv', 'test: ../d.csv'),
    /^Unexpected path `\.\.\/d\.csv`, expected one inside /,
  ],
  [
    'a prepare SQL outside the repository',
    withConfig('id: id', 'id: id, prepare: ../p.sql'),
    /^Unexpected path `\.\.\/p\.sql`, expected one inside /,
  ],
  [
    'test data that does not exist',
    withConfig('test: d.csv', 'test: e.csv'),
    /^Missing file .*e\.csv, did you mean `d\.csv`\?/,
  ],
  ['test data that match no pattern', withConfig('test: d.csv', 'test: e*.csv'), /^No file matches `e\*\.csv` in /],
  [
    'a target that is no column',
    withConfig('target: late', 'target: lat'),
    /^Missing column `lat` in `d\.csv`, did you mean `late`\? Known: id, score, y, late$/,
  ],
  ['an id that is no column', withConfig('id: id', 'id: ip'), /^Missing column `ip` in `d\.csv`, did you mean `id`\?/],
  [
    'a slice that is no column',
    withLine('evaluate: { slices: [z] }'),
    /^Missing column `z` in `d\.csv`, did you mean `y`\?/,
  ],
  [
    'a test CSV with a column twice',
    { ...files, 'd.csv': ROWS.replace('id,score,y', 'id,y,y') },
    /^Unexpected second column `y` in the header of `d\.csv`/,
  ],
]

for (const [title, given, says] of WRONG) testRefused({ title, files: given, line: 'evaluate', says })

const prepared = (sql: string) => ({ ...withConfig('test: d.csv', 'prepare: p.sql, test: t'), 'p.sql': sql })

testRefused({
  title: 'a prepare SQL with a column that is missing',
  files: prepared("-- a comment\nCREATE VIEW t AS\nSELECT nope FROM 'd.csv'"),
  line: 'evaluate',
  says: /^Error in p\.sql, line 3: Referenced column "nope" not found/,
})

testRefused({
  title: 'a prepare SQL that does not make the table',
  files: prepared("CREATE VIEW tt AS FROM 'd.csv'"),
  line: 'evaluate',
  says: /^p\.sql makes no table `t`, did you mean `tt`\? Known: tt$/,
})

test('a link that leads out of the repository ends with 2', async (t) => {
  const elsewhere = await folderWith(t, { 'm.onnx': modelBytes('graphs/echo') })
  const folder = await folderWith(t, { 'contender.yml': CONFIG, 'd.csv': ROWS })
  await symlink(join(elsewhere, 'm.onnx'), join(folder, 'm.onnx'))
  const { code, error } = await contender('evaluate', folder)
  assert.equal(code, 2)
  assert.match(error, /^error: Unexpected path `m\.onnx`, expected one inside .*; it leads to .*m\.onnx$/m)
})
