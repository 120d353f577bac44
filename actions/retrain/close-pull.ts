import type { Model } from '../../core/config.ts'
import { explainRequest } from '../../core/io/github/client.ts'
import type { OwnBranch } from '../../core/io/github/retraining-pulls.ts'
import type { PastTraining } from '../../core/retrain/past-training.ts'
import type { RetrainingPull } from '../../core/retrain/pull-rules.ts'
import { whyHealed } from '../../core/retrain/why-healed.ts'
import type { Evidence } from '../../core/retrain/why-retrain.ts'
import { sayLast } from '../../core/say-window.ts'
import { configAt } from '../at-commit.ts'
import type { Project } from '../project.ts'
import type { Desk } from './open-desk.ts'
import { sayOnce } from './say-once.ts'

interface Closing {
  readonly look: () => Promise<{ readonly own: Desk; readonly branch: OwnBranch | undefined }>
  readonly open: RetrainingPull
  readonly events: readonly PastTraining[]
  readonly found: Evidence | undefined
  readonly here: Project & { readonly commit: string }
  readonly model: Model
}

/**
 * Closes a pull request whose reason is gone: the breach has healed, or the branch has a model of rows as new. One that a
 * person has committed to is theirs.
 *
 * @returns what was done, as sentences
 */
export async function closePull(closing: Closing): Promise<string[]> {
  const { events, open } = closing
  const event = events.findLast(({ pull }) => pull === open.number)
  const because = event && ((await superseded(closing, event)) ?? whyHealed(event.evidence, closing.found))
  if (because === undefined) return []
  const { branch, own } = await closing.look()
  if (branch?.foreign !== undefined) return []
  await sayOnce(own, open.number, 'closed', `Closed: ${because}.`)
  await own.client.rest.pulls
    .update({ ...own.at, pull_number: open.number, state: 'closed' })
    .catch((error: unknown) => {
      throw explainRequest(`#${open.number}`, error, 'pull-requests: write')
    })
  return [`Pull request #${open.number} was closed: ${because}.`]
}

async function superseded({ here, model }: Closing, { train }: PastTraining): Promise<string | undefined> {
  const config = await configAt(here, here.commit, here.config.file)
  const now = config?.models.find(({ name }) => name === model.name)?.data.rows?.windows.train.to
  if (now === undefined || now < Date.parse(train.to)) return undefined
  return `the branch has a model that was trained on rows up to ${sayLast(now)}, which are as new`
}
