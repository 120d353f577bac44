import { few } from '../few.ts'
import type { RunEvent } from '../ledger/event.ts'
import { madeByRun, sayPlace } from '../runs/nearest-first.ts'
import type { Dossier } from './dossier.ts'

/** What was chosen among several, and what that is worth: plain sentences. An empty list: there was nothing to choose. */
export function notesOf({ events, judgement, kept, version }: Dossier): string[] {
  const [run, ...others] = events.runs
  const [nearest, ...more] = kept
  return [
    ...(run === undefined || others.length === 0
      ? []
      : [
          `${events.runs.length} runs in the ledger made this model file. Shown is ${sayRun(run)}, ${sayPlace(madeByRun(run, version, true), version)}; not shown: ${few(others.map(sayRun))}.`,
        ]),
    ...(more.length === 0
      ? []
      : [`This machine keeps ${kept.length} judgements of this model file. The nearest to the version is ${nearest}.`]),
    ...(judgement?.later
      ? ['How it was judged began only after it was registered, or is of a later commit: nothing better is known.']
      : []),
    ...(judgement?.itself
      ? ['It was compared with its own bytes: gates on the difference pass whatever the model does.']
      : []),
  ]
}

/** `0193… of 2026-11-21, gates: fail` */
function sayRun({ comparison, run }: RunEvent): string {
  const gates = comparison === null ? 'not compared' : `gates: ${comparison.outcome}`
  return `${run.id} of ${run.started.slice(0, 16).replace('T', ' ')} (${gates}${comparison?.itself ? ', compared with itself' : ''})`
}
