import { UserError } from '../../core/errors.ts'
import { explainRequest, statusOf } from '../../core/io/github/client.ts'
import { openPullsOf } from '../../core/io/github/retraining-pulls.ts'
import { type RetrainingPull, retrainingBranch } from '../../core/retrain/pull-rules.ts'
import type { Desk } from './open-desk.ts'
import type { PullKeeper, WantedPull } from './pull-keeper.ts'

/**
 * Opens the pull request of a branch, or gives the open one its new text.
 *
 * @throws {UserError} if a setting of the repository forbids it
 */
export async function openOrUpdate(
  { at, branch: base, client, isOurs }: Desk,
  { model, open }: { readonly model: string; readonly open: RetrainingPull | undefined },
  { body, title }: WantedPull,
): ReturnType<PullKeeper['propose']> {
  try {
    if (open !== undefined) {
      await client.rest.pulls.update({ ...at, pull_number: open.number, title, body })
      return { pull: shown(open), notes: [`Pull request #${open.number} was brought up to date.`] }
    }
    const { data } = await client.rest.pulls.create({ ...at, head: retrainingBranch(model), base, title, body })
    return { pull: { number: data.number, url: data.html_url }, notes: [] }
  } catch (error) {
    const { message } = error as Error
    if (statusOf(error) === 422 && /already exists/i.test(message)) {
      const there = (await openPullsOf(client, at, model)).find(isOurs)
      const note = 'Another run has just opened its pull request: it is left to that one.'
      if (there !== undefined) return { pull: shown(there), notes: [note] }
    }
    if (statusOf(error) === 403 && /not permitted to create or approve/i.test(message))
      throw new UserError(FORBIDDEN, { cause: error })
    throw explainRequest(`the pull requests of ${at.owner}/${at.repo}`, error, 'pull-requests: write')
  }
}

const FORBIDDEN =
  'GitHub Actions may not open pull requests here: allow it in Settings → Actions → General → Workflow permissions → "Allow GitHub Actions to create and approve pull requests" (an organization may forbid it there first), or put a token of an App into CONTENDER_PULL_TOKEN; the branch is there, and the next run opens it'

function shown({ number, url }: RetrainingPull) {
  return { number, url }
}
