import { cannotRetrain, RETRAIN_TRIGGER, RETRAIN_WORKFLOW } from '../../core/commands/retrain-workflow.ts'
import type { Config } from '../../core/config.ts'
import { suggest, UserError } from '../../core/errors.ts'
import { explainRequest, statusOf } from '../../core/io/github/client.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'
import { saidRetraining } from '../../reports/command-answers.ts'
import { type DefaultBranch, readDefaultBranch } from '../github/default-branch.ts'
import { fileOfCommit } from '../github/file-of-commit.ts'
import type { RepositoryAccess } from '../github/open-github.ts'
import { allow } from './allow.ts'
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
  const because = cannotRetrain(await fileOfCommit(access, branch.tip, RETRAIN_WORKFLOW), branch.name)
  if (because !== undefined) throw new Refusal(because, { add: RETRAIN_TRIGGER })
  const told = eventOf(access, asked, { action: RETRAIN, model, role, commit: branch.tip })
  const { event, fresh } = await record(access, asked, told)
  const begun = fresh ? undefined : await runSince(access, event.at)
  if (begun === undefined && !fresh && access.now().getTime() - Date.parse(event.at) < FRESH_MS)
    throw new Error('Another instance has just written this down, and is about to start it')
  const url = begun ?? (await start(access, branch, event))
  return { reaction: 'rocket', text: saidRetraining({ model: event.model!, branch: branch.name, url }) }
}

function modelToTrain({ file, models }: Config, named: string | undefined): string {
  const trained = models.filter(({ train }) => train !== undefined).map(({ name }) => name)
  if (trained.length === 0) throw new UserError(`No model of ${file} says how it is trained, expected \`train\``)
  if (named === undefined) {
    if (trained.length === 1) return trained[0]!
    throw new UserError(`Missing model, expected one of ${trained.join(', ')}: \`/contender retrain ${trained[0]}\``)
  }
  if (trained.includes(named)) return named
  if (!models.some(({ name }) => name === named)) {
    throw new UserError(`Unknown model \`${named}\` in ${file}, ${suggest(named, trained)}`)
  }
  throw new UserError(`The model \`${named}\` of ${file} does not say how it is trained, expected \`train\``)
}

/** Tries of a start that fails on GitHub's side, and how long to wait in between at most. */
const TRIES = 3
const WAIT_MS = 4_000

/**
 * Starts the workflow, once: where an answer is lost, the list of runs tells whether it has begun.
 *
 * @returns the run's page
 */
async function start(access: RepositoryAccess, { name }: DefaultBranch, { at, model }: AuditEvent): Promise<string> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return (await dispatch(access, name, model!)) ?? (await runSince(access, at)) ?? workflowPage(access)
    } catch (error) {
      const passing = (statusOf(error) ?? 0) >= 500
      const begun = passing ? await runSince(access, at) : undefined
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

/** The page of a run that the App has started since a time; the newest. */
async function runSince({ app, at, client }: RepositoryAccess, since: string): Promise<string | undefined> {
  const asked = { ...at, workflow_id: WORKFLOW_FILE, event: 'workflow_dispatch', per_page: 100 }
  const { data } = await client.rest.actions.listWorkflowRuns(asked)
  const begun = data.workflow_runs
    .filter(({ actor, created_at }) => actor?.login === app.login && Date.parse(created_at) >= second(since))
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
