import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { VERSION } from '../../actions/header.ts'
import { ownCode } from '../../actions/train/own-code.ts'
import { folderWith } from '../folder.ts'

async function clone(t: TestContext, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await folderWith(t)
  const all = {
    'package.json': '{}',
    'core/classes.ts': '',
    'core/features.ts': '',
    'core/data/read.ts': 'read',
    'core/data/quality/check.ts': 'check',
    'core/drift/dated-files.ts': 'dated',
    'core/training/linear/fit.ts': 'fit',
    'core/models/predictions/labels.ts': 'labels',
    ...files,
  }
  for (const [path, text] of Object.entries(all)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return ownCode(`${folder}/`)
}

test('ownCode: another trainer is another version, though package.json says the same', async (t) => {
  const one = await clone(t, {})
  assert.match(one, /^\d+\.\d+\.\d+\+[0-9a-f]{12}$/)
  assert.equal(await clone(t, {}), one)
  assert.notEqual(await clone(t, { 'core/training/linear/fit.ts': 'fit better' }), one)
  assert.notEqual(await clone(t, { 'core/data/read.ts': 'read better' }), one)
  assert.equal(await clone(t, { 'core/data/quality/check.ts': 'check better' }), one)
})

test('ownCode: is found where Contender stands', async () => {
  assert.match(await ownCode(), /\+[0-9a-f]{12}$/)
  assert.ok((await ownCode()).startsWith(`${VERSION}+`))
})
