import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { datedFiles } from '../../core/drift/dated-files.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { matchesGlob } from '../../core/glob/matches-glob.ts'
import { leftOutOf } from './sort-out.ts'

/**
 * Whether files were left out that may hold the last rows of a window: those of its last seventh, or of any time where names tell
 * none.
 *
 * @param pattern of the logs
 * @param quality what was said of their files
 */
export function isCut(pattern: string, { from, to }: TimeRange, quality: readonly DriftQuality[]): boolean {
  const left = leftOutOf(quality)
  if (left.length === 0) return false
  const names = datedFiles(pattern, { from: to - (to - from) / 7, to })
  return left.some((file) => names.some((name) => name === file || matchesGlob(file, name)))
}
