import type { Run, RunFile } from '../artifacts/run.ts'
import { canonicalJson, digestOf } from '../canonical-json.ts'
import { DATED_TABLES } from '../data/dated-rows.ts'

/** All that a model is made from, as a run records it. */
export type Recipe = Pick<
  Run,
  'command' | 'builtin' | 'params' | 'seeds' | 'inputs' | 'data' | 'settings' | 'environment' | 'contender'
>

/**
 * The digest of a recipe: two trainings with the same one are taken to make the same model.
 *
 * A built-in trainer sees no test rows, and its model depends on our version and our Node; so does what `prepare` makes.
 *
 * @returns `sha256:…`
 */
export function cacheKey(recipe: Recipe): string {
  return digestOf(partsOf(recipe).map(canonicalJson).sort())
}

/**
 * Which parts of two recipes differ, for people: `params.rounds 100 → 200`, `train.py changed`.
 *
 * @returns nothing where all that decides the model is the same
 * @example
 * recipeChanges(a, { ...a, params: { rounds: 200 } }) // ['params.rounds 100 → 200']
 */
export function recipeChanges(before: Recipe, after: Recipe): string[] {
  const [old, own] = [new Map(partsOf(before)), new Map(partsOf(after))]
  const names = [...new Set([...old.keys(), ...own.keys()])]
  return names.flatMap((name) => {
    const [a, b] = [old.get(name), own.get(name)]
    if (canonicalJson(a) === canonicalJson(b)) return []
    if (a === undefined) return [`${name} is new`]
    if (b === undefined) return [`${name} is gone`]
    return [isDigest(a) || isDigest(b) ? `${name} changed` : `${name} ${show(a)} → ${show(b)}`]
  })
}

/**
 * Which inputs of two recipes differ: settings, parameters, code, data and locks. On which machine it was trained, and by
 * which of our versions, makes a model no other one's.
 */
export function inputChanges(before: Recipe, after: Recipe): string[] {
  const { contender, environment } = before
  const { locks } = after.environment
  return recipeChanges(before, { ...after, contender, environment: { ...environment, locks } })
}

/** Each part of a recipe under the name that people know it by. */
function partsOf(recipe: Recipe): (readonly [name: string, value: unknown])[] {
  const { builtin, command, contender, data, environment, inputs, params, seeds, settings = {} } = recipe
  const sources = builtin === null ? (['train', 'test', 'validation'] as const) : (['train'] as const)
  // A command of the team meets neither our version nor our Node, unless we prepare or choose its data.
  const ownPart = [['Contender', contender] as const, ["Contender's Node", environment.node] as const]
  return [
    ['train.run', command],
    ['train.builtin', builtin],
    ...Object.entries(params).map(([name, value]) => [`params.${name}`, value] as const),
    ['seeds', seeds],
    ...filesIn(inputs, 'the repository'),
    ...(data.prepare === undefined ? [] : [[data.prepare.uri, data.prepare.digest] as const]),
    ...sources.flatMap((name) => {
      const source = data[name]
      return source === undefined ? [] : [[`data.${name} (${source.uri})`, source.digest] as const]
    }),
    ...Object.entries(settings),
    ...filesIn(environment.locks, '.'),
    ...Object.entries(environment.runtimes),
    ['platform', environment.platform],
    ...(builtin === null && data.prepare === undefined && data.train?.uri !== DATED_TABLES.train ? [] : ownPart),
  ]
}

function filesIn(files: readonly RunFile[], whole: string): (readonly [string, string])[] {
  return files.map(({ digest, uri }) => [uri === '.' ? whole : uri, digest])
}

function isDigest(value: unknown): boolean {
  return typeof value === 'string' && /^sha256:[0-9a-f]{64}$/.test(value)
}

function show(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
