import assert from 'node:assert/strict'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'

const CONFIG = 'models:\n  delay: { task: binary-classification, predictions: p.csv, data: { target: label } }\n'
const ROWS = Array.from({ length: 60 }, (_, row) => `${row % 2},${(row % 7) / 10 + (row % 2) / 5}`)
const FILES = { 'contender.yml': CONFIG, 'p.csv': `label,score\n${ROWS.join('\n')}\n` }

test('card writes a card and a bill of what was evaluated, and names what is missing', async (t) => {
  const folder = await folderWith(t, { ...FILES, 'card.yml': 'summary: Says what is late.\nlicense: MIT\n' })
  assert.equal((await contender('evaluate', folder)).code, 0)
  const { code, error, out } = await contender('card --version v1.0.0', folder)
  assert.equal(code, 0, error)
  assert.match(
    out,
    /delay {2}\.contender\/delay\/card\.md, \.contender\/delay\/bom\.cdx\.json; \d+ things are missing:\n {2}`contact` of card\.yml: who answers for it/,
  )
  assert.match(
    readFileSync(join(folder, '.contender/delay/card.md'), 'utf8'),
    /^---\nlicense: MIT\n[\s\S]*# delay v1\.0\.0\n\nSays what is late\./,
  )
  const bill = JSON.parse(readFileSync(join(folder, '.contender/delay/bom.cdx.json'), 'utf8'))
  assert.deepEqual([bill.specVersion, bill.metadata.component.version], ['1.7', 'v1.0.0'])
  assert.deepEqual(JSON.parse((await contender('card --version v1.0.0 --json', folder)).out), [bill])
})

test('card says of a model in card.yml that the config does not have, and which is near', async (t) => {
  const people = 'license: MIT\nmodels:\n  dealy: { summary: Says what is late. }\n'
  const folder = await folderWith(t, { ...FILES, 'card.yml': people })
  await contender('evaluate', folder)
  const { code, error } = await contender('card', folder)
  assert.equal(code, 0)
  assert.equal(
    error,
    'warning: Unknown model `dealy` in card.yml:3 → models.dealy, did you mean `delay`? Known: delay; what it says stands on no card\n',
  )
})

test('card without an evaluation, with a card.yml that is none, or one version for two models, says what to do', async (t) => {
  const folder = await folderWith(t, FILES)
  const missing = await contender('card', folder)
  assert.deepEqual([missing.code, existsSync(join(folder, '.contender/delay/card.md'))], [2, false])
  assert.match(missing.error, /No evaluation\.json of delay in .*expected what `contender evaluate`/)
  await contender('evaluate', folder)
  writeFileSync(join(folder, 'card.yml'), 'risks: none\n')
  const wrong = await contender('card', folder)
  assert.equal(wrong.code, 2)
  assert.match(wrong.error, /Unexpected card\.yml:1 → risks: expected array, received string/)
  writeFileSync(join(folder, 'contender.yml'), `${CONFIG}${CONFIG.split('\n')[1]!.replace('delay', 'fare')}\n`)
  const two = await contender('card --version v1.0.0', folder)
  assert.match(two.error, /Unexpected --version beside 2 models/)
})

test('a card, its bill and the model file of a built-in trainer name the same columns: no sensitive one', async (t) => {
  const config = `models:
  delay:
    task: binary-classification
    data: { train: d.csv, test: d.csv, target: label, sensitive: [age] }
    train: { builtin: linear }
    model: m.onnx
`
  const rows = Array.from({ length: 80 }, (_, row) => `${row % 2},${(row % 7) / 10 + (row % 2) / 5},${20 + (row % 31)}`)
  const folder = await folderWith(t, { 'contender.yml': config, 'd.csv': `label,fare,age\n${rows.join('\n')}\n` })
  for (const line of ['validate', 'train', 'evaluate', 'card']) {
    const { code, error } = await contender(line, folder)
    assert.ok(code === 0 || line === 'validate', error)
  }
  assert.match(readFileSync(join(folder, '.contender/delay/card.md'), 'utf8'), /^- Reads 1 column: fare$/m)
  const bill = JSON.parse(readFileSync(join(folder, '.contender/delay/bom.cdx.json'), 'utf8'))
  assert.deepEqual(bill.metadata.component.modelCard.modelParameters.inputs, [{ format: 'fare' }])
  const model = readFileSync(join(folder, 'm.onnx'), 'latin1')
  assert.ok(model.includes('fare') && !model.includes('age'))
})
