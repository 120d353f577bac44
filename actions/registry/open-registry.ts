import { basename, dirname, resolve } from 'node:path'
import * as z from 'zod'
import type { Config } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { sayList } from '../../core/gates/say.ts'
import { realFolder } from '../../core/io/files.ts'
import { repositoryRoot } from '../../core/io/git.ts'
import type { FoundTag } from '../../core/io/git-tags.ts'
import { hasOrigin } from '../../core/io/origin.ts'
import type { Stages } from '../../core/ledger/registry/promote.ts'
import { readRegistry } from '../../core/ledger/registry/read-registry.ts'
import type { Registry } from '../../core/ledger/registry/registry.ts'
import { parseTagName } from '../../core/ledger/registry/tag-name.ts'
import type { Host } from '../action.ts'
import { configAt } from '../at-commit.ts'
import { CONFIG } from '../inputs.ts'
import type { Place } from '../project.ts'
import { readTagsOf } from './read-tags.ts'

/** Inputs of every command of the registry. */
export const registryInputs = {
  config: z.string().default(CONFIG).describe('The config file'),
  local: z.boolean().default(false).describe('Keep to this clone: neither read tags of origin nor push'),
}

/** The registry as it is now, with the rules that hold for it. */
export interface OpenRegistry {
  readonly place: Place
  /** Whether its tags are those of origin. */
  readonly origin: boolean
  readonly registry: Registry
  /** Names of all tags. */
  readonly names: readonly string[]
  /** The default branch, and the config at its tip: a change of stages counts once it is merged. */
  readonly branch: { readonly name: string; readonly tip: string } | undefined
  /** Branches of which none is known to be the default one. */
  readonly undecided: readonly string[]
  readonly config: Config | undefined
  /** The config as messages name it: `contender.yml of main`. */
  readonly configName: string
}

interface Asked {
  readonly config: string
  readonly local: boolean
  /** Where the config stands, if that is known. */
  readonly place?: Place
  /** Whether there is an origin, if that is known. */
  readonly origin?: boolean
  /** The same registry as it was read before: what cannot be another since is not asked again. */
  readonly earlier?: OpenRegistry | undefined
}

/** Reads tags, default branch and config, and says which tags of the models were passed over. */
export async function openRegistry(asked: Asked, host: Host): Promise<OpenRegistry> {
  const { earlier, local } = asked
  const place = asked.place ?? (await placeOf(asked, host))
  const origin = !local && (asked.origin ?? earlier?.origin ?? (await hasOrigin(place.root)))
  const { branch, names, tags, undecided } = await readTagsOf(
    place.root,
    { local, origin, tip: earlier?.branch?.tip },
    host,
  )
  const known = earlier !== undefined && branch !== undefined && branch.tip === earlier.branch?.tip
  const config = known ? earlier.config : branch && (await configAt(place, branch.tip, asked.config))
  const registry = readRegistry(annotated(tags))
  warnOfOthers(tags, [...registry.keys(), ...(config?.models.map(({ name }) => name) ?? [])], host)
  return {
    ...{ place, origin, registry, names, branch, undecided, config },
    configName: `${basename(asked.config)} of ${branch?.name ?? 'no branch'}`,
  }
}

/** Where the config stands, whether or not the file is there. @throws {UserError} outside Git */
export async function placeOf(
  input: { readonly config: string },
  { directory }: Pick<Host, 'directory'>,
): Promise<Place> {
  const folder = await realFolder(dirname(resolve(directory, input.config)))
  return { directory: folder, root: await repositoryRoot(folder) }
}

/** Those that can be of the registry: whoever made one says who and when. */
export function annotated(tags: readonly FoundTag[]) {
  return tags.flatMap(({ annotated, name }) => (annotated === undefined ? [] : [{ name, ...annotated }]))
}

/** The rules of the default branch. @throws {UserError} if it has no commit, or no config */
export function rulesOf(open: OpenRegistry) {
  const { branch, config, configName } = open
  if (branch === undefined) throw missingBranch(open)
  if (config === undefined) {
    throw new UserError(
      `Missing ${configName} (${branch.tip.slice(0, 7)}), expected it there: models and stages of the registry are those of the default branch`,
    )
  }
  return { branch, config }
}

function missingBranch({ origin, place: { root }, undecided }: OpenRegistry): UserError {
  if (origin)
    return new UserError(
      `Missing default branch at origin of ${root}: no branch that origin calls its default has a commit, expected one; push it, or set the default branch where origin is kept`,
    )
  const expected = 'expected main, master or what origin calls its default'
  const [first] = undecided
  const found =
    first === undefined
      ? `no branch has a commit, ${expected}; commit to main first`
      : `found the branches ${sayList(undecided)}, ${expected}; name the default one so, as by \`git branch -m ${first} main\``
  return new UserError(`Missing default branch in ${root}: ${found}`)
}

/** The stages of the default branch. */
export function stagesOf(open: OpenRegistry): Stages {
  return { names: rulesOf(open).config.stages, place: open.configName }
}

/** A tag that looks like one of ours and is none could be taken for a promotion. */
function warnOfOthers(tags: readonly FoundTag[], models: readonly string[], { warn }: Pick<Host, 'warn'>) {
  const light = tags.filter(({ annotated, name }) => annotated === undefined && parseTagName(name) !== undefined)
  const strange = tags.filter(
    ({ name }) =>
      parseTagName(name) === undefined &&
      models.some((model) => name.startsWith(`${model}@`) || name.startsWith(`${model}#`)),
  )
  const parts = [
    ...(light.length > 0 ? [`${shown(light)} (made without \`git tag -a\`)`] : []),
    ...(strange.length > 0 ? [`${shown(strange)} (not of the form model@v1.0.0 or model#stage#1)`] : []),
  ]
  if (parts.length > 0) warn(`Tags that do not count in the registry: ${parts.join('; ')}`)
}

function shown(tags: readonly FoundTag[]): string {
  const names = tags.map(({ name }) => name)
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
}
