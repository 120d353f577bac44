import { eventsSince } from '../../core/io/github/ledger-events.ts'
import { everInStage } from '../../core/io/github/read-registry.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { parseTagName } from '../../core/ledger/registry/tag-name.ts'
import { promoteCommand } from '../../core/release/first-stage.ts'
import type { ReleasedVersion } from '../../reports/pull-comment.ts'
import { isAncestor } from '../github/is-ancestor.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { commitOfTag } from './pulls-of-release.ts'
import type { PullFacts } from './read-facts.ts'
import { stageByPeople } from './stage-by-people.ts'

/** A registration, as the ledger tells of it. */
type Told = AuditEvent & { readonly model: string; readonly commit: string; readonly version: string }

/**
 * The versions that came of a merge: registered from its commit, or from a later one by a registration that names the
 * pull request. Whoever may push can write an event, so none is believed alone: its tag has to be there, on that
 * commit, and the merge has to be part of it. Two reads a version, the first time, and three for the policy; where that
 * leaves the first stage to people one more a version, and one for each of the tags that gave a stage lately.
 */
export async function releasesOfPull(access: RepositoryAccess, pull: PullFacts): Promise<ReleasedVersion[]> {
  const { mergeCommit } = pull
  if (mergeCommit === null) return []
  const since = new Date(pull.createdAt)
  const { told } = await eventsSince(access, since)
  const found = new Map<string, Told>()
  for (const event of told) {
    if (!isRegistration(event) || !comesOf(event, pull)) continue
    const { commit, model, version } = event
    const tag = event.tag ?? `${model}@${version}`
    if (found.has(tag) || !isTagOf(tag, event) || !(await isTagged(access, tag, commit))) continue
    if (commit !== mergeCommit && !(await isAncestor(access, mergeCommit, commit))) continue
    found.set(tag, event)
  }
  if (found.size === 0) return []
  const stage = await stageByPeople(access)
  const { at, server } = access
  return Promise.all(
    [...found].map(async ([tag, { commit, model, version }]) => {
      const url = `${server}/${at.owner}/${at.repo}/releases/tag/${encodeURIComponent(tag)}`
      const next = stage === undefined ? undefined : await nextOf(access, { commit, model, since, stage })
      return { model, version, tag, commit, url, next }
    }),
  )
}

function isRegistration(event: AuditEvent): event is Told {
  const { action, commit, model, version } = event
  return action === 'registry.register' && commit !== null && model !== null && version !== null
}

/** Registrations of before named one pull request alone. */
function comesOf({ commit, pulls }: AuditEvent, { mergeCommit, number }: PullFacts): boolean {
  return commit === mergeCommit || pulls?.includes(number) === true
}

function isTagOf(tag: string, { model, version }: Told): boolean {
  const parsed = parseTagName(tag)
  return parsed?.action === 'register' && parsed.artifact === model && parsed.version === version
}

/**
 * Kept once it is so. A question that somebody else asked may be older than the tag, so a no to that one is none.
 */
async function isTagged(access: RepositoryAccess, tag: string, commit: string): Promise<boolean> {
  let isOurs = false
  const check = async () => {
    isOurs = true
    if ((await commitOfTag(access, tag)) !== commit) throw new NotTagged()
    return true
  }
  try {
    return await access.cache.get(`tagged ${tag} ${commit}`, check)
  } catch (error) {
    if (!(error instanceof NotTagged)) throw error
    return isOurs ? false : isTagged(access, tag, commit)
  }
}

class NotTagged extends Error {}

interface Staged {
  readonly model: string
  readonly commit: string
  /** The version is not older. */
  readonly since: Date
  /** That people give. */
  readonly stage: string
}

/** What gives the version a stage, where its release did not, and nobody has since. */
async function nextOf(
  { at, cache, client }: RepositoryAccess,
  { stage, ...version }: Staged,
): Promise<string | undefined> {
  return (await everInStage(client, at, cache.get, version)) ? undefined : promoteCommand(version.model, stage)
}
