import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { writePack } from '../../../actions/evidence/write-pack.ts'
import { packOf } from '../../../reports/evidence/pack-of.ts'
import { folderWith } from '../../folder.ts'
import { exampleDossier } from '../../reports/evidence/example-dossier.ts'

test('writePack: what fails half-way leaves the earlier pack as it was, and nothing beside it', async (t) => {
  const folder = await folderWith(t)
  const place = join(folder, 'pack')
  const pack = await packOf(exampleDossier())
  await writePack(place, pack, 'pack')
  const before = readFileSync(join(place, 'index.json'), 'utf8')
  // A file in the place of a folder.
  const broken = { ...pack, files: new Map([['index.json', '{}'], ['index.json/x', ''], ...pack.files]) }
  await assert.rejects(writePack(place, broken, 'pack'), /Cannot write pack: /)
  assert.deepEqual([readdirSync(folder), readFileSync(join(place, 'index.json'), 'utf8')], [['pack'], before])
  await assert.rejects(writePack(join(folder, 'new'), broken, 'new'), /Cannot write new: /)
  assert.deepEqual(readdirSync(folder), ['pack'])
})

test('writePack: a folder whose index.json is of something else is left alone', async (t) => {
  const pack = await packOf(exampleDossier())
  for (const text of ['{"schema":"contender/site@1"}', 'no JSON', '{"schema":"contender/evidence@1"}']) {
    const folder = await folderWith(t, { 'index.json': text })
    await assert.rejects(writePack(folder, pack, 'x'), /Unexpected files in `x` of --out/)
    assert.equal(readFileSync(join(folder, 'index.json'), 'utf8'), text)
  }
})
