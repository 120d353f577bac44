import type { Run } from '../../core/artifacts/run.ts'
import type { Config, Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { findRevision, isAncestor } from '../../core/io/git.ts'
import type { Host } from '../action.ts'
import { type Inventory, openInventory } from '../inventory.ts'
import { fileOf, type Project } from '../project.ts'
import { keepRun, keptModel } from '../runs-folder.ts'
import { bringData, withCommit } from '../with-commit.ts'
import { recipeOf } from './recipe-of.ts'
import { repeatPath } from './repeated-models.ts'
import { findKept } from './reuse-run.ts'
import { trainModel } from './train-model.ts'

/** A model of an earlier commit, as a file on this machine. */
export interface ModelAt {
  readonly path: string
  readonly run: Run
  /** Files that Git does not hold at that commit and that were taken as they are now. */
  readonly taken: readonly string[]
}

/**
 * The model that a commit's own training makes, where its file is not in Git: from a run of that commit that is
 * kept, from one that was made from all the same, or trained now in a checkout of the commit and kept.
 *
 * @param config the one at that commit
 * @param model of that config, with a `train` section
 * @throws {UserError} if it cannot be trained: its data is not here, or its command fails
 */
export async function trainAtCommit(
  project: Project,
  { commit, config, model }: { readonly commit: string; readonly config: Config; readonly model: Model },
  host: Host,
): Promise<ModelAt> {
  const inventory = await openInventory(project, host)
  const ofCommit = (run: Run) => run.commit === commit && run.dirty === false && run.config === config.digest
  const kept = await findKept(inventory, model, ofCommit)
  if (kept !== undefined) return { path: keptModel(kept.folder, kept.run), run: kept.run, taken: [] }
  return host.step(`${model.name}: training again from ${commit.slice(0, 7)}`, () =>
    withCommit(project, commit, host, (then) => trainThere(inventory, then, model, host)),
  )
}

/**
 * Whether a run of the same recipe may stand for a commit's own. A command can read more than its config names, and
 * that may be just what a change changed: of runs by commands only those count that were made from the commit's own
 * past, as it was committed, or that name the whole repository.
 */
async function standsFor({ commit, root }: Project, { builtin, commit: from, dirty, inputs }: Run): Promise<boolean> {
  if (builtin !== null || inputs.some(({ uri }) => uri === '.')) return true
  if (from === null || dirty !== false || (await findRevision(root, from)) === undefined) return false
  return isAncestor(root, from, commit!)
}

const CHECK_OUT =
  ' at that commit; to have its model, switch there, run `dvc pull` and `contender train`, and come back'

async function trainThere(inventory: Inventory, then: Project, { name }: Model, host: Host): Promise<ModelAt> {
  const { project } = inventory
  const model = then.models.find((own) => own.name === name)
  if (model?.train === undefined) throw new UserError(`${name} has no \`train\` section at that commit`)
  const taken = await bringData(project, then, model, { own: true })
  const other: string[] = []
  const { key } = await recipeOf(await openInventory(then, { warn: (message) => other.push(message) }), model)
  // DVC knows what the commit's data was: data of the change would make another model of it.
  if (other.length > 0) throw new UserError(other[0]!.replace(/: its content counts.*/s, CHECK_OUT))
  const same =
    key === null
      ? undefined
      : await findKept(inventory, model, async (run) => run.cache_key === key && (await standsFor(then, run)))
  if (same !== undefined) return { path: keptModel(same.folder, same.run), run: same.run, taken }
  const { run: made } = await trainModel(then, model, host, true)
  const run: Run = { ...made, again: true }
  const repeats = run.repeats.map(({ seed }) => ({ path: repeatPath(then, model, seed), seed }))
  const folder = await keepRun(project, run, [{ path: await fileOf(then, run.artifact.uri) }, ...repeats])
  return { path: keptModel(folder, run), run, taken }
}
