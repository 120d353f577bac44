import type { Expectations } from '../../core/artifacts/expectations.ts'
import { columnOf, pickColumn } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { defaultTolerance } from '../../core/expectations/default-tolerance.ts'
import { judgePairs, shareInterval } from '../../core/expectations/judge-pairs.ts'
import { PAIR_COLUMNS, readPairs } from '../../core/expectations/read-pairs.ts'
import { sha256OfFile } from '../../core/io/files.ts'
import type { Host } from '../action.ts'
import { fileOf } from '../project.ts'
import { withFiles } from '../with-data.ts'
import { answerRows, type Runnable } from './answer-rows.ts'
import type { KnownRows } from './predict-changed.ts'

/**
 * Whether the model's answers to pairs of rows stand to each other as their file says.
 *
 * @throws {UserError} if the file is not as docs/robustness.md says
 */
export async function expectationsOf(
  subject: Runnable,
  known: KnownRows,
  host: Host,
): Promise<Expectations | undefined> {
  const { model, place, rows, source, threshold } = known
  const { expectations: asked } = model.evaluate
  if (asked === undefined) return undefined
  const { file } = asked
  const { names, pairs } = await withFiles({ ...place, sensitive: model.data.sensitive }, async (engine) => ({
    names: (await engine.columns(file)).map(({ name }) => name),
    pairs: readPairs(await engine.read(file, PAIR_COLUMNS), model.task, file),
  }))
  const digest = await sha256OfFile(await fileOf(place, file))
  const tolerance = asked.tolerance ?? defaultTolerance(model.task)
  if (tolerance === undefined && pairs.some(({ expect }) => expect === 'invariant'))
    throw new UserError(
      `Missing \`evaluate.expectations.tolerance\` of ${model.name}, expected by how much predictions of an invariant pair in ${file} may differ, in the unit of the target`,
    )
  const features = names.filter((name) => !PAIR_COLUMNS.some((column) => column === name))
  const count = 2 * pairs.length
  const sample = await host.step(`${model.name}: predicting ${file} with ${subject.file.uri}`, () =>
    answerRows(
      subject,
      {
        ...{ model, place, source, threshold, classes: rows.classes, weight: undefined },
        // Nobody knows their labels, and nobody asks: any that the task has will do.
        given: {
          ...{ rows: count, ids: undefined, extra: new Map() },
          labels: pickColumn(columnOf(rows.table, 'label', source), new Uint32Array(count)),
        },
        batches: (engine, columns, size) => engine.batches(file, columns, size),
        whole: (engine) => engine.read(file, features),
      },
      host,
    ),
  )
  const kinds = judgePairs(pairs, sample, tolerance ?? 0)
  const held = kinds.reduce((sum, kind) => sum + kind.held, 0)
  return {
    ...{ file, digest, tolerance: tolerance ?? 0 },
    ...{ pairs: pairs.length, held, ci: shareInterval(held, pairs.length), kinds },
  }
}
