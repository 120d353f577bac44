import type { Problem } from '../config/problem.ts'
import { CHECKS } from '../data/quality/check.ts'
import { suggest } from '../errors.ts'
import { disparityNames } from '../fairness/disparity.ts'
import { ON_EXPECTATIONS } from '../gates/gate.ts'
import { metricNames } from '../metrics/index.ts'
import { TASKS } from '../metrics/metric.ts'
import { DEFAULT_ITEMS } from './policies/default.ts'
import { TRUST_ITEMS } from './policies/trust.ts'
import type { Governance, Item } from './schema.ts'

/** Rules of gates that are on no metric. */
const RULES = ['size', 'latency', 'name', 'task', ON_EXPECTATIONS]

/** What the settings of governance get wrong together with the rest of the config. @returns paths within `governance` */
export function checkGovernance(
  { items, promote, risk }: Governance,
  known: {
    readonly models: readonly string[]
    readonly stages: readonly string[]
    readonly fairness: readonly string[]
  },
): Problem[] {
  const { fairness, models, stages } = known
  const taken = new Set([...TRUST_ITEMS, ...DEFAULT_ITEMS].map(({ id }) => id))
  return [
    ...Object.keys(risk).flatMap((name) => unknown(name, models, 'model', ['risk', name])),
    ...Object.keys(promote).flatMap((name) => unknown(name, stages, 'stage', ['promote', name])),
    ...items.flatMap((item, at): Problem[] => {
      const path = ['items', at] as const
      const twice = taken.has(item.id)
      taken.add(item.id)
      return [
        ...(twice ? [sayTwice(item.id, [...path, 'id'])] : []),
        ...checkKind(item, path),
        ...checkEvidence(item, fairness, [...path, 'evidence']),
        ...(item.when?.models ?? []).flatMap((name, number) =>
          unknown(name, models, 'model', [...path, 'when', 'models', number]),
        ),
      ]
    }),
  ]
}

function unknown(name: string, known: readonly string[], what: string, path: Problem['path']): Problem[] {
  return known.includes(name) ? [] : [{ path, found: `Unknown ${what} \`${name}\``, expected: suggest(name, known) }]
}

function sayTwice(id: string, path: Problem['path']): Problem {
  return {
    path,
    found: `Unexpected second item \`${id}\``,
    expected: 'expected a name of its own: built-in items and others have theirs',
  }
}

function checkKind({ evidence, sign }: Item, path: Problem['path']): Problem[] {
  if ((sign === undefined) === (evidence === undefined))
    return [{ path, found: 'Unexpected item', expected: 'expected exactly one of `sign` and `evidence`' }]
  if (evidence === undefined || Object.keys(evidence).length === 1) return []
  return [{ path: [...path, 'evidence'], found: 'Unexpected evidence', expected: 'expected exactly one kind of it' }]
}

/** A metric, check or column by a wrong name would be missing for ever. */
function checkEvidence({ evidence }: Item, columns: readonly string[], path: Problem['path']): Problem[] {
  const { data, fairness, gate } = evidence ?? {}
  const gates = ['all', ...RULES, ...new Set(TASKS.flatMap((task) => [...metricNames(task), ...disparityNames(task)]))]
  return [
    ...(gate === undefined ? [] : unknown(gate, gates, 'metric', [...path, 'gate'])),
    ...(fairness === undefined
      ? []
      : unknown(fairness, ['all', ...columns], 'column of fairness', [...path, 'fairness'])),
    ...(data === undefined ? [] : unknown(data, ['all', ...CHECKS], 'data check', [...path, 'data'])),
  ]
}
