import { join } from 'node:path'
import { exists } from '../../core/io/files.ts'
import { ourAction, readOurAction } from '../init/action-pins.ts'
import type { WorkflowFile, WorkflowJob, WorkflowStep } from '../workflow-file.ts'
import { note, problem } from './check.ts'

const COMMAND = /\bcontender(\.mjs)?\s+(pipeline|validate|train|evaluate|compare|report)\b/

/** Steps that judge nothing, or nothing of a pull request. */
const OTHERS = ['comment', 'release', 'drift', 'retrain', undefined]

/** Whether a job trains or judges with Contender. */
export function judges({ steps }: WorkflowJob): boolean {
  return steps.some(({ run, uses }) => COMMAND.test(run ?? '') || !OTHERS.includes(actionOf(uses)))
}

/** What is wrong with a job that runs code of pull requests. */
export async function checkJudging(root: string, { events, path, permissions }: WorkflowFile, job: WorkflowJob) {
  const where = `job ${job.id} of ${path}`
  const rights = job.permissions ?? permissions
  const found = []
  if (events.includes('pull_request_target'))
    found.push(
      problem(
        `${path} runs on pull_request_target: code of a stranger gets the rights and secrets of your repository.`,
        'Use `on: pull_request`; docs/fork-safety.md says how forks get their comment.',
      ),
    )
  const next = `Give it \`permissions: { contents: read }\`, and let a job of its own comment.`
  if (rights === undefined || rights === null)
    found.push(note(`The ${where} does not say which rights it needs.`, next))
  else if (rights === 'write-all') found.push(problem(`The ${where} has the right to write everything.`, next))
  else if (typeof rights === 'object' && events.some((event) => event.startsWith('pull_request'))) {
    const writes = Object.keys(rights).filter((what) => rights[what] === 'write')
    if (writes.length > 0)
      found.push(note(`The ${where} runs code of pull requests with the right to write ${writes.join(', ')}.`, next))
  }
  return [...found, ...checkCheckout(where, job), ...(await checkUses(root, where, job))]
}

/** Our own sources beside the code that is judged, as the first version of Contender had it. */
const isOurSource = ({ with: inputs }: WorkflowStep) => inputs?.repository === 'contender-ml/contender'

export function checkCheckout(where: string, { steps }: WorkflowJob) {
  const own = steps.find((each) => isCheckout(each) && !isOurSource(each))
  const found = []
  if (own !== undefined && String(own.with?.['persist-credentials']) !== 'false')
    found.push(
      note(
        `The ${where} leaves its token where a training command can read it.`,
        'Set `persist-credentials: false` on actions/checkout.',
      ),
    )
  if (own !== undefined && own.with?.['fetch-depth'] !== undefined && steps.some(({ uses }) => actionOf(uses)))
    found.push(
      note(
        `The ${where} sets fetch-depth, and Contender fetches what it compares with by itself.`,
        'Take `fetch-depth` out, unless your own commands read history.',
      ),
    )
  return found
}

/** What is wrong with how a job takes our actions. */
export async function checkUses(root: string, where: string, { steps }: WorkflowJob) {
  const found = []
  if (steps.some(isOurSource))
    found.push(
      note(
        `The ${where} installs Contender from its sources.`,
        `\`- uses: ${ourAction()}\` does the same in one step; \`contender init\` writes such a workflow where there is none.`,
      ),
    )
  for (const { uses, with: inputs } of steps) {
    if (actionOf(uses) === undefined || actionOf(uses) === 'comment') continue
    found.push(...checkRef(where, uses!))
    // It can join what other jobs found, and needs no config for that.
    if (actionOf(uses) === 'report') continue
    const config = typeof inputs?.config === 'string' ? inputs.config : 'contender.yml'
    if (config.includes('${{') || (await exists(join(root, config)))) continue
    found.push(
      problem(
        `The ${where} takes ${config}, which is not there.`,
        'Say where it is, from the top of the repository: `with: { config: … }`.',
      ),
    )
  }
  return found
}

/** An action of ours by something that is no release. */
export function checkRef(where: string, uses: string) {
  const ref = readOurAction(uses)?.ref ?? ''
  if (/^(v\d+(\.\d+\.\d+)?|[0-9a-f]{40})$/.test(ref)) return []
  return [
    note(
      `The ${where} takes Contender at \`${ref}\`, which is no release: what it runs can change at any time, and has no dist/.`,
      `Use \`${ourAction()}\`, or the commit of a release.`,
    ),
  ]
}

export function isCheckout({ uses }: WorkflowStep): boolean {
  return uses?.startsWith('actions/checkout@') === true
}

export function actionOf(uses: string | undefined): string | undefined {
  return readOurAction(uses ?? '')?.action
}
