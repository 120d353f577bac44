import type { Config, Model } from '../config.ts'
import { DATED_TABLES, type DatedRows } from '../data/dated-rows.ts'
import { UserError } from '../errors.ts'
import { withheldNames } from '../features.ts'
import { type ModelWindows, WINDOWS, type Windows } from './windows-file.ts'

/**
 * A config whose models are trained and judged on rows of their windows. Entries of models that it does not have count
 * for nothing.
 *
 * @throws {UserError} if a model with windows has no logs whose rows these could be
 */
export function applyWindows(config: Config, windows: Windows): Config {
  const models = config.models.map((model) => {
    const own = Object.hasOwn(windows, model.name) ? windows[model.name] : undefined
    return own === undefined ? model : windowedModel(model, own)
  })
  return { ...config, models }
}

/**
 * One model on rows of these windows, whatever windows it had.
 *
 * @throws {UserError} if it has no logs whose rows these could be
 */
export function windowedModel(
  model: Model,
  { digest, rows, test, train }: Pick<ModelWindows, 'test' | 'train'> & Partial<ModelWindows>,
): Model {
  const { data, drift, evaluate, name, task, train: recipe } = withoutWindows(model)
  const { target } = data
  if (drift === undefined || target === undefined)
    throw new UserError(
      `Unexpected windows of ${name} in ${WINDOWS}: the model has no \`${drift === undefined ? 'drift.logs' : 'data.target'}\` whose rows they could be, expected it in the config; or remove them`,
    )
  const { labels, logs } = drift
  const { exclude, group, id, sensitive, time, weight } = data
  const slices = evaluate.slices === 'auto' ? [] : evaluate.slices
  const judged = [id, time, weight, typeof group === 'object' ? group.time : group, ...slices]
  const dated: DatedRows = {
    windows: { train, test },
    found: rows === undefined || digest === undefined ? undefined : { rows, digest },
    named: { train: data.train, test: data.test },
    time,
    id,
    target,
    task,
    classes:
      data.classes ?? (task === 'multiclass-classification' || data.positive !== undefined ? 'named' : undefined),
    optional: [...exclude, ...withheldNames({ data, train: recipe }, sensitive)].filter(
      (column) => !judged.includes(column),
    ),
    logs: { files: logs.files, time: logs.time, id: logs.id, score: logs.score, prediction: logs.prediction },
    labels: labels && {
      ...{ files: labels.files, id: labels.id ?? logs.id!, column: labels.column ?? target },
      availableAfter: labels.available_after ?? 0,
    },
  }
  return { ...model, data: { ...data, ...DATED_TABLES, rows: dated } }
}

/** The model as its config alone says it. */
export function withoutWindows(model: Model): Model {
  const { rows, ...data } = model.data
  return rows === undefined ? model : { ...model, data: { ...data, ...rows.named } }
}
