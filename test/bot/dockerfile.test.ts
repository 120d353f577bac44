import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { build } from 'esbuild'
import ignore from 'ignore'

const text = readFileSync('bot/Dockerfile', 'utf8')

/** Instructions of each stage, with what follows them; comments and continued lines are gone. */
const stages = text
  .replaceAll(/^#.*\n/gm, '')
  .replaceAll(/\\\n\s*/g, '')
  .split(/^(?=FROM )/m)
  .filter((stage) => stage.startsWith('FROM '))
  .map((stage) => [...stage.matchAll(/^([A-Z]+) (.+)$/gm)].map(([, name, rest]) => [name!, rest!] as const))

const of = (stage: (typeof stages)[number], name: string) =>
  stage.filter(([one]) => one === name).map(([, rest]) => rest)

test('image: it runs on the Node that we support, and not as root', () => {
  const [packages, last] = stages
  assert.equal(stages.length, 2)
  for (const stage of [packages!, last!]) assert.match(of(stage, 'FROM')[0]!, /^node:24-/)
  assert.deepEqual(of(last!, 'USER'), ['node'])
  const names = last!.map(([name]) => name)
  assert.ok(names.indexOf('USER') > names.lastIndexOf('COPY'), 'its own files are not its to write')
  assert.deepEqual(JSON.parse(of(last!, 'CMD')[0]!), ['node', 'bot/start.ts'])
})

test('image: development packages and scripts of packages stay out', () => {
  const installs = of(stages[0]!, 'RUN').filter((line) => !line.startsWith('npm pkg delete '))
  assert.equal(installs.length, 1)
  assert.match(installs[0]!, /^npm ci .*--omit=dev.*--ignore-scripts/)
  assert.deepEqual(of(stages[1]!, 'RUN'), [])
})

test('image: its health check is code that runs, and fails where nobody listens', () => {
  const [, check = ''] = /CMD (\[.+\])$/.exec(of(stages[1]!, 'HEALTHCHECK')[0]!) ?? []
  const [, ...words] = JSON.parse(check) as string[]
  const { status, stderr } = spawnSync(process.execPath, words, { env: { PORT: '9' }, encoding: 'utf8' })
  assert.deepEqual([status, stderr], [1, ''])
})

test('image: what is copied is there, and let through by .dockerignore; keys are not', () => {
  const rules = ignore().add(readFileSync('.dockerignore', 'utf8').replace(/^\*$/m, '/*'))
  const copied = stages.flatMap((stage) =>
    of(stage, 'COPY').flatMap((line) => (line.startsWith('--from') ? [] : line.split(' ').slice(0, -1))),
  )
  assert.deepEqual([...new Set(copied)].toSorted(), [
    '.npmrc',
    'bot',
    'core',
    'package-lock.json',
    'package.json',
    'reports',
  ])
  for (const path of copied) assert.ok(existsSync(path) && !rules.ignores(path), path)
  for (const path of ['.env', 'app.pem', 'bot/.env', 'bot/app.pem', '.git', 'node_modules', 'examples', 'test'])
    assert.ok(rules.ignores(path), path)
})

test('image: the bot is made of what is copied, and of all packages that are installed and no other', async () => {
  const options = { bundle: true, packages: 'external', platform: 'node', format: 'esm', write: false } as const
  const { metafile } = await build({ ...options, entryPoints: ['bot/start.ts'], metafile: true, logLevel: 'silent' })
  const files = Object.keys(metafile.inputs)
  assert.ok(files.length > 30)
  assert.deepEqual(
    files.filter((path) => !/^(bot|core|reports)\//.test(path)),
    [],
  )
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }
  const packages = Object.values(metafile.inputs)
    .flatMap(({ imports }) => imports.filter(({ external, path }) => external && !path.startsWith('node:')))
    .map(({ path }) =>
      path
        .split('/')
        .slice(0, path.startsWith('@') ? 2 : 1)
        .join('/'),
    )
  const removed = of(stages[0]!, 'RUN').find((line) => line.startsWith('npm pkg delete '))!
  assert.deepEqual(
    [...new Set(packages), ...removed.replaceAll('dependencies.', '').split(' ').slice(3)].toSorted(),
    Object.keys(dependencies).toSorted(),
  )
})
