import { UserError } from '../../core/errors.ts'
import { findRevision } from '../../core/io/git.ts'
import { type FoundTag, readTags } from '../../core/io/git-tags.ts'
import { askOrigin, fetchTags, hasOrigin, type Origin } from '../../core/io/origin.ts'
import { git } from '../../core/io/run-git.ts'
import { LEDGER_BRANCH } from '../../core/ledger/branch.ts'
import { parseTagName } from '../../core/ledger/registry/tag-name.ts'
import type { Host } from '../action.ts'

/** The registry's tags, and the branch whose commits may be registered. */
export interface TagsRead {
  /** Those that count: origin's, or this clone's where it has no origin or works alone. */
  readonly tags: readonly FoundTag[]
  /** Names of all tags here and there: none of them is free. */
  readonly names: readonly string[]
  /** The default branch; undefined where there is none, or none with a commit. */
  readonly branch: { readonly name: string; readonly tip: string } | undefined
  /** This clone's own branches, of which none is known to be the default one; empty where origin says which that is. */
  readonly undecided: readonly string[]
  /** Tags of the registry that are another here than at origin: someone moved one of the two. */
  readonly moved: readonly string[]
}

interface Where {
  readonly local: boolean
  /** Whether there is an origin, if that is known. */
  readonly origin?: boolean | undefined
  /** A tip of the default branch that is known to be here. */
  readonly tip?: string | undefined
}

type Shown = Pick<Host, 'step' | 'warn'>

/**
 * Reads the tags of origin, and fetches those of the registry that this clone lacks.
 *
 * @param root of the repository
 * @throws {OriginUnreachable} if there is an origin that cannot be read
 * @throws {UserError} if a tag here is another than origin's of that name
 */
export async function readTagsOf(root: string, where: Where, host: Shown): Promise<TagsRead> {
  const read = await compareTags(root, where, host)
  const [moved] = read.moved
  if (moved === undefined) return read
  throw new UserError(
    `Unexpected tag ${moved}: it is another here than at origin, expected one; see \`contender audit verify\`, and \`git tag -d '${moved}'\` drops the one here`,
  )
}

/** As `readTagsOf`, and tells of the tags that are another here than at origin: for who looks into just that. */
export async function compareTags(root: string, where: Where, { step, warn }: Shown): Promise<TagsRead> {
  if (where.local || !(where.origin ?? (await hasOrigin(root)))) {
    const [tags, local] = await Promise.all([readTags(root), localBranch(root)])
    return { tags, names: tags.map(({ name }) => name), ...local, moved: [] }
  }
  const origin = await step('reading the registry of origin', () => askOrigin(root))
  const { here, moved } = await fetchMissing(root, origin, where.tip)
  const own = here.filter(({ name }) => !origin.tags.has(name) && parseTagName(name) !== undefined)
  if (own.length > 0) {
    warn(
      `${count(own.length)} of the registry in this clone that origin does not have ${own.length === 1 ? 'does' : 'do'} not count: ${list(own)}; delete what is not meant, or push it with the ledger that tells of it: git push --atomic origin refs/heads/${LEDGER_BRANCH} --tags`,
    )
  }
  return {
    tags: here.filter(({ name }) => origin.tags.has(name)),
    names: [...new Set([...origin.tags.keys(), ...here.map(({ name }) => name)])],
    branch: origin.branch,
    undecided: [],
    moved,
  }
}

/** @param tip a commit that is here */
async function fetchMissing(root: string, { branch, tags }: Origin, tip: string | undefined) {
  const here = await readTags(root)
  const known = new Map(here.map(({ name, object }) => [name, object]))
  const ours = [...tags.keys()].filter((name) => parseTagName(name) !== undefined)
  const moved = ours.filter((name) => known.has(name) && known.get(name) !== tags.get(name))
  const missing = ours.filter((name) => !known.has(name))
  const hasTip = branch === undefined || branch.tip === tip || (await findRevision(root, branch.tip)) !== undefined
  if (missing.length === 0 && hasTip) return { here, moved }
  await fetchTags(root, branch?.name, missing)
  return { here: await readTags(root), moved }
}

/** The branch that origin calls its default, as this clone has it; else main or master; else the only one. */
async function localBranch(root: string): Promise<Pick<TagsRead, 'branch' | 'undecided'>> {
  const format = '--format=%(refname) %(objectname) %(symref)'
  const lines = (await git(root, ['for-each-ref', format, 'refs/heads', REMOTE])).toString().split('\n')
  const refs = lines.filter((line) => line !== '').map((line) => line.split(' ') as [string, string, string])
  const tips = new Map(refs.map(([ref, tip]) => [ref, tip]))
  const standard = refs.find(([ref]) => ref === `${REMOTE}/HEAD`)?.[2].slice(REMOTE.length + 1)
  const names = standard === undefined ? ['main', 'master'] : [standard]
  const candidates = [...names.map((name) => `${HEADS}/${name}`), ...names.map((name) => `${REMOTE}/${name}`)]
  const own = [...tips.keys()].filter((ref) => ref.startsWith(`${HEADS}/`) && ref !== `${HEADS}/${LEDGER_BRANCH}`)
  const ref = candidates.find((ref) => tips.has(ref)) ?? (own.length === 1 ? own[0] : undefined)
  if (ref === undefined) return { branch: undefined, undecided: own.map((ref) => ref.slice(HEADS.length + 1)) }
  return { branch: { name: ref.replace(/^refs\/(heads|remotes)\//, ''), tip: tips.get(ref)! }, undecided: [] }
}

const HEADS = 'refs/heads'
const REMOTE = 'refs/remotes/origin'

/** Names for a message: the first few. */
function list(tags: readonly FoundTag[]): string {
  const names = tags.map(({ name }) => name)
  return names.length > 5 ? `${names.slice(0, 5).join(', ')}, …` : names.join(', ')
}

function count(tags: number): string {
  return tags === 1 ? 'A tag' : `${tags} tags`
}
