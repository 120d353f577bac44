import { type FlatValue, flatParams } from './flat-params.ts'
import type { KnownRun } from './known-run.ts'

/** What trained a run: the built-in trainer's name, or the team's command. */
function trainerOf({ run }: Pick<KnownRun, 'run'>): string {
  return run.builtin ?? run.command ?? ''
}

/**
 * What a run can be filtered by: `params.…`, metrics by their names, and a few facts.
 *
 * @example
 * fieldsOf(known).get('params.rounds') // 100
 */
export function fieldsOf(known: KnownRun): Map<string, FlatValue> {
  const { comparison, evaluation, run } = known
  return new Map<string, FlatValue>([
    ['model', run.model],
    ['commit', run.commit],
    ['dirty', run.dirty],
    ['trainer', trainerOf(known)],
    ['seed', run.seeds[0] ?? null],
    ['started', run.started],
    ['seconds', run.seconds],
    ['outcome', comparison?.outcome ?? null],
    ...[...flatParams(run.params)].map(([name, value]) => [`params.${name}`, value] as const),
    ...Object.entries(evaluation?.metrics ?? {}).map(([name, { value }]) => [name, value] as const),
  ])
}

/**
 * Parameters that are not the same in all of these runs, and trainer and seed where they are not.
 * Runs of different models are not held against each other.
 *
 * @returns field names, in the order in which they first stand
 */
export function differingFields(runs: readonly KnownRun[]): string[] {
  const models = Map.groupBy(runs, ({ run }) => run.model)
  const differing = [...models.values()].flatMap((ofModel) => {
    const all = ofModel.map(fieldsOf)
    const names = new Set(all.flatMap((fields) => [...fields.keys()].filter(isMade)))
    return [...names].filter((name) => new Set(all.map((fields) => fields.get(name))).size > 1)
  })
  return [...new Set(differing)]
}

/** Fields that say how a model was made, as a person set it. */
function isMade(name: string): boolean {
  return name === 'trainer' || name === 'seed' || name.startsWith('params.')
}
