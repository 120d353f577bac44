import { UserError } from '../../errors.ts'
import { LEDGER_BRANCH } from '../../ledger/branch.ts'
import type { Advanced, LedgerTransport, NewTag } from '../../ledger/transport.ts'
import { isAncestor } from '../git.ts'
import { fetchLedger, SEEN } from './git-fetch.ts'
import { readHistory } from './git-history.ts'
import { catBlobs, readTree, writeCommits, writeTag } from './git-objects.ts'
import { dropStaleLock, moveRefs, pushRefs, type RefMove, readRefs, readRemoteRefs } from './git-refs.ts'
import { oldGit, saidBy } from './git-said.ts'

const BRANCH = `refs/heads/${LEDGER_BRANCH}`

/** A branch of this name leaves no place for ours. */
const IN_THE_WAY = BRANCH.slice(0, BRANCH.lastIndexOf('/'))

/** What git says when another process holds a ref, here or at the remote. */
const HELD =
  /cannot lock ref|Unable to create .*\.lock|failed to update ref|reference already exists|incorrect old value|stale info|fetch first|transaction/

/**
 * The ledger as a branch of a Git repository. Index, working files and checked out branch stay as they are.
 *
 * @param folder in the repository, which may be bare or shallow
 * @param remote whose branch it is; undefined: this clone's own
 */
export function gitLedger(folder: string, remote: string | undefined): LedgerTransport {
  const place = remote === undefined ? `${LEDGER_BRANCH} of this clone` : `${LEDGER_BRANCH} of ${remote}`
  const refsThere = (names: readonly string[]) =>
    remote === undefined ? readRefs(folder, names) : readRemoteRefs(folder, remote, names)

  async function advance(onto: string | undefined, to: string, tags: readonly NewTag[]): Promise<Advanced> {
    const names = tags.map(({ name }) => `refs/tags/${name}`)
    const asked = remote === undefined ? [BRANCH, SEEN, ...names] : names
    const refs = asked.length === 0 ? new Map<string, string>() : await readRefs(folder, asked)
    const here = remote === undefined ? await ownOf(folder, refs) : undefined
    if (here !== undefined && here.head !== onto) return 'raced'
    if (names.some((name) => refs.has(name))) return 'exists'
    const from = here === undefined ? onto : here.branch
    const made: RefMove[] = []
    for (const tag of tags)
      made.push({ name: `refs/tags/${tag.name}`, from: undefined, to: await writeTag(folder, tag) })
    const moves = [{ name: BRANCH, from, to }, ...made]
    try {
      if (remote === undefined) await moveRefs(folder, moves)
      else await pushRefs(folder, remote, moves)
    } catch (error) {
      return refused(moves, error as UserError)
    }
    if (remote !== undefined) await follow(folder, [{ name: SEEN, from, to }, ...made])
    return 'done'
  }

  /** What a refusal means is read from how the refs are now; git's words differ from server to server. */
  async function refused(moves: readonly RefMove[], error: UserError): Promise<Advanced> {
    const names = moves.map(({ name }) => name)
    const now = await refsThere(names)
    if (moves.every(({ name, to }) => now.get(name) === to)) return 'done'
    if (moves.slice(1).some(({ name }) => now.has(name))) return 'exists'
    if (now.get(BRANCH) !== moves[0]!.from) return 'raced'
    const said = saidBy(error)
    if ((await refsThere([IN_THE_WAY])).size > 0)
      throw new UserError(
        `Cannot write to ${place}, nothing was written: a branch \`contender\` is there, and Git has no branch below another; rename it`,
        { cause: error },
      )
    await dropStaleLock(folder, said, names)
    if (HELD.test(said)) return 'raced'
    throw new UserError(`Cannot write to ${place}, nothing was written: ${said}`, { cause: error })
  }

  return {
    place,
    head: () => (remote === undefined ? readOwn(folder).then(({ head }) => head) : fetchLedger(folder, remote, BRANCH)),
    file: async (commit, path) => (await catBlobs(folder, [`${commit}:${path}`]))[0],
    commit: (parent, additions) => writeCommits(folder, parent, additions),
    advance: (from, to, tags) => oldGit(folder, advance(from, to, tags)),
    read: (commit, path) => readTree(folder, commit, path),
    promised: async () => [],
    history: (commit) => readHistory(folder, remote, commit),
  }
}

/**
 * This clone's own ledger: its branch, which goes on from what was last seen of a remote's where that is further.
 * So the record can be read without the remote, and what is added meanwhile can be pushed later.
 */
async function readOwn(folder: string) {
  return ownOf(folder, await readRefs(folder, [BRANCH, SEEN]))
}

async function ownOf(folder: string, refs: ReadonlyMap<string, string>) {
  const branch = refs.get(BRANCH)
  const seen = refs.get(SEEN)
  if (branch === undefined || seen === undefined) return { branch, head: branch ?? seen }
  return { branch, head: (await isAncestor(folder, branch, seen)) ? seen : branch }
}

/** Lets this clone know at once what the remote has now. If that fails, the next fetch will do it. */
async function follow(folder: string, moves: readonly RefMove[]): Promise<void> {
  for (const move of moves) await moveRefs(folder, [move]).catch(() => undefined)
}
