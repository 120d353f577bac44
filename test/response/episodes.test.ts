import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RetrainEvent } from '../../core/ledger/event.ts'
import { decideDriftIssue, type KnownIssue } from '../../core/response/decide-drift-issue.ts'
import { planResponse } from '../../core/response/plan-response.ts'
import { carry, type Judgement, judged, recorded } from './play.ts'
import { modelOf, retraining, situation, windowOf } from './situation.ts'

const MODEL = modelOf(
  ', alert: { escalate: { after: 3, owners: ["@acme/heads"] }, webhook: { url: U }, quiet: { from: "22:00", to: "06:00" } }',
)

/** A week: how it was judged, at what hour the runs come, how many do, and what a person does afterwards. */
const week = fc.record({
  is: fc.constantFrom<Judgement>('insufficient', 'stable', 'stable', 'watch', 'drift', 'drift', 'breach'),
  columns: fc.constantFrom(['distance'], ['origin'], ['distance', 'origin']),
  hours: fc.array(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 3 }),
  person: fc.constantFrom('nothing', 'nothing', 'nothing', 'not_planned', 'completed', 'reopens'),
})

test('whatever happens, each level is told once an episode, never in quiet hours, and a run again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(week, { maxLength: 15 }), (weeks) => {
      let issue: KnownIssue | undefined
      let retrainings: RetrainEvent[] = []
      const history = []
      let told: string[] = []
      for (const [at, { columns, hours, is, person }] of weeks.entries()) {
        const window = judged({ is, columns }, at)
        for (const hour of hours.toSorted((a, b) => a - b)) {
          const now = new Date(Date.parse(windowOf(at).to) + hour * 3_600_000)
          const known = { model: MODEL, drift: window, history, retrainings, issue, now }
          const actions = planResponse(situation(known))
          const isQuiet = hour < 6 || hour >= 22
          for (const action of actions) {
            const before: KnownIssue | undefined = issue
            issue = carry(before, [action])
            if (action.do === 'keep_issue') {
              assert.ok(decideDriftIssue(before, action.state) !== 'muted')
              if (before?.state.since !== issue!.state.since) told = []
              assert.deepEqual(
                { ...issue!.state, held: null },
                { ...action.state, held: null },
                'planned as it is written',
              )
            }
            if (action.do === 'mention' || action.do === 'call_webhook') {
              assert.ok(!isQuiet, 'told in quiet hours')
              const key = `${action.do === 'mention' ? 'mention' : action.event} ${action.kind} ${action.level}`
              assert.ok(!told.includes(key), `${key} twice`)
              told.push(key)
            }
            if (action.do === 'retrain')
              retrainings = [...retrainings, retraining({ at: now.toISOString(), evidence: action.evidence })]
          }
          const again = planResponse(situation({ ...known, issue, retrainings }))
          for (const action of again) {
            assert.ok(!['mention', 'call_webhook', 'retrain'].includes(action.do), `${action.do} again`)
            if (action.do === 'keep_issue') assert.deepEqual([issue!.open, action.state], [true, issue!.state])
            if (action.do === 'close_issue') assert.deepEqual(action.state, issue!.state)
          }
          if (is === 'drift' || is === 'breach') assert.ok(issue !== undefined)
        }
        history.push(recorded({ is, columns }, at))
        if (issue !== undefined && (person === 'not_planned' || person === 'completed') && issue.open)
          issue = { ...issue, open: false, reason: person }
        if (issue !== undefined && person === 'reopens') issue = { ...issue, open: true, reason: null }
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 200) },
  )
})
