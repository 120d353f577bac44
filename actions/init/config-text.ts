import { parseConfig } from '../../core/config.ts'
import type { Plan } from './plan.ts'
import { scalar } from './scalar.ts'

/** Where an editor finds the schema of `contender.yml`, as that of the contract. */
const SCHEMA_URL = 'https://raw.githubusercontent.com/contender-ml/contender/main/docs/contender.schema.json'

/**
 * A first `contender.yml`, with a word on each line that needs one.
 *
 * @param file what it will be called
 * @param drift with a sample of what is watched in production, as a comment: where logs are nobody can guess
 * @throws {UserError} if a name or value of the plan cannot stand in a config
 */
export function configText(plan: Plan, file: string, { drift = false }: { readonly drift?: boolean } = {}): string {
  const { model, name, notes, predict, predictions, task } = plan
  const lines = [
    `# yaml-language-server: $schema=${SCHEMA_URL}`,
    '# What is trained, on which rows it is judged, and what it takes to be merged.',
    ...notes.map((note) => `# Note: ${note}`),
    'models:',
    `  ${scalar(name)}:`,
    `    task: ${task}`,
    ...dataLines(plan),
    ...trainLines(plan),
    ...(model === undefined ? [] : [`    model: ${scalar(model)}`]),
    ...(predict === undefined
      ? []
      : [`    predict: { run: ${scalar(predict)} } # $CONTENDER_MODEL, $CONTENDER_DATA → $CONTENDER_PREDICTIONS`]),
    ...(predictions === undefined ? [] : [`    predictions: ${scalar(predictions)}`]),
    ...gateLines(plan),
    ...(drift ? driftLines(plan) : []),
  ]
  const text = `${lines.join('\n')}\n`
  parseConfig(text, file)
  return text
}

function dataLines({ data, split }: Plan): string[] {
  const { exclude, group, id, positive, sensitive, target, test, time, train, validation } = data
  const rows = split === undefined ? { train, test } : { train: 'train', test: 'test' }
  const lines = [
    ...(split === undefined
      ? []
      : [`prepare: ${split.sql} # cuts ${comment(split.rows)} into the tables train and test`]),
    ...entry('train', rows.train),
    ...entry('test', rows.test),
    ...entry('validation', validation),
    ...entry('target', target),
    ...(positive === undefined ? [] : [`positive: ${JSON.stringify(positive)}`]),
    ...entry('id', id, 'names a row, so that two models are compared on the same ones'),
    ...entry('time', time),
    ...entry('group', group, 'rows of one group are not independent'),
    ...list('exclude', exclude, 'nearly one value a row: nothing to learn from'),
    ...list('sensitive', sensitive, 'never by value in any output'),
  ]
  return lines.length === 0 ? [] : ['    data:', ...lines.map((line) => `      ${line}`)]
}

function trainLines({ training }: Plan): string[] {
  if (training === undefined) return []
  const lines =
    training.kind === 'builtin'
      ? [`builtin: ${training.name} # nothing to install; or run: a command of yours`, 'seed: 7']
      : [
          `run: ${scalar(training.run)} # writes the model to the file that $CONTENDER_MODEL names`,
          ...list('inputs', training.inputs, 'what the command depends on'),
        ]
  return ['    train:', ...lines.map((line) => `      ${line}`)]
}

function gateLines({ gate: { margin, metric } }: Plan): string[] {
  return [
    '    gates:',
    '      # No worse than the model of the base branch, by this margin; min or max set a floor of their own.',
    `      - { metric: ${metric}, against: base, margin: ${margin} }`,
  ]
}

/** Each line without its `# ` is one of the config. */
function driftLines({ data: { id, target, time }, task, training }: Plan): string[] {
  const name = scalar(id ?? 'id')
  const answer = task === 'binary-classification' ? 'score: score' : 'prediction: prediction'
  const column = target === undefined ? '' : ` column: ${scalar(target)},`
  const lines = [
    'drift:',
    '  logs:',
    '    files: logs/%Y/%m/%d/*.parquet',
    `    time: ${scalar(time ?? 'at')}`,
    `    id: ${name}`,
    `    ${answer}`,
    `  labels: { files: labels/*.parquet, id: ${name},${column} available_after: 3d }`,
    '  window: 7d',
    ...(training === undefined || time === undefined ? [] : ['retrain: { train_on: 90d, holdout: 14d }']),
  ]
  return [
    '    # What is watched in production: name your logs here, and take the # away. Until then `contender drift` ends with 2.',
    ...lines.map((line) => `    # ${line}`),
  ]
}

function entry(key: string, value: string | undefined, why?: string): string[] {
  return value === undefined ? [] : [`${key}: ${scalar(value)}${why === undefined ? '' : ` # ${why}`}`]
}

function list(key: string, values: readonly string[], why: string): string[] {
  return values.length === 0 ? [] : [`${key}: [${values.map(scalar).join(', ')}] # ${why}`]
}

/** A path in a comment, which ends with its line. */
function comment(text: string): string {
  return text.replace(/\s/g, ' ')
}
