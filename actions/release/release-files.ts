import { openAsBlob } from 'node:fs'
import { join } from 'node:path'
import type { Comparison } from '../../core/artifacts/comparison.ts'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import type { Release } from '../../core/artifacts/release.ts'
import type { Model } from '../../core/config.ts'
import type { Table } from '../../core/data/table.ts'
import { sha256OfFile, writeAtomic, writeJson } from '../../core/io/files.ts'
import type { ReleaseFile } from '../../core/io/github/keep-release.ts'
import { ASSETS, MOST_BYTES, modelAssetName, sumsOf } from '../../core/release/asset-name.ts'
import { publishedColumns } from '../../core/release/published-columns.ts'
import { fileOf, type Project } from '../project.ts'
import { withFiles } from '../with-data.ts'

/** What the files of a release are made from. */
export interface Content {
  readonly release: Release
  readonly evaluation: Evaluation
  readonly comparison: Comparison
  /** Predictions of the test rows as they may be seen; undefined where nobody may. */
  readonly predictions: Table | undefined
}

/** Predictions as a release may hold them, or why there are none. @param wanted by the config of the default branch */
export function predictionsToPublish(table: Table, { data }: Model, wanted: boolean): Table | string {
  return wanted ? publishedColumns(table, data) : 'governance.release.predictions is false'
}

/** The name of the model's file in the release; undefined where there is none, or it is too large. */
export function modelFileName({ artifact }: Pick<Release, 'artifact'>): string | undefined {
  return artifact === null || artifact.bytes > MOST_BYTES ? undefined : modelAssetName(artifact.uri)
}

/** The files of a release: model, judgement, predictions, and the sums of all of them. @param folder a temporary one */
export async function releaseFiles(project: Project, folder: string, content: Content): Promise<ReleaseFile[]> {
  const { comparison, evaluation, predictions, release } = content
  const file = modelFileName(release)
  await writeJson(join(folder, ASSETS.evaluation), evaluation)
  await writeJson(join(folder, ASSETS.comparison), comparison)
  await writeJson(join(folder, ASSETS.release), release)
  const names: string[] = [ASSETS.evaluation, ASSETS.comparison, ASSETS.release]
  if (predictions !== undefined) {
    const place = { directory: folder, root: folder }
    await withFiles(place, (engine) => engine.write(predictions, join(folder, ASSETS.predictions)))
    names.push(ASSETS.predictions)
  }
  const paths = [
    ...(file === undefined ? [] : [{ name: file, path: await fileOf(project, release.artifact!.uri) }]),
    ...names.map((name) => ({ name, path: join(folder, name) })),
  ]
  const files = await Promise.all(paths.map(async ({ name, path }) => fileAt(name, path)))
  const sums = join(folder, ASSETS.sums)
  await writeAtomic(sums, sumsOf(files))
  return [...files, await fileAt(ASSETS.sums, sums)]
}

async function fileAt(name: string, path: string): Promise<ReleaseFile> {
  return { name, digest: await sha256OfFile(path), content: () => openAsBlob(path) }
}
