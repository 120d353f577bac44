import { count } from '../../count.ts'
import type { JudgedGate, JudgedModel } from '../change.ts'
import { AUTHOR, type ItemState } from '../checklist.ts'
import { fewOf } from '../short.ts'
import { type About, judgedOf, sayModels } from './about.ts'

/**
 * Gates passed, all or those on a metric, in each model that an item is about. One that does not apply yet hinders
 * nothing; one that somebody accepted counts, and is named as the exception that it is.
 *
 * @param wanted `all`, a metric, or a gate without one: size, latency, name, task
 */
export function gateEvidence(wanted: string, about: About): ItemState {
  const judged = judgedOf(about)
  if ('state' in judged) return judged
  const without = judged.filter((model) => wanted !== 'all' && gatesOn(wanted, model).length === 0)
  if (without.length > 0) {
    const because = `no gate on ${wanted} in ${fewOf(without.map(({ model }) => model))}: contender.yml of the base branch has to name one`
    return { state: 'missing', because, who: [AUTHOR] }
  }
  const gates = judged.flatMap((model) => gatesOn(wanted, model))
  const open = gates.filter((gate) => !isPassed(gate) && gate.accepted === undefined)
  if (open.length === 0) return { state: 'met', by: `${sayPassed(gates)}: ${sayModels(judged, about.change.head)}` }
  return {
    state: 'missing',
    because: fewOf(open.map(sayOpen), '; '),
    who: [AUTHOR, ...about.governance.accept],
    commands: open.map(({ id }) => `/contender accept ${id} REASON`),
  }
}

function gatesOn(wanted: string, { gates, model }: JudgedModel): readonly JudgedGate[] {
  if (wanted === 'all') return gates
  return gates.filter(({ id }) => {
    const rule = id.slice(model.length + 1)
    return rule === wanted || rule.startsWith(`${wanted}-`)
  })
}

function isPassed({ outcome }: JudgedGate): boolean {
  return outcome === 'pass' || outcome === 'not_applicable'
}

function sayOpen({ because, id, outcome }: JudgedGate): string {
  return `${id} ${outcome === 'fail' ? 'failed' : 'is undecided'}: ${because}`
}

function sayPassed(gates: readonly JudgedGate[]): string {
  if (gates.length === 0) return 'there was no gate to pass'
  const passed = gates.filter(({ outcome }) => outcome === 'pass').length
  const later = gates.filter(({ outcome }) => outcome === 'not_applicable').length
  const accepted = gates.filter((gate) => !isPassed(gate))
  const parts = [
    passed === 0 ? [] : [`${count(passed, 'gate')} passed`],
    later === 0 ? [] : [`${later} not applicable yet`],
    accepted.length === 0
      ? []
      : [
          `${count(accepted.length, 'exception')} accepted (${fewOf(accepted.map((gate) => `${gate.id} by @${gate.accepted!.by}`))})`,
        ],
  ]
  return parts.flat().join(', ')
}
