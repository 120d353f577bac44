import type { WorkflowJob, WorkflowStep } from '../workflow-file.ts'

/** A variable that a step is given, by itself or by its job. */
export function variableOf(step: WorkflowStep, job: WorkflowJob, name: string): unknown {
  return [step.env, job.env].map((each) => (each as Record<string, unknown> | undefined)?.[name]).find(Boolean)
}

/** Whether a step of ours works by the token that GitHub gives the job: it acts as GitHub Actions. */
export function usesOwnToken(step: WorkflowStep, job: WorkflowJob): boolean {
  const token = step.uses === undefined ? variableOf(step, job, 'GITHUB_TOKEN') : step.with?.['github-token']
  return token === undefined || isOwnToken(token)
}

/** Whether an expression stands for the job's own token. */
export function isOwnToken(token: unknown): boolean {
  return /\b(github\.token|secrets\.GITHUB_TOKEN)\b/i.test(String(token))
}
