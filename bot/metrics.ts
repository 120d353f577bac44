import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { openDriftGauges } from './drift-gauges.ts'

export type Metrics = ReturnType<typeof openMetrics>

/** What `/metrics` shows, in a registry of its own. */
export function openMetrics() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    deliveries: new Counter({
      name: 'contender_deliveries_total',
      help: 'Webhooks by event, and by what became of them: accepted, nothing, poisoned, unsigned, too large',
      labelNames: ['event', 'result'],
      registers,
    }),
    jobs: new Gauge({
      name: 'contender_jobs',
      help: 'What is to be looked at: waiting, and under way',
      labelNames: ['state'],
      registers,
    }),
    seconds: new Histogram({
      name: 'contender_job_seconds',
      help: 'How long one attempt took, by what was looked at',
      labelNames: ['kind'],
      buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120],
      registers,
    }),
    failures: new Counter({
      name: 'contender_failures_total',
      help: 'Attempts that failed, by what was looked at, and whether it is tried again',
      labelNames: ['kind', 'again'],
      registers,
    }),
    calls: new Counter({
      name: 'contender_github_calls_total',
      help: 'Requests to GitHub by method and status; none: no answer',
      labelNames: ['method', 'status'],
      registers,
    }),
    waits: new Counter({
      name: 'contender_github_wait_seconds_total',
      help: 'Seconds that GitHub asked us to wait for rate limits',
      registers,
    }),
    reconciled: new Gauge({
      name: 'contender_reconcile_age_seconds',
      help: 'Since a round could read everything, or since the start',
      registers,
    }),
    drift: openDriftGauges(registers),
    redelivered: new Counter({
      name: 'contender_redeliveries_total',
      help: 'Failed webhooks that GitHub was asked to send again',
      registers,
    }),
  }
}
