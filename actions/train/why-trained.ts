import type { Model } from '../../core/config.ts'
import { tracksIn } from '../../core/io/git.ts'
import { recipeChanges } from '../../core/training/recipe.ts'
import type { Inventory } from '../inventory.ts'
import { newestRuns } from '../runs-folder.ts'
import type { FoundRecipe } from './recipe-of.ts'

const SHOWN = 4

/** Why a model is trained and not taken from an earlier run, for people; undefined where it is the first. */
export async function whyTrained(
  { project }: Inventory,
  model: Pick<Model, 'name'>,
  { because, key, recipe }: FoundRecipe,
  force: boolean,
): Promise<string | undefined> {
  if (force) return 'asked for by --force'
  const { value: newest } = await newestRuns(project, model.name).next()
  if (newest === undefined) return because && `it cannot be skipped next time: ${because}`
  const changes = recipeChanges(newest.run, recipe)
  const since = `since run ${newest.run.id.slice(0, 13)}`
  if (changes.length > 0) {
    const more = changes.length > SHOWN ? ` and ${changes.length - SHOWN} more` : ''
    return `${since}: ${changes.slice(0, SHOWN).join('; ')}${more}`
  }
  if (key === null) return because
  if (await tracksIn(newest.folder))
    return `run ${newest.run.id.slice(0, 13)} is in Git, where anybody may have put it: add .contender/ to .gitignore`
  return newest.run.cache_key === null
    ? `files changed while run ${newest.run.id.slice(0, 13)} was made`
    : `the model of run ${newest.run.id.slice(0, 13)} is not kept any more`
}
