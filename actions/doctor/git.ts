import { findRevision, isIgnored, isShallow } from '../../core/io/git.ts'
import { askGit, git } from '../../core/io/run-git.ts'
import { note, ok, type Patient, problem } from './check.ts'

/** The oldest that can fetch without leaving traces (`--no-write-fetch-head`). */
const OLDEST = [2, 29] as const
const DEFAULT_BRANCHES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']

/** Git, the repository, its history and its default branch. */
export async function checkGit({ directory, inGit, root }: Patient) {
  const version = await git(directory, ['--version']).then(
    (output) => /\d+(\.\d+)+/.exec(output.toString())?.[0],
    () => undefined,
  )
  if (version === undefined) return [problem('Git cannot be run.', 'Install Git: baselines are read from it.')]
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const old = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])
  const found = [
    old ? problem(`Git is ${version}.`, `Install Git ${OLDEST.join('.')} or newer.`) : ok(`Git ${version}`),
  ]
  if (!inGit)
    return [
      ...found,
      problem(
        `${directory} is in no Git repository.`,
        'Run `git init` and commit: a change is compared with what is there.',
      ),
    ]
  if ((await findRevision(root, 'HEAD')) === undefined)
    return [...found, note('The repository has no commit yet.', 'Commit contender.yml and the model.')]
  if (await isShallow(root)) found.push(ok('the clone is shallow: commits that a comparison needs are fetched'))
  return [...found, await defaultBranch(root)]
}

async function defaultBranch(root: string) {
  for (const name of DEFAULT_BRANCHES)
    if ((await findRevision(root, name)) !== undefined) {
      const shown = await askGit(root, ['rev-parse', '--abbrev-ref', name], [128])
      return ok(`the default branch is ${shown?.toString().trim() || name}`)
    }
  return problem(
    'No default branch is known, so there is nothing to compare with.',
    'Name one with --base REVISION, or run `git remote set-head origin --auto`.',
  )
}

/** Whether Git leaves artifacts alone. */
export async function checkIgnored({ directory, inGit }: Patient) {
  if (!inGit) return []
  return (await isIgnored(directory, '.contender/report.json'))
    ? [ok('Git ignores .contender/')]
    : [note('Git does not ignore .contender/, where artifacts go.', 'Add the line `.contender/` to .gitignore.')]
}
