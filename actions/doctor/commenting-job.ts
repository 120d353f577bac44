import type { WorkflowFile, WorkflowJob } from '../workflow-file.ts'
import { problem } from './check.ts'
import { checkRights } from './check-rights.ts'
import { actionOf, checkRef, isCheckout, judges } from './judging-job.ts'

const RIGHTS = { actions: 'read', 'pull-requests': 'write' } as const

/** Whether a job writes the comment. */
export function comments({ steps }: WorkflowJob): boolean {
  return steps.some(({ uses }) => actionOf(uses) === 'comment')
}

/**
 * What is wrong with a job that may comment.
 *
 * @param judging names of the workflows that make reports
 */
export function checkCommenting(workflow: WorkflowFile, job: WorkflowJob, judging: readonly string[]) {
  const where = `job ${job.id} of ${workflow.path}`
  const found = job.steps.flatMap(({ uses }) => (actionOf(uses) === 'comment' ? checkRef(where, uses!) : []))
  found.push(...checkRights(where, 'comment', RIGHTS, { job, workflow }))
  if (job.steps.some(isCheckout) || judges(job))
    found.push(
      problem(
        `The ${where} has the code of a pull request beside a right to write.`,
        'Let it do nothing but comment, without a checkout.',
      ),
    )
  return [...found, ...(workflow.follows.length > 0 ? checkFollows() : checkNeeds())]

  function checkFollows() {
    if (judging.length === 0 || workflow.follows.some((name) => judging.includes(name))) return []
    return [
      problem(
        `${workflow.path} waits for ${workflow.follows.join(', ')}, and what judges is called ${judging.join(', ')}.`,
        `Write \`workflows: [${judging.join(', ')}]\`.`,
      ),
    ]
  }

  function checkNeeds() {
    const before = workflow.jobs.filter(judges).map(({ id }) => id)
    const awaited = jobsBefore(workflow, job)
    if (before.some((id) => !awaited.has(id)))
      return [problem(`The ${where} does not wait for the report.`, `Add \`needs: [${before.join(', ')}]\`.`)]
    if (job.if === undefined)
      return [
        problem(
          `The ${where} is skipped when a gate fails, just when a comment is wanted.`,
          `Add \`if: \${{ !cancelled() }}\`.`,
        ),
      ]
    return []
  }
}

/** The jobs that are done when this one begins. */
function jobsBefore({ jobs }: WorkflowFile, { needs }: WorkflowJob): Set<string> {
  const found = new Set(needs)
  for (const id of found) for (const next of jobs.find((each) => each.id === id)?.needs ?? []) found.add(next)
  return found
}
