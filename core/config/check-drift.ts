import { metricNames, metricOf } from '../metrics/index.ts'
import { isTimeZone } from './is-time-zone.ts'
import { type Problem, unknownMetric } from './problem.ts'
import type { ModelConfig } from './schema.ts'

/** What a model's settings of drift get wrong together. */
export function checkDrift({ data, drift, evaluate, predictions, task }: ModelConfig): Problem[] {
  if (drift === undefined) return []
  const problems: Problem[] = []
  const wrong = (path: readonly (string | number)[], found: string, expected: string) =>
    problems.push({ path: ['drift', ...path], found, expected })
  const { alert, labels, logs, performance, reference, segments } = drift
  if (reference === undefined && data.train === undefined && predictions === undefined)
    wrong([], 'Missing `reference`', 'expected it, or `data.train`: the rows that production is compared with')
  if (labels !== undefined && logs.id === undefined)
    wrong(['logs'], 'Missing `id`', 'expected the column by which labels are joined to their rows')
  if (labels !== undefined && labels.column === undefined && data.target === undefined)
    wrong(['labels'], 'Missing `column`', 'expected the column with the label, or `data.target`')
  if (logs.prediction !== undefined && logs.score !== undefined)
    wrong(['logs', 'prediction'], 'Unexpected `prediction` beside `score`', 'expected one of them')
  for (const [index, name] of segments.entries())
    if (data.sensitive.includes(name))
      wrong(
        ['segments', index],
        `Unexpected segments by the sensitive column \`${name}\``,
        'its values may not appear in a report',
      )
  const { quiet } = alert
  if (quiet !== undefined && !isTimeZone(quiet.zone))
    wrong(['alert', 'quiet', 'zone'], `Unknown time zone \`${quiet.zone}\``, 'expected one such as Europe/Berlin')
  if (quiet !== undefined && quiet.from === quiet.to)
    wrong(['alert', 'quiet', 'to'], `Unexpected quiet hours from ${quiet.from} to ${quiet.to}`, 'expected two times')
  const metric = performance?.metric
  const unknown = metric === undefined ? [] : unknownMetric(metric, task, ['drift', 'performance', 'metric'])
  problems.push(...unknown)
  const decides = metric ?? evaluate.metrics?.[0]
  if (performance !== undefined && decides !== undefined && metricNames(task).includes(decides)) {
    if (!metricOf(task, decides).judged)
      wrong(
        ['performance', ...(metric === undefined ? [] : ['metric'])],
        `Unexpected metric \`${decides}\` to judge performance by`,
        'no interval of its difference can be trusted, so it never gets a verdict',
      )
  }
  return problems
}

/** What a model's settings of retraining lack. */
export function checkRetrain({ data, drift, retrain, train }: ModelConfig): Problem[] {
  if (retrain === undefined) return []
  const missing = (expected: string, what: string): Problem => ({
    path: ['retrain'],
    found: `Unexpected \`retrain\` without \`${what}\``,
    expected,
  })
  if (train === undefined) return [missing('expected how the model is trained', 'train')]
  if (drift === undefined) return [missing('expected the logs whose labelled rows are learned from', 'drift')]
  return data.target === undefined ? [missing('expected the column to learn', 'data.target')] : []
}
