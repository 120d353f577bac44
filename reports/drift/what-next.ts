import type { Drift } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import { FEWEST_BLOCKS, FEWEST_ROWS } from '../../core/drift/policy/limits.ts'
import { sayWindow } from '../../core/say-window.ts'
import { codeSpan } from '../code-span.ts'
import { decisiveFamily } from './headline.ts'

/** What the run that made a report does about it, as far as a config says. */
export interface Responding {
  /** Whether this run opens and closes issues, and tells owners. */
  readonly responds: boolean
  /** Undefined where the model has no `retrain`. */
  readonly when: NonNullable<Model['retrain']>['when'] | undefined
}

/** What is known of a config where only `drift.json` is at hand. */
export const NOT_RESPONDING: Responding = { responds: false, when: undefined }

/**
 * What happens now, and what is asked of whom: sentences of Markdown that hold nothing from data but the model's name,
 * as code. The first can stand alone.
 *
 * @param drift of a window of production; of two files where its window is null
 * @param responding what the run does about it; without it nothing is promised
 * @example
 * whatNext(drift)[0] // 'Nothing: the next window is 2001-03-01 to 2001-03-07.'
 */
export function whatNext(drift: Drift, responding: Responding = NOT_RESPONDING): string[] {
  const { compat, verdict, window } = drift
  if (compat !== null)
    return ['Compare it with what you had before: nothing is opened, alerted or retrained by the rules of a peer.']
  const said = window === null ? OF_FILES[verdict](drift) : OF_WINDOW[verdict](drift, responding)
  return [...said, ...advice(drift)]
}

type Next = (drift: Drift, responding: Responding) => string[]

/** Of two files nothing follows by itself: there is no next window, no issue and no training. */
const OF_FILES: Readonly<Record<Drift['verdict'], (drift: Drift) => string[]>> = {
  stable: (drift) => [isAllCompared(drift) ? 'Nothing: what was compared is alike.' : LOOK, ...finer(drift)],
  watch: () => [
    'It may be chance: compare other rows of the same source. What is over its floor there too, or at three times the floor, is drift.',
  ],
  drift: (drift) => [
    decisiveFamily(drift) === 'performance'
      ? 'The model does worse on these rows than its margin allows: train it anew on newer ones, or go back to a version that does better on these.'
      : 'Find out what changed at the source of these rows: that inputs moved does not say that the model suffers.',
  ],
  insufficient: (drift) => [`Nothing is judged, and nothing is called stable: ${moreOf(drift)}.`],
}

const OF_WINDOW: Readonly<Record<Drift['verdict'], Next>> = {
  stable: (drift) =>
    isAllCompared(drift)
      ? [`Nothing: ${nextWindow(drift)}.`, ...finer(drift)]
      : [LOOK, ...finer(drift), `Else nothing: ${nextWindow(drift)}.`],
  watch: () => [
    'Nothing yet: one window over the floor may be chance. If one of the next two is over it too, or one is at three times the floor, it is drift.',
  ],
  drift: (drift, responding) => {
    const worse = decisiveFamily(drift) === 'performance'
    return [...(worse || drift.retrain !== null ? [retraining(drift, responding)] : []), ...telling(responding, worse)]
  },
  insufficient: (drift) => [
    `Nothing is judged, and nothing is called stable: ${hasFewGroups(drift) ? FINER : nextWindow(drift)}.`,
  ],
}

/** Whether the model is trained anew, and how that is begun. */
function retraining({ model, retrain }: Drift, { when }: Responding): string {
  const command = codeSpan(`contender retrain --model ${model}`)
  if (retrain === null)
    return 'Roll back rather than retrain: the version before does better on the same rows, and where it can be, that is proposed.'
  if (when === undefined)
    return `A retraining is due. \`retrain\` is not set for this model in \`contender.yml\`: train it by hand, or set it and run ${command}.`
  if (when === 'never')
    return `A retraining is due, and \`retrain.when\` is \`never\`: a person begins it, by ${command}.`
  return `A retraining is due: ${command} trains a challenger, unless its cooldown, its budget or a pull request that is open says otherwise.`
}

function telling({ responds }: Responding, worse: boolean): string[] {
  const issue = responds
    ? 'One issue for this model is opened or brought up to date, and closed when it heals.'
    : 'This run tells nobody: with `--respond` one issue for the model is opened or brought up to date, and closed when it heals.'
  return [
    issue,
    ...(worse
      ? []
      : ['Moved inputs alone begin no retraining: that needs a loss of performance, or an estimate of one.']),
  ]
}

const LOOK = 'Look at the remarks and at what is not judged: that is not called stable.'

/** Whether nothing that was asked for had to be left out. */
function isAllCompared({ features, predictions, quality }: Drift): boolean {
  const columns = [...features, ...(predictions?.features ?? [])]
  return !columns.some(({ verdict }) => verdict === 'insufficient') && !quality.some(isBroken)
}

const FINER =
  'more rows of the same groups do not help; more groups do, so name a finer one, such as hours rather than days, or compare a longer stretch of time'

/** Whether rows are enough, in groups that are not. */
function hasFewGroups({ performance }: Drift): boolean {
  const sides = performance?.metrics[performance.metric]
  return [sides?.reference, sides?.current].some(
    (side) => side?.groups != null && side.groups < FEWEST_BLOCKS && side.rows >= FEWEST_ROWS,
  )
}

/** Performance alone may lack groups, beside inputs that are judged. */
function finer(drift: Drift): string[] {
  return hasFewGroups(drift) ? [`Performance is not judged: ${FINER}.`] : []
}

function moreOf(drift: Drift): string {
  return hasFewGroups(drift) ? FINER : 'compare more rows'
}

function nextWindow({ window }: Drift): string {
  if (!window!.complete) return 'this window is judged once it is over and its logs have come'
  const length = Date.parse(window!.to) - Date.parse(window!.from)
  const to = new Date(Date.parse(window!.to) + length).toISOString()
  return `the next window is ${sayWindow({ from: window!.to, to })}`
}

/** What would make the answer better. */
function advice({ causes, performance, quality, verdict, window }: Drift): string[] {
  if (verdict !== 'drift' && verdict !== 'watch') return []
  return [
    ...(quality.some(isBroken)
      ? ['Look at the remarks on the data first: what is broken upstream looks like drift, and no training mends it.']
      : []),
    ...(causes.length === 0 && performance?.verdict === 'drift'
      ? [
          'No input explains it: what the inputs mean for the answer may have changed, which only newer labels can teach a model.',
        ]
      : []),
    ...(performance === null ? [window === null ? LABELS_OF_FILES : LABELS] : []),
  ]
}

const LABELS = 'Name `labels` in contender.yml: with them it can be said whether the model suffers.'
const LABELS_OF_FILES = 'With `--task`, and answers and labels in both files, it can be said whether the model suffers.'

function isBroken({ check, level }: Drift['quality'][number]): boolean {
  return level === 'warning' && DATA.has(check)
}

const DATA: ReadonlySet<string> = new Set([
  'file',
  'schema',
  'column',
  'type',
  'missing',
  'infinite',
  'category',
  'clock',
])
