import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../../core/errors.ts'
import { runCommand } from '../../core/io/run-command.ts'
import type { Host } from '../action.ts'
import type { Subject } from './subject.ts'

/**
 * Runs a team's own prediction command over test rows.
 *
 * @param data path or glob of the rows
 * @param folder where it may write; gone after the stage
 * @returns path of the predictions, a CSV
 * @throws {UserError} if the command fails or writes nothing
 */
export async function predictByCommand(
  { model, path, place }: Extract<Subject, { kind: 'command' }>,
  { data, folder, host }: { data: string; folder: string; host: Host },
): Promise<string> {
  const { run, timeout } = model.predict!
  const written = join(folder, 'predictions.csv')
  await host.step(`${model.name}: ${run}`, () =>
    runCommand({
      command: run,
      directory: place.directory,
      env: {
        CONTENDER_DATA: data,
        CONTENDER_PREDICTIONS: written,
        ...(path !== undefined && { CONTENDER_MODEL: path }),
      },
      timeoutMs: timeout,
      retries: 0,
      onOutput: host.stream,
    }),
  )
  const { size } = await stat(written).catch(() => ({ size: 0 }))
  if (size > 0) return written
  throw new UserError(
    `The prediction command \`${run}\` of ${model.name} wrote no predictions, expected a CSV in the file named in $CONTENDER_PREDICTIONS`,
  )
}
