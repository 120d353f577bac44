import type { WindowSummary } from '../../core/artifacts/drift.ts'
import type { DriftEvent } from '../../core/ledger/event.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import { summary } from '../reports/example-drift.ts'

/** The n-th event of a day, of a week of a model. */
export function driftEvent(
  n: number,
  { model = 'delay', week = n, ...more }: Partial<WindowSummary> & { model?: string; week?: number } = {},
): DriftEvent {
  const at = new Date(Date.UTC(2026, 10, 1, 6, 0, n))
  return {
    schema: 'contender/drift-event@1',
    id: eventId(at, new Uint8Array(10).fill(n)),
    at: at.toISOString(),
    by: { name: 'github-actions[bot]', email: null, via: 'workflow', url: null },
    model,
    commit: null,
    config: null,
    summary: { ...summary(week, 'stable', 0.49), ...more },
    causes: [],
    retrain: null,
    because: ['No column is over its floor'],
  }
}
