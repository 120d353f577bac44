import type { Run } from '../../core/artifacts/run.ts'
import type { RunsDiff } from '../../core/artifacts/runs-diff.ts'
import { deepenUntil } from '../../core/io/fetch-history.ts'
import { findMergeBase, findRevision, isShallow } from '../../core/io/git.ts'
import { git } from '../../core/io/run-git.ts'
import type { Host } from '../action.ts'
import type { Project } from '../project.ts'

type Code = RunsDiff['code']
type Commit = Pick<Run, 'commit'>

/** Commits and changed files between the code of two runs, as far as this clone knows. */
export async function codeBetween(
  project: Pick<Project, 'root' | 'inGit'>,
  [a, b]: readonly [Commit, Commit],
  { step }: Pick<Host, 'step'>,
): Promise<Code> {
  const unknown = (why: string): Code => ({ commits: [], behind: 0, files: [], unknown: why })
  if (a.commit === null || b.commit === null) return unknown('a run was trained outside Git')
  if (a.commit === b.commit) return { commits: [], behind: 0, files: [], unknown: null }
  if (!project.inGit) return unknown('this is no Git repository')
  const { root } = project
  const [first, second] = [a.commit, b.commit]
  const meet = async () =>
    (await isThere(root, first)) &&
    (await isThere(root, second)) &&
    (await findMergeBase(root, first, second)) !== undefined
  // What a shallow clone was cut off from would be missing from the list.
  if ((await isShallow(root)) && !(await meet())) await deepenUntil(root, meet, step)
  for (const commit of [first, second]) {
    if (await isThere(root, commit)) continue
    const how = (await isShallow(root)) ? 'run `git fetch --unshallow`' : 'run `git fetch`, or it was never pushed'
    return unknown(`commit ${commit.slice(0, 7)} is not in this clone: ${how}`)
  }
  const range = `${a.commit}..${b.commit}`
  const [log, behind, files] = await Promise.all([
    git(root, ['log', '-z', '--format=%H%x09%s', range]),
    git(root, ['rev-list', '--count', `${b.commit}..${a.commit}`]),
    git(root, ['diff', '--name-status', '--no-renames', '-z', a.commit, b.commit]),
  ])
  return {
    commits: split(log).map((line) => {
      const tab = line.indexOf('\t')
      return { commit: line.slice(0, tab), subject: line.slice(tab + 1) }
    }),
    behind: Number(behind.toString()),
    files: pairs(split(files)),
    unknown: null,
  }
}

async function isThere(root: string, commit: string): Promise<boolean> {
  return (await findRevision(root, commit)) !== undefined
}

function split(output: Buffer): string[] {
  return output
    .toString()
    .split('\0')
    .filter((part) => part !== '')
}

/** `M`, `train.py`, `A`, … → status and path. */
function pairs(parts: readonly string[]): Code['files'] {
  return parts.flatMap((status, at) => (at % 2 === 0 ? [{ status, path: parts[at + 1]! }] : []))
}
