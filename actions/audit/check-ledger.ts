import type { AuditVerification } from '../../core/artifacts/audit.ts'
import { UserError } from '../../core/errors.ts'
import { bringCommit, seenLedger } from '../../core/io/ledger/git-fetch.ts'
import { hasOrigin } from '../../core/io/origin.ts'
import { isLedger, README } from '../../core/ledger/branch.ts'
import type { AnnotatedTag } from '../../core/ledger/registry/registry.ts'
import { parseTagName } from '../../core/ledger/registry/tag-name.ts'
import type { LedgerFile, LedgerTransport } from '../../core/ledger/transport.ts'
import { type Anchor, missingAnchors } from '../../core/ledger/verify/check-anchors.ts'
import type { History } from '../../core/ledger/verify/compare-histories.ts'
import type { GitHubsWord } from '../../core/ledger/verify/githubs-word.ts'
import { tagAnchors, verifyLedger } from '../../core/ledger/verify/verify-ledger.ts'
import type { Host } from '../action.ts'
import { openGit } from '../ledger.ts'
import { annotated } from '../registry/open-registry.ts'
import { compareTags } from '../registry/read-tags.ts'
import { askGitHub } from './ask-github.ts'

/** A ledger that was looked at. */
export interface Checked {
  readonly verification: AuditVerification
  /** What it was read from: the ledger's files, and the tags of the registry. */
  readonly files: readonly LedgerFile[]
  readonly tags: readonly AnnotatedTag[]
  /** Who wrote the commits; undefined: nobody asked. */
  readonly word: GitHubsWord | undefined
}

/** Whether a ledger was only ever added to, and agrees with the tags. @throws {UserError} if there is another branch in its place */
export async function checkLedger(
  root: string,
  { head: remembered, local }: { readonly head?: string | undefined; readonly local: boolean },
  host: Host,
): Promise<Checked> {
  const alone = local || !(await hasOrigin(root))
  const ledger = await openGit(root, local)
  const all = await compareTags(root, { local }, host)
  const tags = annotated(all.tags).filter(({ name }) => parseTagName(name) !== undefined)
  const known = [...tagAnchors(tags), ...(alone ? [] : await seenAnchor(root))]
  const { head, now } = await host.step('reading the ledger', () => readNow(ledger, known.length > 0))
  const anchors = [...known, ...(remembered === undefined ? [] : [givenAnchor(remembered, now)])]
  const before = await readBefore(root, ledger, missingAnchors(now.commits, anchors), alone)
  const word = alone ? undefined : await askGitHub(head, host)
  const { events, findings, kinds, notes } = verifyLedger({ now, before, tags, moved: all.moved, anchors, word })
  const verification: AuditVerification = {
    schema: 'contender/audit-verification@1',
    place: ledger.place,
    head: head ?? null,
    commits: now.commits.length,
    events,
    kinds: { ...kinds },
    tags: tags.length,
    anchors: new Set(anchors.map(({ commit }) => commit)).size,
    findings: [...findings],
    notes: [...notes],
    outcome: findings.length === 0 ? 'pass' : 'fail',
  }
  return { verification, files: now.files, tags, word }
}

/**
 * @param was whether something remembers a ledger: then another branch in its place is a finding
 * @throws {UserError} if the branch never was a ledger
 */
async function readNow(ledger: LedgerTransport, was: boolean): Promise<{ head: string | undefined; now: History }> {
  const head = await ledger.head()
  if (head === undefined) return { head, now: { commits: [], files: [] } }
  const commits = await ledger.history(head)
  const first = commits[0]!.sha
  const ours = isLedger(await ledger.file(first, README))
  if (ours || was) return { head, now: { commits, files: ours ? await ledger.read(head, '') : [] } }
  throw new UserError(
    `${ledger.place} is no ledger of Contender: its first commit, ${first.slice(0, 10)}, does not say so`,
  )
}

/** Where this clone has followed the ledger to: a force-push leaves it behind. */
async function seenAnchor(root: string): Promise<Anchor[]> {
  const commit = await seenLedger(root)
  return commit === undefined ? [] : [{ commit, said: 'this clone', tag: null }]
}

function givenAnchor(given: string, { commits }: History): Anchor {
  const commit = commits.find(({ sha }) => sha.startsWith(given))?.sha ?? given
  return { commit, said: '--head', tag: null }
}

/** What the ledger was at commits that it has no more, where this clone or its origin still keeps them. */
async function readBefore(
  root: string,
  ledger: LedgerTransport,
  missing: readonly Anchor[],
  alone: boolean,
): Promise<History[]> {
  const histories: History[] = []
  for (const commit of new Set(missing.map(({ commit }) => commit))) {
    if (histories.some(({ commits }) => commits.some(({ sha }) => sha === commit))) continue
    if (!(await bringCommit(root, alone ? undefined : 'origin', commit))) continue
    // A tag can name any commit: what is no ledger is not read.
    if (!isLedger(await ledger.file(commit, README))) continue
    histories.push({ commits: await ledger.history(commit), files: await ledger.read(commit, '') })
  }
  return histories.sort((a, b) => b.commits.length - a.commits.length)
}
