import { relative } from 'node:path'
import type { Drift } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { CODEOWNERS_PLACES, type Codeowners, parseCodeowners } from '../../core/governance/codeowners.ts'
import { exists, readText } from '../../core/io/files.ts'
import type { IssuePlace } from '../../core/io/github/one-issue.ts'
import { openPullsOf, pullAuthors } from '../../core/io/github/retraining-pulls.ts'
import { joinErrors } from '../../core/join-errors.ts'
import type { DriftEvent, RetrainEvent } from '../../core/ledger/event.ts'
import { alertOwners } from '../../core/response/alert-owners.ts'
import type { PreviousVersion } from '../../core/response/compare-previous.ts'
import { earlierOf, planResponse } from '../../core/response/plan-response.ts'
import type { ResponseAction } from '../../core/response/response-action.ts'
import { isOwnPull } from '../../core/retrain/own-pull.ts'
import type { Host } from '../action.ts'
import { whyNoGitHub } from '../github-place.ts'
import { fileOf, type Project } from '../project.ts'
import { type Carried, carryOut, warningsOf } from './carry-out.ts'
import { driftIssueOf } from './drift-issue-of.ts'
import { openIssues } from './open-issues.ts'
import { openWebhook } from './open-webhook.ts'

/** A window as it was judged, and what the ledger knows of its model. */
export interface Responding {
  readonly drift: Drift
  readonly history: readonly DriftEvent[]
  readonly retrainings: readonly RetrainEvent[]
  readonly previous: PreviousVersion | undefined
}

export interface Responded extends Carried {
  /** Why the model is to be trained anew now; undefined where it is not. */
  readonly retrain: string | undefined
  /** Where no issue can be reached: whether that was said, for there was something to tell; undefined where one can, or a webhook tells. */
  readonly unreached: 'said' | 'quiet' | undefined
}

/**
 * Does about a window of production what `planResponse` says: one issue, mentions, the webhook. A training is not begun
 * here but named: `contender retrain` does it, in a job with rights of its own.
 */
export async function respond(project: Project, model: Model, known: Responding, host: Host): Promise<Responded> {
  const { drift, history, previous, retrainings } = known
  const issues = await openIssues(host)
  const issue = await driftIssueOf(issues, model.name)
  const pull = await pullOf(issues, model)
  const owners = alertOwners(model.drift, pathsOf(project, model), await codeownersOf(project))
  const situation = { model, drift, history, retrainings, issue, pull, previous, owners, now: host.now() }
  const actions = planResponse(situation)
  const story = {
    drift,
    earlier: earlierOf({ drift, history }),
    actions,
    retrainings,
    isTrained: model.retrain !== undefined,
  }
  const { webhook } = model.drift!.alert
  const file = webhook?.template
  const callWebhook = openWebhook(
    {
      ...{ webhook, story },
      template: file === undefined ? undefined : { file, text: await readText(await fileOf(project, file)) },
    },
    host,
  )
  for (const warning of warningsOf(story)) host.warn(`${model.name}: ${warning}`)
  const carried = await carryOut(story, {
    issues,
    callWebhook,
    retrain: async ({ because }) => `${model.name} is to be trained anew, by \`contender retrain\`: ${because}`,
  })
  const untold = issues === undefined ? untoldIn(actions, model.name, host) : undefined
  const begun = actions.find((action) => action.do === 'retrain')
  const retrain = begun?.because
  const isAlone = issues === undefined && webhook === undefined
  if (untold === undefined) return { ...carried, retrain, unreached: isAlone ? 'quiet' : undefined }
  // Somebody who has a webhook is told by that, and may want no more.
  if (webhook !== undefined) return { ...carried, did: [untold, ...carried.did], retrain, unreached: undefined }
  return {
    ...carried,
    failed: joinErrors([new UserError(untold), ...(carried.failed ? [carried.failed] : [])]),
    retrain,
    unreached: 'said',
  }
}

/** What a plan would tell in an issue, where there is no GitHub for it. */
function untoldIn(actions: readonly ResponseAction[], name: string, { environment }: Host): string | undefined {
  if (!actions.some((action) => action.do === 'keep_issue')) return undefined
  return `${name}: no issue is opened or brought up to date: ${whyNoGitHub(environment)}`
}

/**
 * The open pull request with a challenger. A token that may write issues alone does not see it, and one of another App's is not
 * known here for ours: `contender retrain` looks again before it trains.
 */
async function pullOf(issues: IssuePlace | undefined, { name, retrain }: Model) {
  if (issues === undefined) return undefined
  const { at, authors, client } = issues
  const pulls = await openPullsOf(client, at, name).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    return []
  })
  return pulls.find((pull) => authors.some((login) => isOwnPull(pull, pullAuthors(login, retrain))))
}

/** Files of a model that CODEOWNERS may name, from the top of the repository. */
function pathsOf({ directory, root }: Project, { model, predictions, train }: Model): string[] {
  const named = [model?.path, predictions, ...(train?.inputs ?? [])].filter((path) => path !== undefined)
  return named.map((path) => relative(root, `${directory}/${path}`).replaceAll('\\', '/'))
}

async function codeownersOf({ root }: Project): Promise<Codeowners | undefined> {
  for (const place of CODEOWNERS_PLACES) {
    const path = `${root}/${place}`
    if (await exists(path)) return parseCodeowners(await readText(path))
  }
  return undefined
}
