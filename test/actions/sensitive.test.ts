import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openEngine } from '../../core/data/engine.ts'
import { textAt } from '../../core/data/table.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { NAMES, peopleCsv } from './people.ts'

/** Everything that a folder holds, as text: files as they are, Parquet also decoded. */
async function textsIn(folder: string): Promise<Map<string, string>> {
  await using engine = await openEngine({ directory: folder, root: folder })
  const texts = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    texts.set(path, await readFile(path, 'latin1'))
    if (!path.endsWith('.parquet')) continue
    const names = (await engine.columns(path)).map(({ name }) => name)
    const { columns, rows } = await engine.read(path, names)
    const cells = [...columns.values()].flatMap((column) =>
      Array.from({ length: rows }, (_, row) => textAt(column, row)),
    )
    texts.set(`${path}, decoded`, [...names, ...cells].join('\n'))
  }
  return texts
}

const CONFIG = (trainer: string) => `models:
  delay:
    task: binary-classification
    data: { train: data/d.csv, test: data/d.csv, target: late, id: id, group: person, sensitive: [person, site], exclude: [at] }
    train: { builtin: ${trainer}${trainer === 'linear' ? '' : ', params: { rounds: 20 }'} }
    model: model/m.onnx
    evaluate: { slices: auto, metrics: [roc_auc, log_loss] }
    gates: [{ metric: roc_auc, against: base, margin: 0.01, slices: true }]
`

for (const trainer of ['linear', 'gradient-boosting']) {
  test(`sensitive columns appear by value in nothing that ${trainer} and the comparison write or say`, async (t) => {
    const folder = await folderWith(t, {
      'contender.yml': CONFIG(trainer),
      'data/d.csv': peopleCsv({ rows: 600 }).replaceAll(/,([ABC]),/g, ',Site-$1,'),
    })
    const said: string[] = []
    for (const line of [
      'validate --write',
      'validate --json',
      'train',
      'compare --baseline model/m.onnx',
      'report',
      'pipeline --json',
    ]) {
      const { code, error, out } = await contender(line, folder)
      assert.ok([0, 1, 3].includes(code), error)
      said.push(out, error)
    }
    const texts = await textsIn(join(folder, '.contender'))
    texts.set('model', await readFile(join(folder, 'model/m.onnx'), 'latin1'))
    texts.set('standard output and error', said.join('\n'))
    texts.set('contract', await readFile(join(folder, 'contender.schema.yml'), 'utf8'))
    assert.ok([...texts.keys()].some((path) => path.endsWith('base.predictions.parquet, decoded')))
    for (const [path, text] of texts) {
      for (const value of [...NAMES, 'Site-A', 'Site-B', 'Site-C'])
        assert.ok(!text.includes(value), `${value} in ${path}`)
    }
  })
}

test('a group that is sensitive still groups the rows', async (t) => {
  const folder = await folderWith(t, {
    'd.csv': peopleCsv({ rows: 200 }),
    'predict.mjs': `import fs from 'node:fs'
const lines = fs.readFileSync(process.env.CONTENDER_DATA, 'utf8').trim().split('\\n').slice(1)
fs.writeFileSync(process.env.CONTENDER_PREDICTIONS, 'score\\n' + lines.map((line) => line.split(',')[5]).join('\\n') + '\\n')
`,
    'contender.yml': `models:
  delay:
    task: binary-classification
    data: { test: d.csv, target: late, id: id, group: person, sensitive: [person] }
    predict: { run: '"${process.execPath}" predict.mjs' }
`,
  })
  const { out, error } = await contender('evaluate --json', folder)
  assert.equal(JSON.parse(out || error).dataset.groups, 30)
  for (const [path, text] of await textsIn(join(folder, '.contender'))) {
    for (const name of NAMES) assert.ok(!text.includes(name), `${name} in ${path}`)
  }
})
