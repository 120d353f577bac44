import { UserError } from '../../errors.ts'
import type { LedgerCommit } from '../../ledger/transport.ts'
import { git } from '../run-git.ts'
import { deepenLedger } from './git-fetch.ts'

const STATUS = { A: 'added', M: 'modified', D: 'deleted' } as const

/**
 * The first parents of a commit and what each changed against the one before, oldest first.
 *
 * @param remote where to fetch what a shallow clone lacks
 */
export async function readHistory(folder: string, remote: string | undefined, commit: string): Promise<LedgerCommit[]> {
  const commits = await logOf(folder, commit)
  if (await isWhole(folder, commits[0]!.sha)) return commits
  if (remote === undefined) throw new UserError(`The ledger of this clone is shallow: run \`git fetch --unshallow\``)
  await deepenLedger(folder, remote)
  return logOf(folder, commit)
}

/** A shallow clone shows its oldest commit as a root; the commit itself still names its parents. */
async function isWhole(folder: string, root: string): Promise<boolean> {
  const text = (await git(folder, ['cat-file', 'commit', root])).toString()
  return !/^parent /m.test(text.slice(0, text.indexOf('\n\n')))
}

async function logOf(folder: string, commit: string): Promise<LedgerCommit[]> {
  // A message may hold anything but a NUL.
  const format = '--format=%x00commit %H %ct %P%x00%B'
  const walk = ['--first-parent', '-m', '--reverse', '--root']
  const show = [
    '--name-status',
    '--no-renames',
    '--no-notes',
    '--no-show-signature',
    '--no-color',
    '--no-ext-diff',
    '--encoding=UTF-8',
    '-z',
  ]
  const output = await git(folder, ['log', ...walk, ...show, format, commit, '--'])
  const commits: LedgerCommit[] = []
  const words = output.toString().split('\0')
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!.trim()
    if (word === '') continue
    if (word.startsWith('commit ')) {
      const [, sha, seconds, ...parents] = word.split(' ')
      commits.push({ sha: sha!, parents, at: new Date(Number(seconds) * 1000), message: words[++at]!, changes: [] })
      continue
    }
    const path = words[++at]!
    const changes = commits.at(-1)!.changes as LedgerCommit['changes'][number][]
    changes.push({ status: STATUS[word as keyof typeof STATUS] ?? 'other', path })
  }
  return commits
}
