import type { DriftQuality } from '../../core/artifacts/drift.ts'
import type { Unseen } from '../../core/artifacts/drift-unseen.ts'
import { isMost } from '../../core/drift/quality/unseen.ts'
import { few } from '../../core/few.ts'
import type { MissedFiles } from './missed-files.ts'

/**
 * Files that are not there: a warning of those that earlier weeks had, a note of the others, which may be weekends.
 *
 * @param missing names, of whatever time was looked for
 * @param missed those of the window that should be there; undefined where names tell no times
 */
export function sayMissing(missing: readonly string[], missed: MissedFiles | undefined): DriftQuality[] {
  const told = missed?.isTold ? missed.absent : []
  const others = missing.filter((name) => !told.includes(name))
  return [
    ...said(told, 'warning', ', where the weeks before had such files: see whether what writes them still does'),
    ...said(others, 'note', ''),
  ]
}

function said(names: readonly string[], level: DriftQuality['level'], more: string): DriftQuality[] {
  if (names.length === 0) return []
  const because = `${few(names, MOST_NAMED)} ${names.length === 1 ? 'is' : 'are'} not there${more}`
  return [{ check: 'file', column: null, level, because }]
}

/** A week of days is named whole. */
const MOST_NAMED = 7

/** How much of a window is not seen; what is only supposed counts where it is most of it. */
export function unseenOf({ isTold, missing, of }: MissedFiles): Omit<Unseen, 'what'> | undefined {
  return missing > 0 && (isTold || isMost({ missing, of })) ? { missing, of } : undefined
}
