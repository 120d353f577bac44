import { plainText } from '../../core/plain-text.ts'
import { readCommentRefs } from '../../core/pull-request/comment-ref.ts'
import type { WantedCheck } from '../../core/pull-request/decide-checks.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import type { ExistingCheck } from './read-checks.ts'

/** GitHub takes so many characters in `summary`, and as many in `text`. */
const LONGEST = 65_535

/**
 * Brings a check to what it should say, in one write; in none where it does. A new one takes the place of the old
 * where that cannot be changed into it: GitHub only ever adds annotations, what is completed stays so, and a text that
 * is left out stays what it was.
 */
export async function writeCheck(
  access: RepositoryAccess,
  head_sha: string,
  wanted: WantedCheck,
  existing: ExistingCheck | undefined,
): Promise<void> {
  if (existing !== undefined && isSame(existing, wanted)) return
  const { at, client } = access
  const { checks } = client.rest
  const body = bodyOf(wanted)
  if (existing !== undefined && canBecome(existing, wanted)) {
    // A release believes what a check said before the merge: that is when it came to say so, not when it first said anything.
    const completed = wanted.conclusion === undefined ? {} : { completed_at: access.now().toISOString() }
    await checks.update({ ...at, check_run_id: existing.id, ...completed, ...body })
    return
  }
  // How long a run has been waited for does not begin anew with a new check of the same commit, unless it was over.
  const isOver = existing?.status === 'completed' && wanted.conclusion === undefined
  const isNew = existing === undefined || isOver || isOfMore(existing, wanted)
  const since = isNew ? undefined : existing.startedAt
  // The first one begins when GitHub says: what people wrote before it is told apart by one clock.
  const begun = since === undefined ? {} : { started_at: since.toISOString() }
  await checks.create({ ...at, head_sha, name: wanted.name, ...begun, ...body })
}

function canBecome(existing: ExistingCheck, wanted: WantedCheck): boolean {
  const { annotations, status, text } = existing
  const keepsText = text !== '' && wanted.text === ''
  const beginsAnew = status === 'completed' && wanted.conclusion === undefined
  return annotations === 0 && !keepsText && !beginsAnew && !isOfMore(existing, wanted)
}

/** Whether a pull request has this head now that had not: when its check began tells since when people could see it. */
function isOfMore(existing: ExistingCheck, wanted: WantedCheck): boolean {
  const before = readCommentRefs(existing.externalId)
  return [...readCommentRefs(wanted.externalId).keys()].some((number) => !before.has(number))
}

function isSame(existing: ExistingCheck, wanted: WantedCheck): boolean {
  return (
    (wanted.conclusion === undefined
      ? existing.status !== 'completed'
      : existing.status === 'completed' && existing.conclusion === wanted.conclusion) &&
    existing.externalId === wanted.externalId &&
    plain(existing.title) === plain(wanted.title) &&
    plain(existing.summary) === plain(wanted.summary) &&
    plain(existing.text) === plain(wanted.text)
  )
}

function plain(text: string): string {
  return plainText(text.slice(0, LONGEST))
}

function bodyOf({ annotations, conclusion, detailsUrl, externalId, rerun, summary, text, title }: WantedCheck) {
  const state =
    conclusion === undefined ? ({ status: 'in_progress' } as const) : ({ status: 'completed', conclusion } as const)
  return {
    ...state,
    external_id: externalId,
    details_url: detailsUrl,
    output: {
      title,
      summary: summary.slice(0, LONGEST),
      ...(text !== '' && { text: text.slice(0, LONGEST) }),
      ...(annotations.length > 0 && {
        annotations: annotations.map(({ level, line, message, path, title }) => ({
          ...{ path, message, title },
          ...{ start_line: line, end_line: line, annotation_level: level },
        })),
      }),
    },
    actions: rerun ? [RERUN] : [],
  }
}

const RERUN = { label: 'Re-run', description: 'Run the workflow that judges again', identifier: 'rerun' }
