import type { Run } from '../core/artifacts/run.ts'

/** Its commit alone does not make such a model. @returns no sentence where all was committed, or nobody knows */
export function sayUncommitted({ dirty }: Pick<Run, 'dirty'>): string[] {
  return dirty === true ? ['trained with changes that are not committed'] : []
}
