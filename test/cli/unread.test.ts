import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { script } from '../actions/repository.ts'
import { trainedProject, WRITE } from '../actions/trained.ts'
import { runProcess } from './process.ts'

/**
 * Writes down each file that Node opens, whatever function asks, and each library that it loads. Its clock is ahead: the
 * digest of a file is kept from 2 s after its last change on.
 */
const WATCH = `import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
const list = new URL('./opened.txt', import.meta.url)
const { now } = Date
Date.now = () => now() + 10_000
let writing = false
const write = (path) => {
  if (writing) return
  writing = true
  fs.appendFileSync(list, path + '\\n')
  writing = false
}
const watch = (holder) => {
  for (const name of ['open', 'openSync', 'readFile', 'readFileSync', 'createReadStream', 'copyFile', 'copyFileSync']) {
    const own = holder[name]
    if (own === undefined) continue
    holder[name] = (path, ...rest) => {
      if (typeof path !== 'number') write(path)
      return own.call(holder, path, ...rest)
    }
  }
}
watch(fs)
watch(fs.promises)
syncBuiltinESMExports()
const { dlopen } = process
process.dlopen = (module, path, ...rest) => {
  write(path)
  return dlopen.call(process, module, path, ...rest)
}
`

test('train: on an unchanged model the data that DVC tracks are not opened where they are, nor needed where they are not', async (t) => {
  const folder = await trainedProject(t, { program: WRITE, files: { 'watch/watch.mjs': WATCH } })
  const data = join(folder, 'data/d.csv')
  const md5 = createHash('md5')
    .update(await readFile(data))
    .digest('hex')
  await writeFile(join(folder, 'data/d.csv.dvc'), `outs:\n- md5: ${md5}\n  hash: md5\n  path: d.csv\n`)
  await writeFile(join(folder, '.gitignore'), '/data/d.csv\n/watch\n/.contender\n')
  script(folder, 'git init -q', 'git add -A', 'git commit -qm "A model"')
  const opened = async (flags: readonly string[] = []) => {
    const list = join(folder, 'watch/opened.txt')
    await rm(list, { force: true })
    const node = ['--import', pathToFileURL(join(folder, 'watch/watch.mjs')).href]
    const { code, error, out } = await runProcess(['train', ...flags], { directory: folder, node })
    assert.equal(code, 0, error)
    const paths = [...new Set((await readFile(list, 'utf8')).split('\n'))]
    assert.ok(paths.some((path) => path.endsWith('contender.yml')))
    return { out, data: paths.filter((path) => /d\.csv$|duckdb/i.test(path)) }
  }
  assert.deepEqual((await opened()).data, [data], 'the first time its digest is taken')
  const again = await opened()
  assert.match(again.out, /unchanged since run/)
  assert.deepEqual(again.data, [])
  await rm(data)
  const absent = await opened()
  assert.match(absent.out, /unchanged since run/)
  assert.deepEqual(absent.data, [])
})
