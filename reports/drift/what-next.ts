import type { Drift } from '../../core/artifacts/drift.ts'
import { brokenAnswers } from '../../core/drift/policy/broken-answers.ts'
import { sayWindow } from '../../core/say-window.ts'
import { decisiveFamily, type Family } from './family.ts'
import { isGain, lackOf } from './headline.ts'
import { hasBroken, hasFewLabels, hasUnjudged } from './left-out.ts'
import { NOT_RESPONDING, type Responding, sayTelling, sayTraining } from './responding.ts'
import { versionWarnings } from './versions.ts'
import { sayWatching } from './watching.ts'
import { adviceOf, NO_LABEL } from './what-helps.ts'
import { whyLittle } from './why-little.ts'

/**
 * What happens now, and what is asked of whom: sentences of Markdown that hold nothing from data but names of the model and of
 * a stage, as code. The first can stand alone.
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
  const broken = brokenAnswers(drift.predictions?.features)
  if (broken !== undefined) return [BROKEN_ANSWERS[broken], ...(window === null ? [] : [sayTelling(responding)])]
  const said = window === null ? OF_FILES[verdict](drift) : OF_WINDOW[verdict](drift, responding)
  if (verdict === 'stable') return said
  return [...(hasBroken(drift) ? [LOOK_FIRST[verdict]] : []), ...said, ...adviceOf(drift)]
}

const BROKEN_ANSWERS = {
  impossible:
    'Look first at what answers and at what writes the logs: a model that gives raw scores for probabilities, a code such as -1 for an answer that failed. No training mends it; the version before may.',
  missing:
    'Look first at what answers and at what writes the logs: requests that fail, or answers under another name than `drift.logs` has. No training mends it; the version before may.',
} as const

/** What the headline says is not there, and where to look for it. */
const LACKING = {
  answers: 'See what answers and what writes the logs: too few rows have an answer to say that they are as they were.',
  labels: NO_LABEL,
  'most labels': NO_LABEL,
  'unlike labels':
    'See which rows get their labels first, or at all: they are answered unlike the others, and what they show does not hold for those. `drift.labels.available_after` says from when on all should be there.',
  days: 'Look at what has moved: nothing tells whether days differ as much by nature. A reference whose rows have times, or a longer `window`, would.',
  groups:
    'See what the labels show so far: the model looks worse by more than its margin, and days are too few to know how much they differ by nature. A longer `window`, or `data.group` with something finer than days, would tell.',
  logs: 'See what writes the logs and brings them here: most of the files of the window are not there, and rows of the others do not stand for it.',
  times:
    'See what writes the logs: most rows have no time, and are in no window. Where `drift.logs.time` names another column, mend that.',
} as const

const BROKEN =
  'Look at the remarks on the data first: what is broken upstream looks like drift, and no training mends it.'
const LOOK_FIRST = { drift: BROKEN, watch: BROKEN, insufficient: 'Look at the remarks on the data first.' } as const

type Next = (drift: Drift, responding: Responding) => string[]

/** Of two files nothing follows by itself: there is no next window, no issue and no training. */
const OF_FILES: Readonly<Record<Drift['verdict'], (drift: Drift) => string[]>> = {
  stable: (drift) => stable(drift, `what was compared is alike${isGain(drift) ? ', and the model does better' : ''}`),
  watch: () => ['It may be chance: compare other rows of the same source. What is over its floor there too hardly is.'],
  drift: (drift) => {
    const family = decisiveFamily(drift)!
    return family === 'performance'
      ? [
          'The model does worse on these rows than its margin allows: train it anew on newer ones, or go back to a version that does better on these.',
        ]
      : [sayFindOut(family, 'at the source of these rows')]
  },
  insufficient: (drift) => [
    lackOf(drift) === 'answers'
      ? LACKING.answers
      : `Nothing is judged, and nothing is called stable: ${whyLittle(drift)}.`,
  ],
}

const OF_WINDOW: Readonly<Record<Drift['verdict'], Next>> = {
  stable: (drift) => stable(drift, nextWindow(drift)),
  watch: (drift) => [`Nothing yet: ${sayWatching(drift)}.`],
  drift: (drift, responding) => {
    const family = decisiveFamily(drift)!
    if (family === 'performance') return [sayTraining(drift, responding), sayTelling(responding)]
    // Without labels a loss is estimated.
    if (drift.retrain !== null)
      return [sayTraining(drift, responding), 'Find out what changed upstream.', sayTelling(responding)]
    if (drift.performance?.over)
      return [
        'Find out what changed upstream.',
        sayTelling(responding),
        `The loss of performance is on watch, and begins no retraining until it is drift: ${sayWatching(drift, 'performance')}.`,
      ]
    return [
      sayFindOut(family, 'upstream'),
      sayTelling(responding),
      `Moved ${moved(family)} alone begin no retraining: that needs a loss of performance, or an estimate of one.`,
    ]
  },
  insufficient: (drift) => {
    const next = nextWindow(drift)
    const lack = lackOf(drift)
    if (lack !== undefined && drift.window!.complete)
      return [LACKING[lack], `Nothing else has moved, and that is not called stable: ${next}.`]
    const why = drift.window!.complete ? `${whyLittle(drift)}; ${next}` : next
    return [`Nothing is judged, and nothing is called stable: ${why}.`]
  },
}

function moved(family: Family): string {
  return family === 'predictions' ? 'predictions' : 'inputs'
}

function sayFindOut(family: Family, where: string): string {
  return `Find out what changed ${where}: that ${moved(family)} moved does not say that the model suffers.`
}

/** @param otherwise what is so where nothing is left to look at */
function stable(drift: Drift, otherwise: string): string[] {
  const look = [
    ...(hasBroken(drift) || hasFewLabels(drift)
      ? ['Look at the remarks on the data: `stable` says nothing of what they tell of.']
      : []),
    ...(hasUnjudged(drift) ? ['Look at what is not judged: `stable` says nothing of it.'] : []),
    ...(versionWarnings(drift).length > 0 ? ['Look at the other versions before they get more requests.'] : []),
  ]
  const advice = adviceOf(drift)
  return [...look, ...advice, `${look.length + advice.length === 0 ? 'Nothing' : 'Else nothing'}: ${otherwise}.`]
}

function nextWindow({ window }: Drift): string {
  if (!window!.complete) return 'this window is judged once it is over, and its logs have come and can be read'
  const length = Date.parse(window!.to) - Date.parse(window!.from)
  const to = new Date(Date.parse(window!.to) + length).toISOString()
  return `the next window is ${sayWindow({ from: window!.to, to })}`
}
