import { rename, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { UserError } from '../../core/errors.ts'
import { readBytes, writeAtomic } from '../../core/io/files.ts'
import { runCommand } from '../../core/io/run-command.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { removeFile, writeError } from '../../core/io/write-error.ts'
import { sha256 } from '../../core/sha256.ts'
import { dataPaths } from '../data-paths.ts'
import { checkOnnx } from './check-onnx.ts'
import type { TrainingJob } from './train-builtin.ts'

/**
 * Runs the team's own training command, once a seed. It writes into a folder of its own; the model
 * file is replaced only by a whole and valid one, and after all of them: a command may write that file itself.
 *
 * @returns the digest of each model
 */
export async function trainByCommand({ host, model, project, targets }: TrainingJob): Promise<string[]> {
  const train = model.train!
  const { path: folder, remove } = temporaryFolder('contender-train-')
  try {
    const params = join(folder, 'params.json')
    await writeFile(params, JSON.stringify(train.params)).catch((error: unknown) => writeError(params, error))
    const { test, train: training, validation } = model.data
    const data = await dataPaths(project, model, folder, {
      CONTENDER_TRAIN: training,
      CONTENDER_TEST: test,
      CONTENDER_VALIDATION: validation,
    })
    const trained = targets.map(({ path, seed }) => ({ path, seed, own: join(folder, `trained-${seed}`) }))
    for (const { own, seed } of trained) {
      const written = join(folder, basename(model.model!.path))
      await host.step(`${model.name}: ${train.run}`, () =>
        runCommand({
          command: train.run!,
          directory: project.directory,
          env: { CONTENDER_MODEL: written, CONTENDER_PARAMS: params, CONTENDER_SEED: String(seed), ...data },
          timeoutMs: train.timeout,
          retries: train.retries,
          before: () => removeFile(written),
          onOutput: host.stream,
        }).catch((error: unknown) => {
          // Of several models, which one.
          throw error instanceof UserError ? new UserError(`${model.name}: ${error.message}`, { cause: error }) : error
        }),
      )
      if ((await sizeOf(written)) === 0) {
        throw new UserError(
          `The training command \`${train.run}\` of ${model.name} wrote no model, expected it to write the file named in $CONTENDER_MODEL`,
        )
      }
      if (model.predict === undefined) await checkOnnx(await readBytes(written), model.model!.path)
      await rename(written, own).catch((error: unknown) => writeError(own, error))
    }
    const digests: string[] = []
    for (const { own, path } of trained) {
      const bytes = await readBytes(own)
      digests.push(sha256(bytes))
      await writeAtomic(path, bytes)
    }
    return digests
  } finally {
    await remove()
  }
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  )
}
