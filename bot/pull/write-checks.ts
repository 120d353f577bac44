import type { WantedCheck } from '../../core/pull-request/decide-checks.ts'
import type { RepositoryAccess } from '../github.ts'
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
    await checks.update({ ...at, check_run_id: existing.id, ...body })
    return
  }
  // How long a run has been waited for does not begin anew with a new check of the same commit, unless it was over.
  const isOver = existing?.status === 'completed' && wanted.conclusion === undefined
  const since = isOver ? undefined : existing?.startedAt
  // The first one begins when GitHub says: what people wrote before it is told apart by one clock.
  const begun = since === undefined ? {} : { started_at: since.toISOString() }
  await checks.create({ ...at, head_sha, name: wanted.name, ...begun, ...body })
}

function canBecome({ annotations, status, text }: ExistingCheck, wanted: WantedCheck): boolean {
  const keepsText = text !== '' && wanted.text === ''
  return annotations === 0 && !keepsText && !(status === 'completed' && wanted.conclusion === undefined)
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

/** GitHub may give back other line ends than it got, and none at the end. */
function plain(text: string): string {
  return text.slice(0, LONGEST).replaceAll('\r\n', '\n').trimEnd()
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
