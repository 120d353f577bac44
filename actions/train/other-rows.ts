import type { Model } from '../../core/config.ts'
import { WINDOWS } from '../../core/retrain/windows-file.ts'
import type { Place } from '../project.ts'
import { rowsOfWindows } from '../retrain/rows-of-windows.ts'

/**
 * What is to be said of the rows of a model's windows: that they are others than when these were written down, as by a label that
 * came late or a file that was edited, and what was left out, for it cannot be read.
 *
 * @returns sentences without a full stop; none where nobody wrote down what they were
 */
export async function otherRows(place: Place, model: Pick<Model, 'data' | 'name'>): Promise<readonly string[]> {
  const then = model.data.rows?.found
  if (then === undefined) return []
  const now = await rowsOfWindows(place, model)
  if (now.digest === then.digest) return now.leftOut
  const say = ({ test, train }: typeof now.rows) => `${train} rows to train and ${test} to test`
  const other = `The rows of ${model.name} are others than when ${WINDOWS} was written (${say(now.rows)}, then ${say(then.rows)}): labels that came late, or logs that were edited. The model will be another one than the one that was compared then; \`contender retrain\` writes the windows anew`
  return [...now.leftOut, other]
}
