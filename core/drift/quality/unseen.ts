import type { DriftQuality, WindowSummary } from '../../artifacts/drift.ts'
import type { Unseen } from '../../artifacts/drift-unseen.ts'
import { count } from '../../count.ts'
import { formatCount } from '../../format-number.ts'
import { sayShare } from '../../say-share.ts'

/** Whether more than half is missing: the rest then tells nothing of the whole. */
export function isMost({ missing, of }: Pick<Unseen, 'missing' | 'of'>): boolean {
  return 2 * missing > of
}

/**
 * What keeps a window from being called stable, for most of it is not seen.
 *
 * @example
 * sayUnseen({ what: 'logs', missing: 5, of: 7 }) // '5 of the 7 log files of the window are missing'
 */
export function sayUnseen({ missing, of, what }: Unseen): string {
  if (what === 'logs') return `${formatCount(missing)} of the ${count(of, 'log file')} of the window are missing`
  if (what === 'times')
    return `${formatCount(missing)} of ${count(of, 'row')} of the logs have no time, so nobody can tell whether they belong to the window`
  return `only ${formatCount(of - missing)} of about ${count(of, 'label')} that are due have come`
}

/** Rows of a window that should have a label by now, and those that have one. */
export interface DueLabels {
  readonly expected: number
  readonly labelled: number
  /** Whether most of the files of labels that should be there are not. */
  readonly areFilesMissing: boolean
}

/** From so many earlier windows it is known what share of rows gets a label, the newest. */
const MOST_WINDOWS = 10
/** Below this share of what is usual labels are told to be few. */
const FEW = 0.75

/**
 * Labels that a window lacks, beside the share that earlier windows had: only some rows may ever get one. Without these windows all rows
 * should have one, of which it is sure only where files of labels are missing.
 *
 * @param history earlier windows, oldest first
 * @returns `unseen` where it is sure; nothing of labels that are as they are usually, nor where none has come, which is told elsewhere
 * @example
 * unseenLabels({ expected: 420, labelled: 60, areFilesMissing: true }, []).unseen // [{ what: 'labels', missing: 360, of: 420 }]
 */
export function unseenLabels(
  { areFilesMissing, expected, labelled }: DueLabels,
  history: readonly Pick<WindowSummary, 'label_coverage'>[],
): { readonly unseen: readonly Unseen[]; readonly quality: readonly DriftQuality[] } {
  const before = history.flatMap(({ label_coverage: share }) => (share ? [share] : [])).slice(-MOST_WINDOWS)
  const isTold = before.length > 0
  const usual = isTold ? before.toSorted((a, b) => a - b)[Math.floor(before.length / 2)]! : 1
  const of = Math.round(usual * expected)
  if (labelled === 0 || labelled >= (isTold ? FEW : 0.5) * of) return { unseen: [], quality: [] }
  const than = isTold
    ? `where earlier windows had one in ${sayShare(of, expected)}`
    : areFilesMissing
      ? 'and most of the files of labels are not there'
      : 'and no earlier window tells whether more are to come'
  const because = `${sayShare(labelled, expected)} of ${count(expected, 'row')} that should have a label by now have one, ${than}: those that come first may be the worst, or the best`
  return {
    unseen: isTold || areFilesMissing ? [{ what: 'labels', missing: of - labelled, of }] : [],
    quality: [{ check: 'labels', column: null, level: 'warning', because }],
  }
}
