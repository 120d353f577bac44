import type { WorkflowFile, WorkflowJob } from '../workflow-file.ts'
import { note, problem } from './check.ts'
import { checkRights } from './check-rights.ts'
import { actionOf, checkCheckout, checkRef, isCheckout } from './judging-job.ts'

const RIGHTS = { contents: 'write', 'pull-requests': 'read', checks: 'read', actions: 'read' } as const

/** Events on which only what was merged runs. */
const EVENTS = ['push', 'workflow_dispatch']

/** What is wrong with a job that releases models. */
export function checkReleasing(workflow: WorkflowFile, job: WorkflowJob) {
  const { branches, events, path } = workflow
  const where = `job ${job.id} of ${path}`
  const others = events.filter((event) => !EVENTS.includes(event))
  const found = job.steps.flatMap(({ uses }) => (actionOf(uses) === 'release' ? checkRef(where, uses!) : []))
  if (others.length > 0)
    found.push(
      problem(
        `${path} releases models and runs on ${others.join(', ')}: code that nobody has merged could run beside a right to write.`,
        'Put the job into a file of its own, with `on: { push: { branches: [main] } }`.',
      ),
    )
  const guarded = /default_branch|refs\/heads\//.test(String(job.if ?? ''))
  if (events.includes('push') && !guarded && (branches?.length !== 1 || /[*?[!]/.test(branches[0]!)))
    found.push(
      note(
        `The ${where} starts at every push to ${branches === undefined ? 'any branch' : branches.join(', ')}, and is red on all but the default one.`,
        'Name the default branch alone: `on: { push: { branches: [main] } }`.',
      ),
    )
  found.push(...checkRights(where, 'release', RIGHTS, { job, workflow }))
  if (!job.steps.some(isCheckout))
    found.push(problem(`The ${where} has checked nothing out.`, 'Put `uses: actions/checkout` before the release.'))
  return [...found, ...checkCheckout(where, job)]
}
