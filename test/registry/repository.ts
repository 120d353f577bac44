import type { TestContext } from 'node:test'
import { script } from '../actions/repository.ts'
import { folderWith } from '../folder.ts'

export const CONFIG = `models:
  delay:
    task: regression
    predictions: p.csv
  risk/fraud:
    task: regression
    predictions: p.csv
stages: [dev, staging, production]
`

/** A repository whose `main` has so many commits, each with another predictions file; all are older than any tag. */
export async function history(
  t: TestContext,
  commits = 1,
  config = CONFIG,
): Promise<{ folder: string; commits: string[] }> {
  const folder = await folderWith(t, { 'contender.yml': config, '.gitignore': '.contender/\n' })
  const steps = Array.from({ length: commits }, (_, at) => [
    `printf 'label,prediction\\n1,${at}\\n' > p.csv`,
    'git add -A',
    `git commit -qm "Commit ${at}"`,
  ])
  const log = script(
    folder,
    'git init -q -b main',
    'git config user.name "Ann Lee" && git config user.email ann@example.com',
    'export GIT_COMMITTER_DATE=2026-01-01T00:00:00Z',
    ...steps.flat(),
    'git log --reverse --format=%H',
  )
  return { folder, commits: log.split('\n') }
}
