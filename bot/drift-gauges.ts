import { Gauge, type Registry } from 'prom-client'
import type { DriftTold } from '../core/ledger/drift-told.ts'
import { DRIFT_GAUGES, seriesOf } from '../reports/prometheus.ts'

/** The message of a commit has room for what every model has: columns and estimates are told by the file alone. */
const IN_FILES_ALONE = /^contender_drift_(features?|metric_estimate|label_coverage)\b/

export interface DriftGauges {
  /** Takes the newest windows of a repository, in the place of those before. */
  readonly tell: (repository: string, windows: readonly DriftTold[]) => void
  /** Forgets all other repositories. */
  readonly keep: (repositories: ReadonlySet<string>) => void
}

/** Gauges of what was found in production, of each repository as its dashboard was read last. */
export function openDriftGauges(registers: Registry[]): DriftGauges {
  const known = new Map<string, readonly DriftTold[]>()
  const families = DRIFT_GAUGES.filter(({ name }) => !IN_FILES_ALONE.test(name))
  for (const family of families) {
    const { help, name } = family
    const gauge = new Gauge({
      ...{ name, help, registers, labelNames: ['repository', 'model', 'version', ...family.labels] },
      collect: () => {
        gauge.reset()
        for (const [repository, windows] of known)
          for (const [labels, value] of seriesOf(family, windows))
            gauge.set({ repository, ...Object.fromEntries(labels) }, value)
      },
    })
  }
  return {
    tell: (repository, windows) => {
      if (windows.length === 0) known.delete(repository)
      else known.set(repository, windows)
    },
    keep: (repositories) => {
      for (const repository of known.keys()) if (!repositories.has(repository)) known.delete(repository)
    },
  }
}
