import type { Model } from '../../core/config.ts'
import { WINDOWS } from '../../core/retrain/windows-file.ts'
import type { Place } from '../project.ts'
import { rowsOfWindows } from '../retrain/rows-of-windows.ts'

/**
 * Whether the rows of a model's windows are others than when these were written down: a label that came late, a file that
 * was edited.
 *
 * @returns a sentence; undefined where they are the same, or nobody wrote down what they were
 */
export async function otherRows(place: Place, model: Pick<Model, 'data' | 'name'>): Promise<string | undefined> {
  const then = model.data.rows?.found
  if (then === undefined) return undefined
  const now = await rowsOfWindows(place, model)
  if (now.digest === then.digest) return undefined
  const say = ({ test, train }: typeof now.rows) => `${train} rows to train and ${test} to test`
  return `The rows of ${model.name} are others than when ${WINDOWS} was written (${say(now.rows)}, then ${say(then.rows)}): labels that came late, or logs that were edited. The model will be another one than the one that was compared then; \`contender retrain\` writes the windows anew`
}
