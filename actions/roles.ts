import type { Model } from '../core/config.ts'
import type { Roles } from '../core/judged-rows.ts'

/** The parts that columns play in judging, by the config. */
export function rolesOf({ data }: Pick<Model, 'data'>): Roles {
  return { group: data.group, time: data.time, weight: data.weight }
}

/** What the config says of labels. */
export function labelsOf({ data, task }: Pick<Model, 'data' | 'task'>) {
  return { task, positive: data.positive, classes: data.classes }
}
