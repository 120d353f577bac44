import assert from 'node:assert/strict'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { fingerprintOf } from '../../actions/fingerprint.ts'
import { openInventory } from '../../actions/inventory.ts'
import { openProject } from '../../actions/project.ts'
import { type Run, runSchema } from '../../core/artifacts/run.ts'
import { folderMd5 } from '../../core/data/dvc.ts'
import { commit, script } from '../actions/repository.ts'
import { jsonIn } from '../actions/trained.ts'
import { contender } from '../command-line.ts'
import { dvc, dvcRepository, skip } from './dvc.ts'

const ROWS = `id,a,b,late\n${Array.from({ length: 60 }, (_, at) => `${at},${(at * 7) % 11},${at % 5},${(at * 7) % 11 > 5 ? 1 : 0}`).join('\n')}\n`

const config = (train: string, test = train, prepare = '') => `models:
  delay:
    task: binary-classification
    data: { ${prepare}train: ${train}, test: ${test}, target: late, id: id }
    train: { builtin: linear }
    model: m.onnx
`

/** A fingerprint, what had to be read for it, and what was warned about. */
async function fingerprint(folder: string, source: string, file = 'contender.yml') {
  const warnings: string[] = []
  const project = await openProject({ config: file, out: '.contender' }, { directory: folder } as Parameters<
    typeof openProject
  >[1])
  const inventory = await openInventory(project, { warn: (message) => warnings.push(message) })
  const { by, digest } = await fingerprintOf(inventory, project.models[0]!.data, source)
  await inventory.digests.save()
  return { by, digest, warnings, read: inventory.digests.bytesRead(), tracked: inventory.tracked }
}

test("folderMd5: is DVC's, for names beyond ASCII, nested folders, empty files and odd names", { skip }, async (t) => {
  const contents = {
    'a.csv': '1',
    'sub/é.csv': 'é',
    'sub/deep/𝒳 y.csv': '𝒳',
    'sub/empty': '',
    'Ａ.csv': 'wide',
    '\u{1F600}.csv': 'beyond U+FFFF',
    'quote"back\\slash': 'q',
    'tab\tand del\u007f': 'd',
    'B.csv': 'case',
  }
  const files = Object.fromEntries(Object.entries(contents).map(([path, text]) => [`data/${path}`, text]))
  const folder = await dvcRepository(t, { ...files, 'contender.yml': config('data/*.csv') })
  dvc(folder, 'add', '--quiet', 'data')
  const { tracked } = await fingerprint(folder, 'data/*.csv')
  const { createHash } = await import('node:crypto')
  const md5s = Object.entries(contents).map(([path, text]) => ({
    path,
    md5: createHash('md5').update(text).digest('hex'),
  }))
  assert.deepEqual(tracked, [{ path: 'data', md5: folderMd5(md5s), by: 'data.dvc' }])
})

test('a file that DVC tracks has one fingerprint, pulled or not, and unread where it is not here', {
  skip,
}, async (t) => {
  const folder = await dvcRepository(t, { 'data/d.csv': ROWS, 'contender.yml': config('data/d.csv') })
  dvc(folder, 'add', '--quiet', 'data/d.csv')
  const here = await fingerprint(folder, 'data/d.csv')
  assert.deepEqual([here.by, here.read, here.warnings], ['dvc', ROWS.length, []])
  await rm(join(folder, 'data/d.csv'))
  const gone = await fingerprint(folder, 'data/d.csv')
  assert.deepEqual([gone.by, gone.read, gone.digest], ['dvc', 0, here.digest])
})

test('a path and a glob inside a folder that DVC tracks stand for the folder, pulled or not', { skip }, async (t) => {
  const folder = await dvcRepository(t, {
    'data/2024/d.csv': ROWS,
    'data/2025/é.csv': ROWS,
    'contender.yml': config("'data/*/*.csv'"),
  })
  dvc(folder, 'add', '--quiet', 'data')
  const digests: string[] = []
  for (const source of ['data/*/*.csv', 'data/2024/d.csv', 'data/**/*.csv']) {
    const { by, digest, warnings } = await fingerprint(folder, source)
    assert.deepEqual([by, warnings], ['dvc', []], source)
    digests.push(digest)
  }
  assert.equal(new Set(digests).size, 1)
  await rm(join(folder, 'data'), { recursive: true })
  const { by, digest, read } = await fingerprint(folder, 'data/2024/*.csv')
  assert.deepEqual([by, digest, read], ['dvc', digests[0], 0])
})

test('what was edited after DVC saw it counts by content, with a warning', { skip }, async (t) => {
  const folder = await dvcRepository(t, { 'data/d.csv': ROWS, 'contender.yml': config('data/d.csv') })
  dvc(folder, 'add', '--quiet', 'data')
  const tracked = await fingerprint(folder, 'data/d.csv')
  await writeFile(join(folder, 'data/d.csv'), `${ROWS}60,1,1,0\n`)
  const edited = await fingerprint(folder, 'data/d.csv')
  assert.equal(edited.by, 'content')
  assert.notEqual(edited.digest, tracked.digest)
  assert.deepEqual(edited.warnings, [
    'data is not what data.dvc says it is: its content counts; `dvc commit` or `dvc checkout` ends that',
  ])
})

test('outputs of a pipeline are known by dvc.lock, from a stage in another folder too', { skip }, async (t) => {
  const folder = await dvcRepository(t, {
    'raw.csv': ROWS,
    'flow/dvc.yaml': `stages:
  split:
    wdir: ..
    cmd: mkdir -p made && cp raw.csv made/d.csv && cp raw.csv t.csv
    deps: [raw.csv]
    outs: [made, t.csv]
`,
    'contender.yml': config('made/d.csv', 't.csv'),
  })
  dvc(join(folder, 'flow'), 'repro', '--quiet')
  for (const source of ['made/d.csv', 't.csv']) {
    const { by, tracked, warnings } = await fingerprint(folder, source)
    assert.deepEqual([by, warnings], ['dvc', []])
    assert.deepEqual([...new Set(tracked.map(({ by }) => by))], ['flow/dvc.lock'])
  }
})

test('a prepare SQL that names a file of DVC needs no data to be known again', { skip }, async (t) => {
  const folder = await dvcRepository(t, {
    'data/d.csv': ROWS,
    'p.sql': "CREATE TABLE t AS FROM 'data/d.csv' WHERE id < 50",
    'contender.yml': config('t', 't', 'prepare: p.sql, '),
  })
  dvc(folder, 'add', '--quiet', 'data/d.csv')
  const here = await fingerprint(folder, 't')
  await rm(join(folder, 'data/d.csv'))
  const gone = await fingerprint(folder, 't')
  assert.deepEqual([gone.by, gone.digest], ['dvc', here.digest])
  await writeFile(join(folder, 'p.sql'), "CREATE TABLE t AS FROM 'data/d.csv' WHERE id < 40")
  assert.notEqual((await fingerprint(folder, 't')).digest, here.digest)
})

test('train: is skipped without the data, from dvc.lock alone, and says what to pull where it is not', {
  skip,
}, async (t) => {
  const folder = await dvcRepository(t, { 'data/d.csv': ROWS, 'contender.yml': config('data/d.csv') })
  await writeFile(join(folder, '.gitignore'), '.contender/\nm.onnx\n')
  dvc(folder, 'add', '--quiet', 'data/d.csv')
  await commit(folder, {})
  assert.equal((await contender('train', folder)).code, 0)
  await rm(join(folder, 'data/d.csv'))
  const skipped = await contender('train', folder)
  assert.match(skipped.out, /^delay {2}unchanged since run /, skipped.error)
  const { code, error } = await contender('train --force', folder)
  assert.equal(code, 2)
  assert.match(
    error,
    /^error: Missing data of delay: DVC tracks data\/d\.csv and it is not here; run `dvc pull data\/d\.csv`$/m,
  )
})

test('reproduce: takes pulled data of DVC, and says how to pull what is not here as it was', { skip }, async (t) => {
  const folder = await dvcRepository(t, { 'data/d.csv': ROWS, 'contender.yml': config('data/d.csv') })
  await writeFile(join(folder, '.gitignore'), '.contender/\nm.onnx\n')
  dvc(folder, 'add', '--quiet', 'data/d.csv')
  await commit(folder, {})
  await contender('train', folder)
  const { commit: at, data } = runSchema.parse(await jsonIn<Run>(folder, '.contender/delay/run.json'))
  assert.equal(data.train!.by, 'dvc')
  const again = await contender('reproduce .contender/delay/run.json', folder)
  assert.match(again.out, /^delay {2}bit-identical/, again.error)
  await writeFile(join(folder, 'data/d.csv'), `${ROWS}60,1,1,0\n`)
  dvc(folder, 'add', '--quiet', 'data/d.csv')
  await commit(folder, {})
  for (const gone of [false, true]) {
    if (gone) await rm(join(folder, 'data/d.csv'))
    const { code, error } = await contender('reproduce .contender/delay/run.json', folder)
    assert.equal(code, 2)
    const short = at!.slice(0, 7)
    assert.ok(
      error.includes(`run \`git switch --detach ${short} && dvc pull data/d.csv\`, then reproduce from there`),
      error,
    )
  }
})

test('compare: a test set that changed under DVC is said though Git does not hold it', { skip }, async (t) => {
  const gated = `${config('data/d.csv')}    gates: [{ metric: log_loss, against: base, margin: 1% }]\n`
  const folder = await dvcRepository(t, { 'data/d.csv': ROWS, 'contender.yml': gated })
  await writeFile(join(folder, '.gitignore'), '.contender/\n')
  dvc(folder, 'add', '--quiet', 'data/d.csv')
  await contender('train', folder)
  await commit(folder, {})
  script(folder, 'git checkout -q -b work')
  await writeFile(join(folder, 'data/d.csv'), `${ROWS}60,1,1,0\n`)
  dvc(folder, 'add', '--quiet', 'data/d.csv')
  await commit(folder, {})
  const { code, error } = await contender('compare', folder)
  assert.equal(code, 0, error)
  const { notes } = await jsonIn<{ notes: string[] }>(folder, '.contender/delay/comparison.json')
  assert.match(notes[0] ?? '', /^This change moves the goal: data\/d\.csv differs from the base\./)
  assert.ok((await readdir(join(folder, 'data'))).includes('d.csv.dvc'))
  assert.match(await readFile(join(folder, 'data/.gitignore'), 'utf8'), /d\.csv/)
})
