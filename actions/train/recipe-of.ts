import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { RunFile } from '../../core/artifacts/run.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { cacheKey, type Recipe } from '../../core/training/recipe.ts'
import { fingerprintsOf, SOURCES } from '../fingerprint.ts'
import { VERSION } from '../header.ts'
import type { Inventory } from '../inventory.ts'
import { fileOf } from '../project.ts'
import { environmentOf } from './environment.ts'
import { ownCode } from './own-code.ts'
import { seedsOf } from './repeated-models.ts'
import { repositoryDigest } from './repository-digest.ts'

/** All that one training is made from, as things stand now. */
export interface FoundRecipe {
  readonly recipe: Recipe
  /** Null where the same key would not mean the same model. */
  readonly key: string | null
  /** Why there is no key. */
  readonly because: string | undefined
  /** Data that training reads, that DVC tracks and that is not here. */
  readonly absent: readonly string[]
}

/**
 * Finds out what a training depends on. Data that DVC tracks is not read; other files only where they changed.
 *
 * @throws {UserError} if a file or the data is missing
 */
export async function recipeOf(inventory: Inventory, model: Model): Promise<FoundRecipe> {
  const train = model.train!
  const ours = train.builtin !== undefined || model.data.prepare !== undefined || model.data.rows !== undefined
  const [inputs, { absent, data, missing, unsure }, environment, contender] = await Promise.all([
    inputsOf(inventory, model),
    fingerprintsOf(inventory, model),
    environmentOf(inventory, model),
    ours ? ownCode() : VERSION,
  ])
  const recipe: Recipe = {
    command: train.run ?? null,
    builtin: train.builtin ?? null,
    params: train.params,
    seeds: seedsOf(model),
    inputs: inputs ?? [],
    data,
    settings: settingsOf(model),
    environment,
    contender,
  }
  const read = train.run === undefined ? (['train'] as const) : SOURCES
  const gone = read.map((source) => missing[source]).find((message) => message !== undefined)
  const unknown =
    inputs === undefined ? 'what the command reads is not known: name it in `train.inputs`' : (gone ?? unsure)
  return {
    recipe,
    key: unknown === undefined ? cacheKey(recipe) : null,
    because: unknown,
    absent: [...new Set(read.flatMap((source) => absent[source] ?? []))],
  }
}

/** Whether data and inputs are still what they were when a recipe was found; what training writes itself does not count. */
export async function isStill(inventory: Inventory, model: Model, { data, inputs }: Recipe): Promise<boolean> {
  try {
    const [files, now] = await Promise.all([inputsOf(inventory, model), fingerprintsOf(inventory, model)])
    const whole = inputs.some(({ uri }) => uri === '.')
    return isDeepStrictEqual(now.data, data) && (whole || isDeepStrictEqual(files ?? [], inputs))
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** Files the training depends on; undefined where nobody says which they are. */
async function inputsOf({ digests, project }: Inventory, model: Model): Promise<RunFile[] | undefined> {
  const { inputs, run } = model.train!
  if (inputs.length > 0 || run === undefined)
    return Promise.all(inputs.map(async (uri) => ({ uri, digest: await digests.sha256(await fileOf(project, uri)) })))
  if (!project.inGit) return undefined
  const written = [await fileOf(project, model.model!.path), project.out]
  return [{ uri: '.', digest: await repositoryDigest(project, written) }]
}

/** What the config says of the model beside command, parameters and data; training may see all of it. */
function settingsOf({ data, model, task }: Model): Record<string, unknown> {
  const { classes, exclude, group, id, positive, sensitive, target, time, weight } = data
  const all = {
    ...{ task, target, positive, classes, weight, exclude, sensitive, id, time, group },
    'model file': basename(model!.path),
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
