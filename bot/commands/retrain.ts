import {
  cannotRetrain,
  RETRAIN_TRIGGER,
  RETRAIN_WORKFLOW,
  retrainingTitle,
} from '../../core/commands/retrain-workflow.ts'
import { explainRequest, statusOf } from '../../core/io/github/client.ts'
import { saidRetraining } from '../../reports/command-answers.ts'
import { type DefaultBranch, readDefaultBranch } from '../github/default-branch.ts'
import { fileOfCommit } from '../github/file-of-commit.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { allow } from './allow.ts'
import { modelToTrain } from './model-to-train.ts'
import { eventOf, record, waitABit } from './record.ts'
import { Refusal } from './refusal.ts'
import type { Answer, Task } from './task.ts'

/** Of the ledger: somebody has a model trained anew. */
const RETRAIN = 'retraining.start'

/** How long whoever wrote the event down first has to start the run. */
const FRESH_MS = 60_000

/** `/contender retrain [model]` */
export async function retrain(
  { access, asked }: Task,
  { model: named }: { model: string | undefined },
): Promise<Answer> {
  const role = await allow(access, asked.sender, ['write'])
  const branch = await readDefaultBranch(access)
  const model = modelToTrain(branch.config, named)
  const workflow = await fileOfCommit(access, branch.tip, RETRAIN_WORKFLOW)
  const because = cannotRetrain(workflow, branch.name)
  if (because !== undefined) throw new Refusal(because, { add: RETRAIN_TRIGGER })
  const told = eventOf(access, asked, { action: RETRAIN, model, role, commit: branch.tip })
  const { event, fresh } = await record(access, asked, told)
  const asksFor = { model: event.model!, title: retrainingTitle(workflow!, event.model!)!, since: event.at }
  const begun = fresh ? undefined : await runOf(access, asksFor)
  if (begun === undefined && !fresh && access.now().getTime() - Date.parse(event.at) < FRESH_MS)
    throw new Error('Another instance has just written this down, and is about to start it')
  const url = begun ?? (await start(access, branch, asksFor))
  return { reaction: 'rocket', text: saidRetraining({ model: event.model!, branch: branch.name, url }) }
}

/** A training that is asked for. */
interface Training {
  readonly model: string
  /** Of its run. */
  readonly title: string
  /** When it was asked for. */
  readonly since: string
}

/** Tries of a start that fails on GitHub's side, and how long to wait in between at most. */
const TRIES = 3
const WAIT_MS = 4_000

/**
 * Starts the workflow, once: where an answer is lost, the list of runs tells whether it has begun.
 *
 * @returns the run's page
 */
async function start(access: RepositoryAccess, { name }: DefaultBranch, asked: Training): Promise<string> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return (await dispatch(access, name, asked.model)) ?? (await runOf(access, asked)) ?? workflowPage(access)
    } catch (error) {
      const passing = (statusOf(error) ?? 0) >= 500
      const begun = passing ? await runOf(access, asked) : undefined
      if (begun !== undefined) return begun
      if (!passing || left === 0) throw explainRequest(RETRAIN_WORKFLOW, error, 'actions: write')
      await waitABit(access, WAIT_MS)
    }
  }
}

/** One request and no more. @returns the run's page, where GitHub tells of it */
async function dispatch({ at, client }: RepositoryAccess, ref: string, model: string): Promise<string | undefined> {
  const { data } = await client.request('POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches', {
    ...{ ...at, workflow_id: WORKFLOW_FILE, ref, inputs: { model }, return_run_details: true },
    request: { retries: 0 },
  })
  return (data as { html_url?: string } | undefined)?.html_url
}

const WORKFLOW_FILE = RETRAIN_WORKFLOW.split('/').at(-1)!

/** The page of the newest run for a model that the App has started since: other people have other models trained. */
async function runOf({ app, at, client }: RepositoryAccess, { since, title }: Training): Promise<string | undefined> {
  const asked = { ...at, workflow_id: WORKFLOW_FILE, event: 'workflow_dispatch', per_page: 100 }
  const { data } = await client.rest.actions.listWorkflowRuns(asked)
  const begun = data.workflow_runs
    .filter(({ actor, display_title }) => actor?.login === app.login && display_title === title)
    .filter(({ created_at }) => Date.parse(created_at) >= second(since))
    .sort((a, b) => b.id - a.id)
  return begun[0]?.html_url
}

/** GitHub's times have whole seconds. */
function second(time: string): number {
  return Math.floor(Date.parse(time) / 1000) * 1000
}

function workflowPage({ at, server }: RepositoryAccess): string {
  return `${server}/${at.owner}/${at.repo}/actions/workflows/${WORKFLOW_FILE}`
}
