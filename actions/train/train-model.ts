import type { Run } from '../../core/artifacts/run.ts'
import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { few } from '../../core/few.ts'
import { sha256OfFile, writeJson } from '../../core/io/files.ts'
import { removeFolder } from '../../core/io/write-error.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import type { Host } from '../action.ts'
import { judgedFile } from '../evaluate/subject.ts'
import { headerOf } from '../header.ts'
import { type Inventory, openInventory } from '../inventory.ts'
import { artifactPath, fileOf, type Project } from '../project.ts'
import { keepRun } from '../runs-folder.ts'
import { otherRows } from './other-rows.ts'
import { type FoundRecipe, isStill, recipeOf } from './recipe-of.ts'
import { repeatPath, repeatsFolder, seedsOf } from './repeated-models.ts'
import { findKept, putInPlace } from './reuse-run.ts'
import { trainByCommand } from './train-by-command.ts'
import { uncommitted } from './uncommitted.ts'
import { whyTrained } from './why-trained.ts'

/** A model and the run that made it: now, or earlier. */
export interface Trained {
  readonly run: Run
  /** Nothing has changed since, and nothing was trained. */
  readonly skipped: boolean
  /** Why it was trained, where there is something to say. */
  readonly because: string | undefined
}

/**
 * Trains one model, with as many seeds as `train.repeats` asks for, and writes the model file, the
 * other seeds' models beside the artifacts, and `run.json`. Where an earlier run was made from all the
 * same and its models are kept, they are put in place instead.
 *
 * @param force trains whatever is kept
 * @throws {UserError} if training fails, or does not write a model
 */
export async function trainModel(project: Project, model: Model, host: Host, force = false): Promise<Trained> {
  if (model.train === undefined || model.model === undefined) throw new Error(`${model.name} has no training`)
  const inventory = await openInventory(project, host)
  const found = await recipeOf(inventory, model)
  const { absent, key } = found
  const kept = force || key === null ? undefined : await findKept(inventory, model, (run) => run.cache_key === key)
  if (kept !== undefined) {
    const run = await putInPlace(inventory, model, kept)
    await inventory.digests.save()
    return { run, skipped: true, because: undefined }
  }
  if (absent.length > 0)
    throw new UserError(
      `Missing data of ${model.name}: DVC tracks ${absent.join(', ')} and it is not here; run \`dvc pull ${absent.map(quoted).join(' ')}\``,
    )
  const because = await whyTrained(inventory, model, found, force)
  for (const one of await otherRows(project, model)) host.warn(one)
  const run = await trainAnew(inventory, model, found, host)
  await inventory.digests.save()
  return { run, skipped: false, because }
}

async function trainAnew(inventory: Inventory, model: Model, { key, recipe }: FoundRecipe, host: Host): Promise<Run> {
  const { project } = inventory
  const { builtin, seed } = model.train!
  const edited = await uncommitted(project, model)
  const isProposed = edited.length === 1 && model.data.rows !== undefined && model.data.rows.found === undefined
  if (project.commit !== null && edited.length > 0 && !isProposed)
    host.warn(
      `The working tree is not what was committed (${few(edited)}): ${project.commit.slice(0, 7)} alone cannot make this run of ${model.name} again`,
    )
  const started = host.now()
  const path = await fileOf(project, model.model!.path)
  const [first, ...others] = seedsOf(model)
  const targets = [{ seed: first!, path }, ...others.map((seed) => ({ seed, path: repeatPath(project, model, seed) }))]
  // Models of other seeds from an earlier training must not pass for this one's.
  await removeFolder(repeatsFolder(project, model))
  // Loaded only here: a training that is skipped needs no trainer.
  const train = builtin === undefined ? trainByCommand : (await import('./train-builtin.ts')).trainBuiltin
  const digests = await train({ project, model, host, targets })
  const seconds = (host.now().getTime() - started.getTime()) / 1000
  const same = await isStill(inventory, model, recipe)
  if (!same)
    host.warn(`Data or inputs of ${model.name} changed while it was trained: this run will not be taken for another`)
  const run: Run = {
    schema: 'contender/run@1',
    ...headerOf(project, model, seed),
    id: eventId(started, host.random(10)),
    dirty: project.inGit ? edited.length > 0 : null,
    ...recipe,
    cache_key: same ? key : null,
    started: started.toISOString(),
    seconds,
    cost: { minutes: seconds / 60 },
    artifact: await judgedFile(path, model.model!.path),
    repeats: await Promise.all(
      targets.slice(1).map(async ({ path, seed }) => ({ seed, digest: await sha256OfFile(path) })),
    ),
  }
  if (run.artifact.digest !== digests[0] || run.repeats.some(({ digest }, at) => digest !== digests[at + 1]))
    throw new UserError(
      `Cannot keep the model of ${model.name}: another program wrote ${model.model!.path} while it was trained; train it one at a time`,
    )
  await keepRun(project, run, [{ path }, ...targets.slice(1)])
  await writeJson(artifactPath(project, model, 'run.json'), run)
  return run
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path}'`
}
