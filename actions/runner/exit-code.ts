import type { RunOutcome } from '../../core/artifacts/comparison.ts'
import type { RunnerInputs } from './runner-inputs.ts'

/** The exit codes of the command line, where nothing says otherwise. */
const CODES: Record<RunOutcome, number> = { pass: 0, fail: 1, undecided: 3 }

/**
 * The exit code of a step, anything but 0 being red.
 *
 * With `never` the checks belong to a bot that reads the report's artifact: a step that could not upload it must
 * not look as if all were well.
 *
 * @param uploaded whether the report left the runner; undefined where there is none to leave
 * @example
 * exitCode('undecided', 'fail', undefined) // 0
 */
export function exitCode(outcome: RunOutcome, failOn: RunnerInputs['failOn'], uploaded: boolean | undefined): number {
  if (failOn === 'never') return uploaded === false ? 1 : 0
  return failOn === 'fail' && outcome === 'undecided' ? 0 : CODES[outcome]
}
