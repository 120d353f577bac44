import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { COMMANDS } from '../cli/commands.ts'
import { missingOf, readCard } from '../core/card/card-file.ts'
import { parseConfig } from '../core/config.ts'
import { parseContract } from '../core/data/contract/parse-contract.ts'
import { openEngine } from '../core/data/engine.ts'
import { csv, made } from './actions/drift/production-logs.ts'
import { peopleCsv } from './actions/people.ts'
import { commit, script } from './actions/repository.ts'
import { scoreModel } from './actions/score-model.ts'
import { contender } from './command-line.ts'
import { folderWith } from './folder.ts'
import { startGitHub } from './github/github.ts'
import { actionlint } from './lint-workflows.ts'

const pages = ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', ...globSync(['docs/**/*.md', 'actions/*/README.md'])]

/** Fenced blocks of a page: language and content. */
function blocksOf(page: string): (readonly [language: string, content: string])[] {
  const found = readFileSync(page, 'utf8').matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)
  return Array.from(found, ([, language, content]) => [language!, content!])
}

/** Command lines that a page shows, without prompt and comment. */
function linesOf(page: string): string[] {
  return blocksOf(page)
    .flatMap(([, content]) => content.split('\n'))
    .map((line) => line.replace(/^\$ /, '').replace(/\s+#.*$/, ''))
    .filter((line) => line.startsWith('contender '))
}

const CONFIG = `models:
  delay:
    task: binary-classification
    data: { train: d.csv, test: d.csv, target: late, id: id, exclude: [at] }
    train: { builtin: linear }
    model: models/new.onnx
    evaluate: { metrics: [log_loss] }
    drift: { logs: { files: d.csv, time: at, id: id } }
    retrain: { train_on: 10d, holdout: 5d }
`

const PROFILE = JSON.stringify({
  ...{ schema: 'contender/profile@1', model: 'delay', commit: null, config: null, seed: null, contender: '0.1.0' },
  ...{ sources: [{ uri: 'd.csv', rows: 150 }], rows: 150, columns: [] },
})

/** Two versions, the first of them in production, and two commits after them. */
async function registerTwo(folder: string, first: string): Promise<void> {
  const log = script(
    folder,
    'git config user.name Ann && git config user.email ann@example.com',
    'git commit -q --allow-empty -m "The second version"',
    'cp models/old.onnx models/new.onnx && git add models/new.onnx && git commit -qm "A model in Git"',
    'git rm -q --cached models/new.onnx && rm models/new.onnx && git commit -qm "A model out of Git"',
    'git log --reverse --format=%H',
  )
  const digest = `--digest sha256:${'0'.repeat(64)}`
  for (const line of [
    `register delay v1.0.0 --commit ${first} ${digest}`,
    'assign delay v1.0.0 staging',
    'assign delay v1.0.0 production',
    `register delay v1.1.0 --commit ${log.split('\n')[1]} ${digest}`,
  ]) {
    const { code, error } = await contender(`registry ${line}`, folder)
    assert.equal(code, 0, error)
  }
}

function driftCsv(rows: Parameters<typeof made>[0]): string {
  return csv(made(rows), ['id', 'at', 'distance', 'origin', 'score', 'label'])
}

async function asParquet(folder: string, names: readonly string[]): Promise<void> {
  await using engine = await openEngine({ directory: folder, root: folder })
  for (const name of names) await engine.materialize(`${name}.csv`, join(folder, `${name}.parquet`))
}

/** Variables by which a command finds a GitHub with one pull request: all commits of a folder after its first. */
async function pullRequestAtGitHub(t: TestContext, folder: string, first: string): Promise<Record<string, string>> {
  script(folder, `git branch before ${first}`)
  const github = await startGitHub({ t, from: folder })
  await github.openPullRequest({ head: 'main', base: 'before' })
  return { GITHUB_TOKEN: github.userToken('ann'), GITHUB_REPOSITORY: 'acme/models', GITHUB_API_URL: github.url }
}

test('every command line of the documentation and of --help runs as it is shown', async (t) => {
  const examples = await Promise.all(COMMANDS.map(async ({ load }) => (await load()).examples.map(([line]) => line)))
  const lines = [...new Set([...pages.flatMap(linesOf), ...examples.flat()])]
  assert.ok(lines.length >= 12, lines.join('\n'))

  const rows = peopleCsv({ rows: 150 }).replace('late\n', 'label\n').replace('at,site,person', 'day,carrier,customer')
  const folder = await folderWith(t, {
    'contender.yml': CONFIG,
    'd.csv': peopleCsv({ rows: 150 }),
    'a.csv': rows.replace('weak', 'score').replace('tilted', 'prediction'),
    'b.csv': rows.replace('good', 'score').replace('tilted', 'prediction'),
    'p.csv': rows.replace('good', 'score').replace('tilted', 'prediction'),
    // Production beside what a model was made on.
    'ref.csv': driftCsv({ from: '2026-01-01', days: 10, seed: 1 }),
    'cur.csv': driftCsv({ from: '2026-02-01', days: 10, seed: 2 }),
    'monday.json': PROFILE,
    'tuesday.json': PROFILE,
    '.gitignore': '.contender/\n',
  })
  await asParquet(folder, ['ref', 'cur'])
  script(folder, 'git init -q -b main')
  await mkdir(join(folder, 'models'))
  await writeFile(join(folder, 'models/old.onnx'), scoreModel('weak'))
  const first = await commit(folder, {})
  script(folder, `git update-ref refs/remotes/origin/main ${first}`)
  await registerTwo(folder, first)
  await contender('pipeline', folder)
  // A history of two runs.
  await contender('pipeline --force', folder)
  await contender('pipeline --out .contender/june', folder)
  const github = await pullRequestAtGitHub(t, folder, first)
  for (const line of lines) {
    const environment = line.startsWith('contender comment') ? github : {}
    // This clone is of no GitHub, so nothing can be released there.
    const words = line
      .replace(/^contender /, '')
      .replace('--pull-request 12', '--pull-request 1')
      .replace(/^release (?!.*--dry-run)/, 'release --dry-run ')
    const { code, error } = await contender(words, folder, environment)
    assert.ok([0, 1, 3].includes(code), `${line} ended with ${code}: ${error}`)
  }
})

/** YAML of the pages, by what it is: a step stands in a workflow that is not shown. */
const YAML_BLOCKS = pages.flatMap((page) =>
  blocksOf(page)
    .filter(([language]) => language === 'yaml')
    .map(([, content]) => ({ page, content, kind: kindOf(content) })),
)

function kindOf(yaml: string): 'card' | 'config' | 'contract' | 'step' | 'workflow' | undefined {
  if (yaml.startsWith('models:')) return 'config'
  if (yaml.startsWith('# contender.schema.yml')) return 'contract'
  if (yaml.startsWith('# card.yml')) return 'card'
  if (/^ *- (uses|run):/.test(yaml)) return 'step'
  return /^jobs:$/m.test(yaml) ? 'workflow' : undefined
}

test('every config of the documentation is valid', () => {
  assert.ok(YAML_BLOCKS.length >= 12)
  for (const { content, kind, page } of YAML_BLOCKS) {
    assert.notEqual(kind, undefined, `${page}: ${content}`)
    if (kind === 'config') assert.ok(parseConfig(content, page).models.length > 0)
    if (kind === 'card') assert.deepEqual(missingOf(readCard(content, 'delay')), [], page)
    if (kind === 'contract') assert.ok(parseContract(content, page, ['delay']).models.size > 0)
  }
})

test('every workflow of the documentation is one', { skip: actionlint.skip }, async (t) => {
  const frame = 'on: pull_request\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n'
  const workflows = YAML_BLOCKS.flatMap(({ content, kind }) => {
    if (kind === 'step') return [frame + content.replaceAll(/^/gm, '      ')]
    return kind === 'workflow' ? [content] : []
  })
  assert.ok(workflows.length >= 5)
  const files = workflows.map((text, at) => [`.github/workflows/${at}.yml`, text] as const)
  const folder = await folderWith(t, Object.fromEntries(files))
  assert.equal(actionlint.lint(files.map(([path]) => join(folder, path))), '')
})

test('every link of the documentation to a file leads somewhere', () => {
  const links = pages.flatMap((page) =>
    Array.from(
      readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)/g),
      ([, to]) => [page, to!] as const,
    ),
  )
  assert.ok(links.length > 10)
  for (const [page, to] of links) {
    assert.equal(globSync(join(page, '..', to)).length, 1, `${to} in ${page}`)
  }
})
