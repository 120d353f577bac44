import { isVersion } from './version.ts'

/** What a tag of the registry does, in the order in which what happens in one second counts. */
export const ACTIONS = ['deprecate', 'register', 'deregister', 'assign', 'unassign'] as const
export type RegistryAction = (typeof ACTIONS)[number]

/** A tag's name, taken apart. */
export interface TagName {
  /** `delay`, or `models/fraud:clf` for one in a folder: its tag has `=` in place of `:`. */
  readonly artifact: string
  readonly action: RegistryAction
  /** Of register and deregister. */
  readonly version: string | null
  /** Of assign and unassign. */
  readonly stage: string | null
  readonly number: number | null
}

const NAME = '[a-zA-Z0-9](?:[a-zA-Z0-9\\-/_]*[a-zA-Z0-9])?'

const TAG = new RegExp(
  `^(?<artifact>(?:[a-zA-Z0-9\\-_./]+=)?${NAME})` +
    `(?:(?:#(?<stage>${NAME})|@(?<version>v[^!#@]+))(?<cancel>!?)|@(?<deprecated>deprecated))` +
    `(?:#(?<number>[0-9]+))?$`,
)

/**
 * Reads the name of a tag in GTO's grammar.
 *
 * @returns undefined for any other tag
 * @see iterative/gto 1.10, gto/constants.py
 * @example
 * parseTagName('models/fraud=clf@v2.1.0!#3')
 * // { artifact: 'models/fraud:clf', action: 'deregister', version: 'v2.1.0', stage: null, number: 3 }
 */
export function parseTagName(name: string): TagName | undefined {
  const found = TAG.exec(name)?.groups
  if (found === undefined) return undefined
  const { artifact, cancel, deprecated, number, stage, version } = found
  if (version !== undefined && !isVersion(version)) return undefined
  const taken = cancel === '!'
  const action = deprecated ? 'deprecate' : stage ? (taken ? 'unassign' : 'assign') : taken ? 'deregister' : 'register'
  return {
    artifact: artifact!.replaceAll('=', ':'),
    action,
    version: version ?? null,
    stage: stage ?? null,
    number: number === undefined ? null : Number(number),
  }
}

/** Writes what `parseTagName` reads. */
export function writeTagName({ action, artifact, number, stage, version }: TagName): string {
  const what = { deprecate: '@deprecated', register: `@${version}`, deregister: `@${version}!` }
  const where = { assign: `#${stage}`, unassign: `#${stage}!` }
  return `${artifact.replaceAll(':', '=')}${{ ...what, ...where }[action]}${number === null ? '' : `#${number}`}`
}

/**
 * A name for a new tag that no tag has. Stages come and go, so their tags are numbered; a version is
 * registered once, so its tag is only where it exists already. Numbers grow over all tags of an artifact.
 *
 * @param names of all tags, of any kind
 * @example
 * newTagName({ artifact: 'delay', action: 'assign', version: null, stage: 'staging' }, ['delay@v1.0.0', 'delay#dev#4'])
 * // 'delay#staging#5'
 */
export function newTagName(what: Omit<TagName, 'number'>, names: readonly string[]): string {
  const simple = writeTagName({ ...what, number: null })
  if (what.stage === null && !names.includes(simple)) return simple
  const numbers = names.map((name) => {
    const known = parseTagName(name)
    return known?.artifact === what.artifact ? (known.number ?? 0) : 0
  })
  return writeTagName({ ...what, number: numbers.reduce((most, number) => Math.max(most, number), 0) + 1 })
}
