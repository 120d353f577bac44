import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { script } from '../repository.ts'
import { production } from './production.ts'

test('what fails of one model takes nothing from what became of the others', async (t) => {
  const files = production({ rows: 15, more: ', when: schedule' })
  const [head, model] = files['contender.yml']!.split('models:\n')
  const broken = model!
    .replace('delay:', 'broken:')
    .replace('models/delay', 'models/broken')
    .replace('files: labels.csv', 'files: gone.csv')
  const config = `${head}models:\n${broken}${model}`
  const folder = await folderWith(t, { ...files, 'contender.yml': config })
  script(folder, 'git init -q -b main && git config user.name Ann && git config user.email ann@example.com')
  script(folder, 'git add -A', 'git commit -qm First')
  const { code, error, out } = await contender('retrain --at 2026-03-29 --write --json', folder)
  assert.equal(code, 2)
  assert.match(error, /gone\.csv/)
  const { models, outcome } = JSON.parse(out)
  assert.deepEqual(
    models.map(({ became, model }: { became: string; model: string }) => [model, became]),
    [['delay', 'won']],
  )
  assert.equal('failure' in models[0], false)
  // Nobody knows of the other.
  assert.equal(outcome, 'undecided')
  assert.match(await readFile(join(folder, 'contender.windows.yml'), 'utf8'), /delay/)
})
