import type { Config, Model } from '../config.ts'

/** Whose rules a model of a pull request follows. */
export interface Ruling {
  /** Its section by the change; undefined where no config has it. */
  readonly own: Model | undefined
  /** The section whose metrics, gates and budgets count. */
  readonly rules: Model | undefined
  /** The base branch has no such model: its rules are the change's own. */
  readonly isNew: boolean
}

/** The configs that there are. */
export interface Configs {
  /** At the base branch's tip; undefined where it has none. */
  readonly policy: Pick<Config, 'models'> | undefined
  /** At the head, where the change edits it; undefined: it does not. */
  readonly own: Pick<Config, 'models'> | undefined
}

/**
 * Which rules a model follows: those of the base branch. One that the base branch does not have, or has with another
 * task, follows the change's own: that it does so is for a person to judge.
 */
export function rulingOf(name: string, { own: change, policy }: Configs): Ruling {
  const find = (config: Configs['policy']) => config?.models.find((model) => model.name === name)
  const ruling = find(policy)
  const own = change === undefined ? ruling : find(change)
  const isOfTask = ruling !== undefined && (own === undefined || own.task === ruling.task)
  return { own, rules: isOfTask ? ruling : own, isNew: ruling === undefined }
}

/** Models of both configs, each name once; where both have it, the base branch's section. */
export function modelsOf({ own, policy }: Configs): Model[] {
  const ruling = policy?.models ?? []
  const added = own?.models.filter(({ name }) => ruling.every((model) => model.name !== name)) ?? []
  return [...ruling, ...added]
}
