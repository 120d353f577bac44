import type { Drift } from '../../core/artifacts/drift.ts'
import { sayWindow } from '../../core/say-window.ts'
import { decisiveFamily } from './headline.ts'

/**
 * What happens now, and what is asked of whom: sentences of our own, without
 * anything from data, the first of which can stand alone.
 *
 * @example
 * whatNext(drift)[0] // 'Nothing: the next window is 2001-03-01 to 2001-03-07.'
 */
export function whatNext(drift: Drift): string[] {
  const { compat, verdict } = drift
  if (compat !== null)
    return ['Compare it with what you had before: nothing is opened, alerted or retrained by the rules of a peer.']
  const said = NEXT[verdict](drift)
  if (verdict === 'drift' || verdict === 'watch') said.push(...advice(drift))
  return said
}

const NEXT: Readonly<Record<Drift['verdict'], (drift: Drift) => string[]>> = {
  stable: (drift) => [`Nothing: ${nextWindow(drift)}.`],
  watch: () => [
    'Nothing yet: one window over the floor may be chance. If one of the next two is over it too, or one is at three times the floor, it is drift.',
  ],
  drift: (drift) =>
    decisiveFamily(drift) === 'performance'
      ? [
          'A retraining is due, unless `retrain` says otherwise; or a rollback, if the previous version is measurably better on this window.',
        ]
      : [
          'One issue for this model is opened or brought up to date, and closed when it heals. No retraining is begun by this alone: that needs a loss of performance.',
        ],
  insufficient: (drift) => [`Nothing is judged, and nothing is called stable: ${nextWindow(drift)}.`],
}

function nextWindow({ window }: Drift): string {
  if (window === null) return 'run it again when there are newer rows'
  if (!window.complete) return 'this window is judged once it is over and its logs have come'
  const length = Date.parse(window.to) - Date.parse(window.from)
  const to = new Date(Date.parse(window.to) + length).toISOString()
  return `the next window is ${sayWindow({ from: window.to, to })}`
}

/** What would make the answer better. */
function advice({ causes, performance, quality }: Drift): string[] {
  const broken = quality.find(({ check, level }) => level === 'warning' && DATA.has(check))
  return [
    ...(broken === undefined
      ? []
      : ['Look at the remarks on the data first: what is broken upstream looks like drift, and no training mends it.']),
    ...(causes.length === 0 && performance?.verdict === 'drift'
      ? [
          'No input explains it: what the inputs mean for the answer may have changed, which only newer labels can teach a model.',
        ]
      : []),
    ...(performance === null
      ? ['Name `labels` in contender.yml: with them it can be said whether the model suffers.']
      : []),
  ]
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
