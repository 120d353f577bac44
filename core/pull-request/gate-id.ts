import type { Gate } from '../gates/gate.ts'

/** What is asked of a model beside gates on its metrics. */
export type Demand = 'size' | 'latency' | 'name' | 'task'

/**
 * The name of a gate in commands: short, and the same as long as the gate asks for the same.
 *
 * @example
 * gateId('delay', { metric: 'roc_auc', against: 'base' }) // 'delay/roc_auc-against-base'
 * gateId('delay', { metric: 'roc_auc', min: 0.65 }) // 'delay/roc_auc-min'
 * gateId('delay', 'latency') // 'delay/latency'
 */
export function gateId(model: string, gate: Gate | Demand): string {
  return `${model}/${typeof gate === 'string' ? gate : slugOf(gate)}`
}

function slugOf({ against, max, metric, min }: Gate): string {
  if (against !== undefined) return `${metric}-against-${against}`
  return [metric, ...(min === undefined ? [] : ['min']), ...(max === undefined ? [] : ['max'])].join('-')
}

/**
 * The names of a model's gates, in their order; of several that would have one name the later ones are counted.
 *
 * @example
 * gateIds('delay', [{ metric: 'f1', min: 0.5 }, { metric: 'f1', min: 0.6 }]) // ['delay/f1-min', 'delay/f1-min-2']
 */
export function gateIds(model: string, gates: readonly Gate[]): string[] {
  const ids = gates.map((gate) => gateId(model, gate))
  return ids.map((id, at) => {
    const before = ids.slice(0, at).filter((other) => other === id).length
    return before === 0 ? id : `${id}-${before + 1}`
  })
}
