import { rm } from 'node:fs/promises'
import type { Run } from '../../core/artifacts/run.ts'
import type { Model } from '../../core/config.ts'
import { sha256OfFile, writeJson } from '../../core/io/files.ts'
import { isDirty } from '../../core/io/git.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import type { Host } from '../action.ts'
import { judgedFile } from '../evaluate/subject.ts'
import { headerOf } from '../header.ts'
import { artifactPath, fileOf, type Project } from '../project.ts'
import { repeatPath, repeatsFolder, seedsOf } from './repeated-models.ts'
import { trainBuiltin } from './train-builtin.ts'
import { trainByCommand } from './train-by-command.ts'

/**
 * Trains one model, with as many seeds as `train.repeats` asks for, and writes the model file, the
 * other seeds' models beside the artifacts, and `run.json`.
 *
 * @throws {UserError} if training fails, or does not write a model
 */
export async function trainModel(project: Project, model: Model, host: Host): Promise<Run> {
  const { train } = model
  if (train === undefined || model.model === undefined) throw new Error(`${model.name} has no training`)
  const started = host.now()
  const seeds = seedsOf(model)
  const inputs = await Promise.all(
    train.inputs.map(async (uri) => ({ uri, digest: await sha256OfFile(await fileOf(project, uri)) })),
  )
  const path = await fileOf(project, model.model.path)
  // Models of other seeds from an earlier training must not pass for this one's.
  await rm(repeatsFolder(project, model), { recursive: true, force: true })
  const trainOne = train.builtin === undefined ? trainByCommand : trainBuiltin
  await trainOne({
    project,
    model,
    host,
    targets: seeds.map((seed, repeat) => ({ seed, path: repeat === 0 ? path : repeatPath(project, model, seed) })),
  })
  const seconds = (host.now().getTime() - started.getTime()) / 1000
  const run: Run = {
    schema: 'contender/run@1',
    ...headerOf(project, model, train.seed),
    id: eventId(started, host.random(10)),
    dirty: project.inGit ? await isDirty(project.root) : null,
    command: train.run ?? null,
    builtin: train.builtin ?? null,
    params: train.params,
    seeds,
    inputs,
    data: {},
    environment: { platform: `${process.platform}-${process.arch}`, node: process.version, runtimes: {}, locks: [] },
    cache_key: null,
    started: started.toISOString(),
    seconds,
    cost: { minutes: seconds / 60 },
    repeats: [],
    artifact: await judgedFile(path, model.model.path),
  }
  await writeJson(artifactPath(project, model, 'run.json'), run)
  return run
}
