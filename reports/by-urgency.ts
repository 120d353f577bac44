import type { Report } from '../core/artifacts/report.ts'

const URGENCY = { fail: 0, undecided: 1, pass: 2 } as const

/** Models that need somebody first. */
export function byUrgency(models: Report['models']): Report['models'] {
  return models.toSorted((a, b) => URGENCY[a.outcome] - URGENCY[b.outcome])
}
