import type { DriftOperations, DriftQuality } from '../../core/artifacts/drift.ts'
import type { Model } from '../../core/config.ts'
import type { TimeRange } from '../../core/drift/time-range.ts'
import { UserError } from '../../core/errors.ts'
import { readOperations } from '../../core/io/prometheus/read-operations.ts'
import type { Host } from '../action.ts'

/**
 * Latency and errors of a window as Prometheus has them, where the config asks for that. That it cannot be asked is noted,
 * and keeps nothing else from being judged.
 */
export async function measuredByPrometheus(
  { drift, name }: Model,
  range: TimeRange,
  host: Pick<Host, 'environment' | 'fetch' | 'step'>,
): Promise<{ readonly operations: Partial<DriftOperations>; readonly quality: readonly DriftQuality[] } | undefined> {
  const config = drift?.prometheus
  if (config === undefined) return undefined
  // A secret that does not exist is empty.
  const token = host.environment.CONTENDER_PROMETHEUS_TOKEN || undefined
  try {
    const { notes, warnings, ...found } = await host.step(`${name}: asking Prometheus`, () =>
      readOperations(config, range, { token, fetch: host.fetch ?? fetch }),
    )
    const quality = [
      ...warnings.map((because) => remark(because, 'warning')),
      ...notes.map((because) => remark(because, 'note')),
    ]
    return { operations: { ...found, source: 'prometheus' }, quality }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { operations: {}, quality: [remark(error.message, 'warning')] }
  }
}

function remark(because: string, level: DriftQuality['level']): DriftQuality {
  return { check: 'latency', column: null, level, because }
}
