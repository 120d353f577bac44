import type { Run } from '../artifacts/run.ts'
import type { RunEvent } from '../ledger/event.ts'

/** Where a run is known from: the folder of artifacts on this machine, or the ledger. */
type RunPlace = 'here' | 'ledger'

/** A training of the past and how it was judged, as far as anyone kept it. */
export interface KnownRun {
  readonly run: Run
  readonly evaluation: RunEvent['evaluation']
  readonly comparison: RunEvent['comparison']
  readonly places: readonly RunPlace[]
}

/** A run before anything of it is read. */
export interface RunName {
  readonly id: string
  readonly model: string
}

/** Whether a run was only made to be compared with: nobody asked for it, and it was never judged itself. */
export function isBaselineOnly({ evaluation, run }: KnownRun): boolean {
  return run.again === true && evaluation === null
}

/**
 * What is known of one run from here and from the ledger. How it was judged here counts first: it
 * may have been judged anew since it was recorded.
 */
export function joinRun(here: KnownRun | undefined, recorded: RunEvent | undefined): KnownRun | undefined {
  if (recorded === undefined) return here
  const { comparison, evaluation, run } = recorded
  if (here === undefined) return { run, evaluation, comparison, places: ['ledger'] }
  return {
    run: here.run,
    evaluation: here.evaluation ?? evaluation,
    comparison: here.comparison ?? comparison,
    places: ['here', 'ledger'],
  }
}
