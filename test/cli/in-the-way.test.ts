import assert from 'node:assert/strict'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { peopleCsv, TRAINED_CONFIG } from '../actions/people.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { repositoryWith } from '../publish/repository-with.ts'

const FILES = {
  'contender.yml': TRAINED_CONFIG,
  'train.csv': peopleCsv({ seed: 1 }),
  'test.csv': peopleCsv({ seed: 2 }),
}

// Who is root may write everywhere: a file in the place of a folder is in everybody's way.
for (const [line, inTheWay, said] of [
  ['pipeline', '.contender', /^error: Unexpected file `\.contender` of --out, expected a folder/m],
  ['pipeline', '.contender/delay', /^error: Cannot write .*: \S*delay is a file, expected a folder/m],
  ['pipeline', '.contender/.runs', /^error: Cannot write .*: \S*\.runs is a file, expected a folder/m],
  ['pipeline', '.contender/delay/validation.json/kept', /^error: Cannot remove .*validation\.json: it is a folder/m],
  ['validate', '.contender/delay/validation.json/kept', /^error: Cannot remove .*validation\.json: it is a folder/m],
  ['validate', '.contender/delay/profile.json/kept', /^error: Cannot remove .*profile\.json: it is a folder/m],
  ['train', '.contender/.runs/delay', /^error: Cannot write .*: \S*delay is a file, expected a folder/m],
] as const)
  test(`contender ${line}: ${inTheWay} in the way is wrong input, and no bug of ours`, async (t) => {
    const folder = await folderWith(t, { ...FILES, [inTheWay]: 'mine' })
    const { code, error } = await contender(line, folder)
    assert.equal(code, 2, error)
    assert.match(error, said)
  })

test('contender publish: so is a file where the site should be, or a folder of it', async (t) => {
  const folder = await repositoryWith(t, { runs: 1, models: ['delay'], versions: 1, windows: 1 })
  assert.equal((await contender('publish --out site', folder)).code, 0)
  for (const out of ['site/index.html', 'site/index.html/deeper']) {
    const { code, error } = await contender(`publish --out ${out}`, folder)
    assert.equal(code, 2, error)
    assert.match(error, /^error: (Cannot write|Unexpected file) .*, expected a folder,? or the name of one to make$/m)
  }
  await rm(join(folder, 'site/index.html'))
  await mkdir(join(folder, 'site/index.html'))
  const { code, error } = await contender('publish --out site', folder)
  assert.equal(code, 2, error)
  assert.match(error, /^error: Cannot write .*index\.html: it is a folder, expected a file/m)
})
