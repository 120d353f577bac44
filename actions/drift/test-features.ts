import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import type { Column } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import type { Place } from '../project.ts'
import { featuresAmong } from './estimate-loss.ts'
import type { ReferencePredictions } from './reference-predictions.ts'

/** What was tested, by what config. */
export interface Tested {
  readonly place: Pick<Place, 'directory'>
  readonly model: Model
  readonly predicted: ReferencePredictions
}

/** Features of the rows that a model was tested on, in their order: of the test set, or of the file that holds its answers. */
export async function testFeatures(
  engine: Engine,
  { model, place: { directory }, predicted: { rows, subject } }: Tested,
  names: readonly string[],
): Promise<ReadonlyMap<string, Column>> {
  const isFile = subject.kind === 'predictions'
  const source = isFile ? subject.file.uri : model.data.test
  // The files of another commit are not those here.
  if (source === undefined || (isFile && subject.place.directory !== directory)) return new Map()
  const columns = await engine.columns(source).catch((error: unknown) => {
    if (error instanceof UserError) return []
    throw error
  })
  const found = await featuresAmong(names, { columns, read: (asked) => engine.read(source, asked) })
  const [first] = found.values()
  const count = first === undefined ? 0 : first.kind === 'text' ? first.codes.length : first.values.length
  return count === rows.table.rows ? found : new Map()
}
