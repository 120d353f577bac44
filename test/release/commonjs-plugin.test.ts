import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import test from 'node:test'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { commonjsPlugin } from '../../.ci/release/commonjs-plugin.ts'
import { folderWith } from '../folder.ts'

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

test('commonjsPlugin: names of a CommonJS package are found by a dynamic import, as in Node, and loaded by it only', async (t) => {
  const folder = await folderWith(t)
  const contents = `
    console.log('first')
    const { compare } = await import('semver')
    const z = await import('zod')
    const path = await import('node:path')
    console.log(compare('1.2.0', '1.10.0'), typeof z.object, path.basename('a/b'))`
  await build({
    stdin: { contents, resolveDir: root, sourcefile: 'entry.js' },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    format: 'esm',
    splitting: true,
    platform: 'node',
    plugins: [commonjsPlugin(root)],
  })
  const out = execFileSync(process.execPath, [join(folder, 'stdin.mjs')], { encoding: 'utf8' })
  assert.equal(out, 'first\n-1 function b\n')
  assert.ok((await readdir(folder)).length > 2)
})
