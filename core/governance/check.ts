import type { Problem } from '../config/check.ts'
import { suggest } from '../errors.ts'
import { DEFAULT_ITEMS } from './policies/default.ts'
import { TRUST_ITEMS } from './policies/trust.ts'
import type { Governance } from './schema.ts'

/** What the settings of governance get wrong together with the rest of the config. @returns paths within `governance` */
export function checkGovernance(
  { items, promote, risk }: Governance,
  { models, stages }: { readonly models: readonly string[]; readonly stages: readonly string[] },
): Problem[] {
  const unknown = (name: string, known: readonly string[], what: string, path: Problem['path']): Problem[] =>
    known.includes(name) ? [] : [{ path, found: `Unknown ${what} \`${name}\``, expected: suggest(name, known) }]
  const builtIn = [...TRUST_ITEMS, ...DEFAULT_ITEMS].map(({ id }) => id)
  return [
    ...Object.keys(risk).flatMap((name) => unknown(name, models, 'model', ['risk', name])),
    ...Object.keys(promote).flatMap((name) => unknown(name, stages, 'stage', ['promote', name])),
    ...items.flatMap(({ evidence, id, sign, when }, at): Problem[] => {
      const path = ['items', at] as const
      const twice = builtIn.includes(id) || items.findIndex((other) => other.id === id) < at
      return [
        ...(twice
          ? [
              {
                path: [...path, 'id'],
                found: `Unexpected second item \`${id}\``,
                expected: 'expected a name of its own: built-in items and others have theirs',
              },
            ]
          : []),
        ...((sign === undefined) === (evidence === undefined)
          ? [{ path, found: 'Unexpected item', expected: 'expected exactly one of `sign` and `evidence`' }]
          : []),
        ...(evidence !== undefined && Object.keys(evidence).length !== 1
          ? [{ path: [...path, 'evidence'], found: 'Unexpected evidence', expected: 'expected exactly one kind of it' }]
          : []),
        ...(when?.models ?? []).flatMap((name, number) =>
          unknown(name, models, 'model', [...path, 'when', 'models', number]),
        ),
      ]
    }),
  ]
}
