import assert from 'node:assert/strict'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Host } from '../../../actions/action.ts'
import { openProject } from '../../../actions/project.ts'
import { touchingCommits } from '../../../actions/release/touching-commits.ts'
import { folderWith } from '../../folder.ts'
import { commit, script } from '../repository.ts'

const section = (name: string) => `  ${name}:
    task: binary-classification
    data: { test: ${name}/d.csv, target: late, id: id }
    model: ${name}/m.onnx
    predict: { run: 'true', inputs: [lib.py] }
`

/** Models that share code, and commits of which each edits one of them or what they share. */
async function repository(t: TestContext, models: readonly string[], edits: readonly string[]) {
  const folder = await folderWith(t)
  script(folder, 'git init -q -b main')
  for (const name of models) await mkdir(join(folder, name))
  const own = models.flatMap((name) => [`${name}/d.csv`, `${name}/m.onnx`].map((path) => [path, '0']))
  const config = `models:\n${models.map(section).join('')}`
  await commit(folder, { 'contender.yml': config, 'lib.py': '0', 'readme.md': '0', ...Object.fromEntries(own) })
  const commits: { sha: string }[] = []
  for (const [at, path] of edits.entries()) commits.push({ sha: await commit(folder, { [path]: `${at + 1}` }) })
  const host = { directory: folder, step: async (_name: string, work: () => unknown) => work() } as unknown as Host
  const project = await openProject({ config: 'contender.yml', out: '.contender' }, host)
  return { project, commits, host }
}

/** How many processes of git the work begins. */
async function gitsOf<T>(t: TestContext, work: () => Promise<T>): Promise<{ gits: number; result: T }> {
  const log = join(await folderWith(t), 'trace')
  process.env.GIT_TRACE2 = log
  try {
    const result = await work()
    return { result, gits: (await readFile(log, 'utf8')).match(/ start /g)!.length }
  } finally {
    delete process.env.GIT_TRACE2
    await rm(log, { force: true })
  }
}

const MODELS = ['a', 'b', 'c', 'd', 'e', 'f']

test('a commit touches the models whose data, model or code it edits', async (t) => {
  const edits = ['a/d.csv', 'readme.md', 'lib.py', 'b/m.onnx', 'package-lock.json']
  const { commits, host, project } = await repository(t, ['a', 'b'], edits)
  const touching = touchingCommits(project, host)
  const found = await Promise.all(project.models.map((model) => touching(model, commits as never)))
  const editsOf = found.map((shas) => edits.filter((_, at) => shas.has(commits[at]!.sha)))
  assert.deepEqual(editsOf, [
    ['a/d.csv', 'lib.py', 'package-lock.json'],
    ['lib.py', 'b/m.onnx', 'package-lock.json'],
  ])
})

test('however many models a release has, each commit is looked into once', async (t) => {
  const edits = ['lib.py', 'readme.md', 'a/d.csv', 'lib.py', 'b/m.onnx']
  const { commits, host, project } = await repository(t, MODELS, edits)
  const asked = async (names: readonly string[]) => {
    const touching = touchingCommits(project, host)
    const { gits } = await gitsOf(t, async () => {
      for (const model of project.models.filter(({ name }) => names.includes(name)))
        await touching(model, commits as never)
    })
    return gits
  }
  assert.equal(await asked(MODELS), await asked(['a']))
})
