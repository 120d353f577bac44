import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { peopleCsv, TRAINED_CONFIG } from '../actions/people.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'

const COMMAND_LINE = join(process.cwd(), 'cli/contender.mjs')

// A limit on the size of files fails a write in the middle, as a full disk does, and needs no disk to fill.
const UNLIMITED = process.platform === 'win32' && 'file sizes cannot be limited on Windows'

for (const blocks of [1, 8]) {
  test(`a write that fails after ${blocks} × 512 bytes is one clear sentence, leaves nothing half-written, and the next command works`, {
    skip: UNLIMITED,
  }, async (t) => {
    const folder = await folderWith(t, {
      'contender.yml': TRAINED_CONFIG,
      'train.csv': peopleCsv({ seed: 1 }),
      'test.csv': peopleCsv({ seed: 2 }),
    })
    const limited = `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`
    const { status, stderr } = spawnSync('sh', ['-c', limited, process.execPath, COMMAND_LINE, 'pipeline'], {
      cwd: folder,
      encoding: 'utf8',
    })
    assert.equal(status, 2, stderr)
    assert.match(stderr, /^error: Cannot write .*: EFBIG: file too large/m)
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'))
    assert.deepEqual(files, [])
    assert.deepEqual(globSync('.contender/delay/evaluation.json', { cwd: folder }), [])
    assert.equal((await contender('pipeline', folder)).code, 0)
  })
}

test('a data contract that the disk has no room for is not there at all, and the next command makes it', {
  skip: UNLIMITED,
}, async (t) => {
  const folder = await folderWith(t, {
    'contender.yml': 'models: { delay: { task: regression, data: { test: d.csv, target: good }, model: m.onnx } }',
    'd.csv': peopleCsv({ rows: 60 }),
  })
  const limited = `trap '' XFSZ; ulimit -f 1; exec "$0" "$@"`
  const words = ['-c', limited, process.execPath, COMMAND_LINE, 'validate', '--write']
  const { status, stderr } = spawnSync('sh', words, { cwd: folder, encoding: 'utf8' })
  assert.equal(status, 2, stderr)
  assert.match(stderr, /^error: Cannot write .*: EFBIG: file too large/m)
  assert.deepEqual((await readdir(folder)).sort(), ['contender.yml', 'd.csv'])
  assert.match((await contender('validate --write', folder)).out, /^Wrote contender\.schema\.yml/)
})
