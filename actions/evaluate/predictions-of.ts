import { classesOf } from '../../core/classes.ts'
import type { Model } from '../../core/config.ts'
import type { Engine } from '../../core/data/engine.ts'
import { columnOf, type Table } from '../../core/data/table.ts'
import { UserError } from '../../core/errors.ts'
import { temporaryFolder } from '../../core/io/temporary-folder.ts'
import { predictionsTable } from '../../core/models/predictions-table.ts'
import type { Host } from '../action.ts'
import { dataPath } from '../data-paths.ts'
import type { Place } from '../project.ts'
import { withEngine } from '../with-engine.ts'
import { judgedColumns, namesOf } from './judged-columns.ts'
import { predictByCommand } from './predict-by-command.ts'
import { predictOnnx } from './predict.ts'
import type { Subject } from './subject.ts'

/** The rows that are judged: the candidate's, whichever model predicts them. */
export interface TestRows {
  readonly place: Place
  readonly model: Model
  /** Instead of the config's `data.test`. */
  readonly test: string | undefined
}
