import type { DriftFeature, DriftPerformance, DriftQuality } from '../../core/artifacts/drift.ts'
import type { Table } from '../../core/data/table.ts'
import { sayShare } from '../../core/say-share.ts'
import type { LabelledWindow } from './watch.ts'

/** With so large a share of labels those that lack do not matter. */
const NEARLY_ALL = 0.95
/** Beside all else that is judged it must not alarm by chance. */
const LEVEL = 0.01

/** Measures answers beside those of another table, or of the test rows. */
type MeasureAnswers = (answers: Table, beside?: Table) => readonly DriftFeature[]

/**
 * Whether the rows with a label are answered unlike those that should have one by now and have none, and unlike the test rows: what their labels show then holds for them alone. Labels
 * that only some rows ever get, such as those of loans that were given, are like those of the test rows, which came the same way.
 */
export async function unlikeLabels(
  known: LabelledWindow | undefined,
  measure: MeasureAnswers,
): Promise<{ readonly unlike: boolean; readonly quality: readonly DriftQuality[] }> {
  const rows = known?.sample?.rows ?? 0
  if (known?.readApart === undefined || rows === 0 || rows >= NEARLY_ALL * known.expected)
    return { unlike: false, quality: [] }
  const { labelled, unlabelled } = await known.readApart()
  const found = measure(labelled, unlabelled).find(isUnlike)
  if (found === undefined) return { unlike: false, quality: [] }
  const unlike = measure(labelled).some(isUnlike)
  const holds = unlike
    ? 'and than the test rows, so what the labels show holds for them alone'
    : 'as the test rows do, so what the labels show holds for rows such as those'
  const because = `the ${sayShare(rows, known.expected)} of the rows that have a label answer otherwise than those without: ${found.name} ${found.moved ?? 'is distributed otherwise'}; ${holds}`
  return { unlike, quality: [{ check: 'labels', column: null, level: unlike ? 'warning' : 'note', because }] }
}

function isUnlike({ p_value, times, verdict }: DriftFeature): boolean {
  return verdict !== 'insufficient' && (times ?? 0) >= 1 && (p_value ?? 1) <= LEVEL
}

/** What such labels show is no loss of the other rows: those that somebody was unsure of are harder, and get their labels first. */
export function butUnlike(performance: DriftPerformance): DriftPerformance {
  const because = `${performance.metric} is not judged: the rows that have a label are answered otherwise than those without, and than the test rows${performance.over ? '; by them it would be beyond its margin' : ''}`
  return { ...performance, labels_unlike: true, over: false, verdict: 'insufficient', because }
}
