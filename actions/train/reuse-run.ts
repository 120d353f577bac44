import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Run } from '../../core/artifacts/run.ts'
import { runSchema } from '../../core/artifacts/run.ts'
import type { Model } from '../../core/config.ts'
import { copyWhole, exists, writeJson } from '../../core/io/files.ts'
import { tracksIn } from '../../core/io/git.ts'
import { removeFile } from '../../core/io/write-error.ts'
import type { Inventory } from '../inventory.ts'
import { artifactPath, fileOf } from '../project.ts'
import { readArtifact } from '../read-artifact.ts'
import { type KeptRun as Kept, keptModel, newestRuns } from '../runs-folder.ts'
import { repeatPath, repeatsFolder } from './repeated-models.ts'

/**
 * The newest kept run for which `fits` holds and whose models are there as it recorded them. Runs that Git tracks
 * do not count: whoever wrote the commit wrote them, and nobody knows what they were made from.
 */
export async function findKept(
  { digests, project }: Inventory,
  model: Pick<Model, 'name'>,
  fits: (run: Run) => boolean | Promise<boolean>,
): Promise<Kept | undefined> {
  for await (const kept of newestRuns(project, model.name)) {
    if (!(await fits(kept.run)) || (await tracksIn(kept.folder))) continue
    const whole = modelsOf(kept).map(
      async ({ digest, path }) => (await exists(path)) && (await digests.sha256(path)) === digest,
    )
    if ((await Promise.all(whole)).every(Boolean)) return kept
  }
  return undefined
}

/** Puts the models and `run.json` of an earlier run where training would have written them. */
export async function putInPlace({ digests, project }: Inventory, model: Model, kept: Kept): Promise<Run> {
  const uri = model.model!.path
  const run: Run = { ...kept.run, artifact: { ...kept.run.artifact, uri } }
  const repeats = repeatsFolder(project, model)
  const targets = await Promise.all(
    modelsOf(kept).map(async ({ digest, path, seed }) => ({
      path,
      digest,
      target: seed === undefined ? await fileOf(project, uri) : repeatPath(project, model, seed),
    })),
  )
  // Models of other seeds from another training must not pass for this one's.
  for (const name of await readdir(repeats).catch(() => []))
    if (!targets.some(({ target }) => target === join(repeats, name))) await removeFile(join(repeats, name))
  for (const { digest, path, target } of targets) {
    const there = (await exists(target)) && (await digests.sha256(target)) === digest
    if (!there) await copyWhole(path, target)
  }
  const written = artifactPath(project, model, 'run.json')
  const before = await readArtifact(written, runSchema).catch(() => undefined)
  if (!isDeepStrictEqual(before, run)) await writeJson(written, run)
  return run
}

/** Models of a kept run: the one that is released, and those of the other seeds. */
function modelsOf({ folder, run }: Kept) {
  return [
    { path: keptModel(folder, run), digest: run.artifact.digest, seed: undefined },
    ...run.repeats.map(({ digest, seed }) => ({ path: keptModel(folder, run, seed), digest, seed })),
  ]
}
