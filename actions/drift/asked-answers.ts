import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import { suggest, UserError } from '../../core/errors.ts'
import type { Task } from '../../core/metrics/metric.ts'
import { isPrediction } from '../../core/models/join-predictions.ts'
import { SCORE_PREFIX } from '../../core/models/predictions/find-classes.ts'
import { answerColumns } from './answers.ts'
import type { Rows } from './rows.ts'
import type { Compat, Reference } from './watch.ts'

/** What two files are asked for beside their columns. */
interface Asked {
  readonly task: Task | undefined
  readonly compat: Compat | undefined
  readonly reference: Reference
  readonly current: Rows
}

/** Whether answers are judged as such, columns that then are no features, and what is to be said of it. */
interface AskedAnswers {
  readonly judged: boolean
  readonly isTaken: (name: string) => boolean
  readonly quality: readonly DriftQuality[]
}

/**
 * What of a model's answers two files let be judged. A task that is named and cannot be judged is told: without its answers the verdict
 * speaks of columns alone. Where answers are not judged as such, they are compared as any column.
 *
 * @throws {UserError} naming the column of answers that a file lacks
 */
export function askedAnswers({ compat, current, reference, task }: Asked): AskedAnswers {
  if (task === undefined) return { judged: false, isTaken: () => false, quality: sayNoTask(reference, current) }
  if (compat !== undefined)
    return {
      judged: false,
      isTaken: isLabel,
      quality: [
        remark(
          `answers and performance are not judged: --compat ${compat} compares columns, and --task goes without it`,
        ),
      ],
    }
  requireAnswers(task, current)
  if (reference.by === 'profile')
    return {
      judged: false,
      isTaken: isLabel,
      quality: [
        remark(
          `answers and performance cannot be judged by ${reference.uri}: a profile tells of columns, not of which answer had which label; give the rows as --reference`,
        ),
      ],
    }
  requireAnswers(task, reference.rows)
  return {
    judged: true,
    isTaken: (name) => isLabel(name) || isAnswer(task, name),
    quality: sayUnmeasured(current),
  }
}

/** Said where no row of the reference can tell how good answers were. */
export function sayUnlabelled({ columns, uri }: Rows): DriftQuality {
  const lacks = columns.some(({ name }) => isLabel(name)) ? 'row with an answer and a label' : 'column `label`'
  return remark(`performance cannot be judged: ${uri} has no ${lacks}`)
}

function sayUnmeasured({ columns, uri }: Rows): DriftQuality[] {
  if (columns.some(({ name }) => isLabel(name))) return []
  return [remark(`performance is not measured: ${uri} has no column \`label\``)]
}

/** Columns that would be answers and labels, if somebody said so. */
function sayNoTask(reference: Reference, { columns }: Rows): DriftQuality[] {
  const others = reference.by === 'rows' ? reference.rows.columns : reference.profile.columns
  const both = columns.filter(({ name }) => others.some((other) => other.name === name)).map(({ name }) => name)
  const named = both.filter((name) => isLabel(name) || isPrediction(name))
  if (named.length === 0) return []
  const because = `${named.join(', ')} ${named.length === 1 ? 'is' : 'are'} compared as any column: name --task to have answers and labels judged as such`
  return [{ check: 'schema', column: null, level: 'note', because }]
}

function requireAnswers(task: Task, rows: Rows): void {
  if (answerColumns(task, rows).length > 0) return
  throw new UserError(`Missing column ${EXPECTED[task]} in ${rows.uri} beside --task ${task}, ${suggested(task, rows)}`)
}

/**
 * What is to be said of logs that hold no answers, which a config need not name. Who names labels or a metric wants answers judged; inputs
 * can be watched without.
 *
 * @throws {UserError} if answers were to be judged
 */
export function sayNoAnswers({ drift, task }: Model, logs: Pick<Rows, 'columns' | 'uri'>): DriftQuality[] {
  const missing = `Missing column ${EXPECTED[task]} in ${logs.uri}, ${suggested(task, logs)}`
  const name = `\`drift.logs.${task === 'regression' ? 'prediction' : 'score'}\` names another`
  const wanted = drift?.labels !== undefined ? 'labels' : drift?.performance !== undefined ? 'performance' : undefined
  if (wanted !== undefined) throw new UserError(`${missing}; \`drift.${wanted}\` needs the answers, and ${name}`)
  return [remark(`the logs hold no answers, so inputs alone are compared: ${missing.replace('M', 'm')}; ${name}`)]
}

function suggested(task: Task, { columns }: Pick<Rows, 'columns'>): string {
  return suggest(
    task === 'regression' ? 'prediction' : 'score',
    columns.map(({ name }) => name),
  )
}

const EXPECTED: Readonly<Record<Task, string>> = {
  regression: '`prediction`',
  'binary-classification': '`score` or `prediction`',
  'multiclass-classification': '`score_CLASS` or `prediction`',
}

function isLabel(name: string): boolean {
  return name === 'label'
}

/** A score may be a feature of a task whose answers are called otherwise. */
function isAnswer(task: Task, name: string): boolean {
  if (task === 'regression') return name === 'prediction'
  if (task === 'binary-classification') return isPrediction(name) && !name.startsWith(SCORE_PREFIX)
  return isPrediction(name)
}

function remark(because: string): DriftQuality {
  return { check: 'labels', column: null, level: 'warning', because }
}
