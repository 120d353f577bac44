import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { reportSchema } from '../../core/artifacts/report.ts'
import { contender } from '../command-line.ts'
import { folderWith } from '../folder.ts'
import { pythonTool } from '../python-tool.ts'

const python = pythonTool('python')

/** A copy of an example, as somebody would begin with it. */
async function copyOf(t: TestContext, example: string): Promise<string> {
  const folder = await folderWith(t)
  const made = /[/\\](\.contender|models|node_modules)([/\\]|$)/
  cpSync(`examples/${example}`, folder, { recursive: true, filter: (path) => !made.test(path) })
  return folder
}

for (const [example, models] of [
  ['predictions-only', ['sales']],
  ['monorepo', ['churn', 'demand', 'fraud']],
] as const)
  test(`examples/${example}: the pipeline passes where there is nothing to compare with yet`, async (t) => {
    const folder = await copyOf(t, example)
    const { code, error, out } = await contender('pipeline --json', folder)
    assert.equal(code, 0, error)
    assert.doesNotMatch(error, /warning/)
    const report = reportSchema.parse(JSON.parse(out))
    assert.deepEqual(report.models.map(({ comparison }) => comparison!.model).sort(), models)
  })

for (const script of globSync('examples/**/{make_data,forecast}.py'))
  test(`${script} makes the files that are in Git`, { skip: python.skip }, async (t) => {
    const example = script.split(/[/\\]/)[1]!
    const folder = await copyOf(t, example)
    const own = script.slice(join('examples', example).length + 1)
    execFileSync(python.path, [own], { cwd: folder })
    const files = globSync('**/*.csv', { cwd: folder })
    assert.ok(files.length > 0)
    for (const file of files)
      assert.equal(
        readFileSync(join(folder, file), 'utf8'),
        readFileSync(join('examples', example, file), 'utf8'),
        `${script} makes another ${file}`,
      )
  })

test('every example brings a workflow that judges and comments, and pins what it installs', () => {
  for (const config of globSync('examples/{*,flights/production}/contender.yml')) {
    const workflow = readFileSync(join(dirname(config), '.github/workflows/contender.yml'), 'utf8')
    assert.match(
      workflow,
      /uses: contender-ml\/contender@v1\n[\s\S]*uses: contender-ml\/contender\/actions\/comment@v1\n/,
    )
  }
  for (const file of globSync('examples/*/requirements.txt'))
    for (const line of readFileSync(file, 'utf8').trimEnd().split('\n').slice(1))
      assert.match(line, /^[\w.-]+==[\d.]+$/, file)
})
