import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { DriftVerdict } from '../../core/artifacts/drift.ts'
import type { RetrainEvent } from '../../core/ledger/event.ts'
import { decideDriftIssue, higher, type KnownIssue, nextState } from '../../core/response/decide-drift-issue.ts'
import { planResponse } from '../../core/response/plan-response.ts'
import { drift, event, modelOf, performance, retraining, situation, windowOf } from './situation.ts'

const MODEL = modelOf(
  ', alert: { escalate: { after: 3, owners: ["@acme/heads"] }, webhook: { url: U }, quiet: { from: "22:00", to: "06:00" } }',
)

/** A week: how it was judged, at what hour the runs come, how many do, and what a person does afterwards. */
const week = fc.record({
  verdict: fc.constantFrom<DriftVerdict>('insufficient', 'stable', 'watch', 'drift', 'drift', 'drift'),
  breach: fc.boolean(),
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
      for (const [at, { breach, hours, person, verdict }] of weeks.entries()) {
        const judged = drift(verdict, {
          window: windowOf(at),
          performance: performance(verdict === 'drift' && !breach ? 'stable' : verdict),
        })
        for (const hour of hours.toSorted((a, b) => a - b)) {
          const now = new Date(Date.parse(windowOf(at).to) + hour * 3_600_000)
          const known = { model: MODEL, drift: judged, history, retrainings, issue, now }
          const actions = planResponse(situation(known))
          const isQuiet = hour < 6 || hour >= 22
          for (const action of actions) {
            if (action.do === 'keep_issue') {
              const before: KnownIssue | undefined = issue
              assert.ok(decideDriftIssue(before, action.state) !== 'muted')
              if (before === undefined || before.state.since !== action.state.since) told = []
              issue = { number: 1, open: true, reason: null, state: nextState(before?.state, action.state) }
            }
            if (action.do === 'close_issue')
              issue = { ...issue!, open: false, reason: issue!.reason ?? 'completed', state: action.state }
            if (action.do === 'mention' || action.do === 'call_webhook') {
              assert.ok(!isQuiet, 'told in quiet hours')
              const key = action.do === 'mention' ? `mention ${action.level}` : `${action.event} ${action.level}`
              assert.ok(!told.includes(key), `${key} twice`)
              told.push(key)
              // A page that was closed may be opened again.
              if (key.startsWith('healed')) told = told.filter((one) => one.startsWith('mention'))
              const { state } = issue!
              const changed =
                action.do === 'mention'
                  ? { told: higher(state.told, action.level) }
                  : { called: action.event === 'healed' ? (0 as const) : higher(state.called, action.level) }
              issue = { ...issue!, state: { ...state, ...changed } }
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
          if (verdict === 'stable') assert.ok(!issue?.open || issue.state.healed)
          if (verdict === 'drift') assert.ok(issue !== undefined)
        }
        history.push(event(at, verdict))
        if (issue !== undefined && (person === 'not_planned' || person === 'completed') && issue.open)
          issue = { ...issue, open: false, reason: person }
        if (issue !== undefined && person === 'reopens') issue = { ...issue, open: true, reason: null }
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 200) },
  )
})
