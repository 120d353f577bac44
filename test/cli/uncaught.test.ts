import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { folderWith } from '../folder.ts'

const COMMAND_LINE = join(process.cwd(), 'cli/contender.mjs')

/** A process of the command line in which this happens once all else is done. */
function runWith(happens: string) {
  const late = `data:text/javascript,process.once('beforeExit', () => { ${happens} })`
  return spawnSync(process.execPath, ['--import', late, COMMAND_LINE, '--version'], { encoding: 'utf8' })
}

test('without any of it the command line ends with 0', () => {
  assert.equal(runWith('').status, 0)
})

for (const [what, happens] of [
  ['a promise that is rejected and nobody waits for', "Promise.reject(new Error('stray'))"],
  ['one that is rejected with no error', "Promise.reject('stray')"],
  ['one that is rejected with nothing', 'Promise.reject()'],
  ['an exception that nobody catches', "throw new Error('stray')"],
] as const)
  test(`${what} ends with 70 and its stack, never with 1, which would mean that a model is not good enough`, () => {
    const { status, stderr } = runWith(happens)
    assert.equal(status, 70, stderr)
    assert.match(
      stderr,
      /^This is a bug in Contender, not in your input\. .*\nhttps:\/\/.*\/issues\/new\n\n.*(stray|undefined)/,
    )
  })

test('a command line that cannot be loaded ends with 70', async (t) => {
  const folder = await folderWith(t, { 'package.json': '{ "type": "module" }' })
  await mkdir(join(folder, 'cli'))
  await copyFile(COMMAND_LINE, join(folder, 'cli/contender.mjs'))
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'cli/contender.mjs')], { encoding: 'utf8' })
  assert.equal(status, 70, stderr)
  assert.match(stderr, /Cannot find module .*without-maglev\.mjs/)
})
