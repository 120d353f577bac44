import type { Drift, DriftQuality } from '../../core/artifacts/drift.ts'

/** Whether nothing that was asked for had to be left out. */
export function isAllCompared(drift: Drift): boolean {
  return !hasUnjudged(drift) && !hasBroken(drift)
}

/** Whether a column could not be compared. */
export function hasUnjudged({ features, predictions }: Pick<Drift, 'features' | 'predictions'>): boolean {
  return [...features, ...(predictions?.features ?? [])].some(({ verdict }) => verdict === 'insufficient')
}

/** Whether something is wrong with the data of production themselves. */
export function hasBroken({ quality }: Pick<Drift, 'quality'>): boolean {
  return quality.some(({ check, level }) => level === 'warning' && DATA.has(check))
}

/** Whether few labels have come, and that is told: they may speak for no other row. */
export function hasFewLabels({ label_coverage, quality }: Pick<Drift, 'label_coverage' | 'quality'>): boolean {
  const isTold = quality.some(({ check, level }) => check === 'labels' && level === 'warning')
  return isTold && label_coverage !== null && label_coverage < FEW_LABELS
}

/** Of the rows that should have one. */
const FEW_LABELS = 0.75

const DATA: ReadonlySet<DriftQuality['check']> = new Set([
  'file',
  'column',
  'type',
  'missing',
  'infinite',
  'category',
  'clock',
])

/**
 * What is to be mended, and is no matter of the data of production: what the config names for nothing, and a reference for which
 * its profile stands in.
 */
export function toMend({ quality, reference, window }: Pick<Drift, 'quality' | 'reference' | 'window'>): string[] {
  const asked = quality.filter(({ check, level }) => check === 'schema' && level === 'warning')
  const where = window === null ? 'the flags' : '`contender.yml`'
  return [
    ...(asked.some(({ column }) => column !== null)
      ? [`Mend ${where}: the remarks say which column that is named there cannot be gone by.`]
      : []),
    ...(asked.some(({ column }) => column === null) && reference.by === 'profile'
      ? [
          'The training rows cannot be read, and their stored profile stands in for them: put them back, or name the profile as `drift.reference`.',
        ]
      : []),
  ]
}
