import { execFileSync } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import { openEngine } from '../../core/data/engine.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { folderWith } from '../folder.ts'
import { PLAIN_GIT } from '../plain-git.ts'
import { peopleCsv } from './people.ts'
import { scoreModel } from './score-model.ts'

const ENVIRONMENT = {
  ...process.env,
  ...PLAIN_GIT,
  GIT_AUTHOR_NAME: 'Ann',
  GIT_AUTHOR_EMAIL: 'ann@example.com',
  GIT_COMMITTER_NAME: 'Ann',
  GIT_COMMITTER_EMAIL: 'ann@example.com',
}

/** Runs a script of git commands, in one shell: a process from here costs more than one from there. */
export function script(folder: string, ...lines: readonly string[]): string {
  const options = { cwd: folder, encoding: 'utf8', stdio: 'pipe', env: ENVIRONMENT } as const
  return execFileSync('sh', ['-ec', lines.join('\n')], options).trim()
}

type Files = Readonly<Record<string, string | Uint8Array>>

/** Writes files, commits all there is, and gives the commit. */
export async function commit(folder: string, files: Files): Promise<string> {
  for (const [path, content] of Object.entries(files)) await writeFile(join(folder, path), content)
  return script(folder, 'git add -A', 'git commit -qm "A step"', 'git rev-parse HEAD')
}

export const GATE = '{ metric: log_loss, against: base, margin: 1% }'

/**
 * Rows as Parquet, which is read in half the time of CSV.
 *
 * @param good another name for the column `good`
 */
export async function people(rows = 200, seed = 1, good = 'good'): Promise<Uint8Array> {
  const { path, remove } = temporaryFolder('contender-test-')
  await using engine = await openEngine({ directory: path, root: path })
  try {
    await writeFile(join(path, 'd.csv'), peopleCsv({ rows, seed }).replace('good', good))
    await engine.materialize('d.csv', join(path, 'd.parquet'))
    return await readFile(join(path, 'd.parquet'))
  } finally {
    await remove()
  }
}

/** A config of one model under these gates. */
export const configWith = (gates: string, more = 'metrics: [log_loss], slices: [site]') => `models:
  delay:
    task: binary-classification
    data: { test: d.parquet, target: late, id: id }
    model: m.onnx
    evaluate: { ${more} }
    gates: [${gates}]
`

/**
 * A repository whose `main` holds a config, test data and a model; checked out is the branch `work`,
 * one commit ahead.
 *
 * @param main files of main beside the usual ones, or in their place
 * @param work what the branch changes
 */
export async function pullRequest(
  t: TestContext,
  { main = {}, work }: { main?: Files; work: Files },
): Promise<{ folder: string; base: string }> {
  const folder = await folderWith(t)
  script(folder, 'git init -q -b main')
  const first = {
    'contender.yml': configWith(GATE),
    'd.parquet': await people(),
    'm.onnx': scoreModel('good'),
    '.gitignore': '.contender/\n',
  }
  const start = await commit(folder, { ...first, ...main })
  script(folder, 'git checkout -q -b work')
  await commit(folder, work)
  return { folder, base: start }
}
