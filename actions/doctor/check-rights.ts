import type { WorkflowFile, WorkflowJob } from '../workflow-file.ts'
import { problem } from './check.ts'

/**
 * Whether a job has the rights that it needs.
 *
 * @param may what it could do with them: `release`
 * @param wanted by permission, the least of it: `read`, `write`
 */
export function checkRights(
  where: string,
  may: string,
  wanted: Readonly<Record<string, 'read' | 'write'>>,
  { job, workflow }: { readonly job: WorkflowJob; readonly workflow: WorkflowFile },
) {
  const rights = job.permissions ?? workflow.permissions ?? {}
  const held = (what: string) => (typeof rights === 'string' ? rights.replace('-all', '') : rights[what])
  const missing = Object.entries(wanted).filter(([what, least]) => ![least, 'write'].includes(held(what) ?? ''))
  if (missing.length === 0) return []
  const all = Object.entries(wanted).map((each) => each.join(': '))
  return [
    problem(
      `The ${where} may not ${may}: it lacks ${missing.map((each) => each.join(': ')).join(' and ')}.`,
      `Give it \`permissions: { ${all.join(', ')} }\`.`,
    ),
  ]
}
