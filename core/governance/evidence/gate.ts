import { count } from '../../count.ts'
import type { JudgedGate } from '../change.ts'
import { AUTHOR, type ItemState } from '../checklist.ts'
import { fewOf } from '../short.ts'
import { type About, judgedOf, sayModels } from './about.ts'

/** Which gates evidence is about, and how it calls them where a model has none. */
interface Wanted {
  readonly isWanted: (gate: JudgedGate) => boolean
  /** `gate on roc_auc`; undefined where having none is fine. */
  readonly name: string | undefined
}

/**
 * Gates passed, all or those on a metric, in each model that an item is about. One that does not apply yet hinders
 * nothing; one that somebody accepted counts, and is named as the exception that it is.
 *
 * @param wanted `all`, a metric, or a gate without one: size, latency, name, task
 */
export function gateEvidence(wanted: string, about: About): ItemState {
  if (wanted === 'all') return passedEvidence({ isWanted: () => true, name: undefined }, about)
  const isWanted = ({ id, model }: JudgedGate) => {
    const rule = id.slice(model.length + 1)
    return rule === wanted || rule.startsWith(`${wanted}-`)
  }
  return passedEvidence({ isWanted, name: `gate on ${wanted}` }, about)
}

/**
 * Gates on fairness passed, all or those by one column, in each model that an item is about, and each has one.
 *
 * @param wanted `all`, or a column
 */
export function fairnessEvidence(wanted: string, about: About): ItemState {
  const isWanted = ({ by }: JudgedGate) => by !== undefined && (wanted === 'all' || by === wanted)
  return passedEvidence(
    { isWanted, name: wanted === 'all' ? 'gate on fairness' : `gate on fairness by ${wanted}` },
    about,
  )
}

function passedEvidence({ isWanted, name }: Wanted, about: About): ItemState {
  const judged = judgedOf(about)
  if ('state' in judged) return judged
  const without = judged.filter((model) => name !== undefined && !model.gates.some(isWanted))
  if (without.length > 0) {
    const because = `no ${name} in ${fewOf(without.map(({ model }) => model))}: contender.yml of the base branch has to name one`
    return { state: 'missing', because, who: [AUTHOR] }
  }
  const gates = judged.flatMap(({ gates }) => gates.filter(isWanted))
  const open = gates.filter((gate) => !isPassed(gate) && gate.accepted === undefined)
  if (open.length === 0) return { state: 'met', by: `${sayPassed(gates)}: ${sayModels(judged, about.change.head)}` }
  return {
    state: 'missing',
    because: fewOf(open.map(sayOpen), '; '),
    who: [AUTHOR, ...about.governance.accept],
    commands: open.map(({ id }) => `/contender accept ${id} REASON`),
  }
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
