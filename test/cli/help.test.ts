import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { COMMANDS } from '../../cli/commands.ts'
import { main } from '../../cli/main.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { runProcess } from './process.ts'

const GOOD = 'id,label,score\n1,0,0.2\n2,1,0.8\n3,0,0.4\n4,1,0.6\n'
const COMPARE = ['compare', '--baseline', 'a.csv', '--candidate', 'b.csv', '--task', 'binary-classification']

for (const { load, name, summary } of COMMANDS) {
  test(`contender ${name} --help says what it does, each flag and examples`, async () => {
    const { code, error, out } = await contender(`${name} --help`, '/')
    assert.deepEqual([code, error], [0, ''])
    assert.match(out, new RegExp(`^Usage: contender ${name} \\[options\\]`))
    assert.ok(out.replaceAll(/\s+/g, ' ').includes(summary))
    const { examples, inputs, name: ownName, positional = [], summary: own } = await load()
    assert.deepEqual([ownName, own], [name, summary])
    for (const input of Object.keys(inputs.shape)) {
      const flag = input.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
      assert.match(out, positional.includes(input) ? new RegExp(`^  ${flag}  `, 'm') : new RegExp(`--${flag}\\b`))
    }
    for (const [line] of examples) assert.ok(out.includes(`  ${line}\n`), line)
  })
}

/** Flags that name a file. */
const FILES =
  'baseline|candidate|config|current|metrics-file|model-file|out|predictions|production|reference|report|test|train|workflow'

test('what a flag takes is called by what it is: only those that name files take a <file>', async () => {
  const strange: string[] = []
  for (const { name } of COMMANDS) {
    const { out } = await contender(`${name} --help`, '/')
    for (const [, flag] of out.matchAll(/--([a-z-]+) <file>/g))
      if (!new RegExp(`^(${FILES})$`).test(flag!)) strange.push(`${name} --${flag}`)
  }
  assert.deepEqual(strange, [])
  assert.match((await contender('publish --help', '/')).out, /--out <dir>/)
})

test('flags that stand in for a config have a heading of their own', async () => {
  for (const name of ['evaluate', 'compare', 'drift']) {
    const [, own, standIns] =
      /Options:(.*)Where no config says it:(.*)Examples:/s.exec((await contender(`${name} --help`, '/')).out) ?? []
    assert.match(own!, /--config .*--model .*--out /s)
    assert.match(standIns!, /--task .*--metrics /s)
    assert.doesNotMatch(own!, /--(task|threshold|slices)/)
  }
})

test('slices of its own choice are offered where they are found, and not by drift, which refuses them', async () => {
  const slices = async (name: string) => {
    const { out } = await contender(`${name} --help`, '/')
    return /--slices <columns>((?:.*\n)(?: {20,}.*\n)*)/.exec(out)![1]!.replaceAll(/\s+/g, ' ').trim()
  }
  assert.match(await slices('evaluate'), /or auto$/)
  assert.equal(await slices('drift'), 'Columns by whose values the rows are compared apart')
})

test('a command that lacks an argument says where its arguments are told', async () => {
  const { code, error } = await contender('runs diff latest', '/')
  assert.equal(code, 2)
  assert.equal(error, "error: missing required argument 'later'\ncontender runs diff --help says what it takes.\n")
})

test('contender --help lists every command, and --version is that of package.json', async () => {
  const { code, out } = await contender('--help', '/')
  assert.equal(code, 0)
  for (const { name } of COMMANDS) assert.match(out, new RegExp(`^ {2}${name.split(' ')[0]} `, 'm'))
  assert.match(out, /Exit codes: 0 pass, 1 fail, 3 undecided, 2 the input is wrong, 70 a bug of ours/)
  const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string }
  assert.equal((await runProcess(['--version'], { directory: '/' })).out, `${version}\n`)
})

test('contender alone prints its help and ends with 2', async () => {
  const { code, error } = await contender('', '/')
  assert.equal(code, 2)
  assert.match(error, /^Usage: contender/)
})

/** Files that a process loads, as a hook of its loader sees them. */
async function loadedBy(t: TestContext, words: readonly string[], directory: string): Promise<string[]> {
  const folder = await folderWith(t, {
    'hook.mjs': `import { registerHooks } from 'node:module'
import { appendFileSync } from 'node:fs'
const list = new URL('./loaded.txt', import.meta.url)
registerHooks({ load(url, context, next) { appendFileSync(list, url + '\\n'); return next(url, context) } })
`,
  })
  const { code, error } = await runProcess(words, {
    directory,
    node: ['--import', pathToFileURL(join(folder, 'hook.mjs')).href],
  })
  assert.equal(code, 0, error)
  return (await readFile(join(folder, 'loaded.txt'), 'utf8')).trim().split('\n')
}

const ENGINES = /@duckdb|onnxruntime/

for (const words of [['--help'], ['--version'], ['compare', '--help'], ['train', '--help']]) {
  test(`contender ${words.join(' ')} loads neither DuckDB nor onnxruntime`, async (t) => {
    const loaded = await loadedBy(t, words, '/')
    assert.ok(loaded.some((url) => url.endsWith('/cli/main.ts')))
    assert.deepEqual(
      loaded.filter((url) => ENGINES.test(url)),
      [],
    )
  })
}

test('contender train loads no trainer before it trains', async (t) => {
  const trainers = (await loadedBy(t, ['train', '--help'], '/')).filter((url) =>
    /protobufjs|gradient-boosting/.test(url),
  )
  assert.deepEqual(trainers, [])
})

test('contender report loads neither DuckDB nor onnxruntime, and compare loads what it needs', async (t) => {
  const folder = await folderWith(t, { 'a.csv': GOOD, 'b.csv': GOOD })
  const compared = await loadedBy(t, COMPARE, folder)
  assert.ok(compared.some((url) => url.includes('@duckdb')))
  assert.ok(!compared.some((url) => url.includes('onnxruntime')))
  const reported = await loadedBy(t, ['report'], folder)
  assert.deepEqual(
    reported.filter((url) => ENGINES.test(url)),
    [],
  )
})

test('a reader that closes the pipe changes neither the exit code nor crashes the process', async (t) => {
  const folder = await folderWith(t, { 'a.csv': GOOD, 'b.csv': GOOD.replaceAll('0.8', '0.1') })
  const read = await runProcess(COMPARE, { directory: folder })
  assert.equal(read.code, 3, read.error)
  assert.equal((await runProcess(COMPARE, { directory: folder, unread: true })).code, 3)
  assert.equal((await runProcess(['--help'], { directory: folder, unread: true })).code, 0)
  await writeFile(join(folder, 'b.csv'), '')
  assert.equal((await runProcess(COMPARE, { directory: folder, unread: true })).code, 2)
})

test('what is no fault of the user ends with 70 and its stack', async () => {
  let error = ''
  const code = await main(['report'], {
    version: '1.2.3',
    out: () => undefined,
    error: (text) => {
      error += text
    },
    host: () => {
      throw new TypeError('no host')
    },
  })
  assert.equal(code, 70)
  assert.match(
    error,
    /^This is a bug in Contender 1\.2\.3, not in your input\. Please report it with these lines:\n.*\n\nTypeError: no host\n {4}at /,
  )
})

test('a second start of the command does without the TypeScript compiler, whose loading takes longest of all', async (t) => {
  const folder = await folderWith(t, {
    'loaded.mjs': `import { writeFileSync } from 'node:fs'
      process.on('exit', () => writeFileSync('builtins.txt', process.moduleLoadList.join('\\n')))`,
  })
  const node = ['--import', pathToFileURL(join(folder, 'loaded.mjs')).href]
  const compilers = async () => {
    const { code } = await runProcess(['--help'], { directory: folder, node, cache: join(folder, 'cache') })
    assert.equal(code, 0)
    return (await readFile(join(folder, 'builtins.txt'), 'utf8')).match(/amaro/g)?.length ?? 0
  }
  assert.ok((await compilers()) > 0, 'the first start compiles')
  assert.equal(await compilers(), 0)
})
