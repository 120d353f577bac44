import type { Column } from '../../data/table.ts'
import type { DriftMethod } from '../methods.ts'

/** A column to judge as a peer does. */
export interface CompatColumn {
  readonly name: string
  /** Rows in the order in which they came. */
  readonly reference: Column
  readonly current: Column
  /** Tests that take the place of the peer's default for this column; empty for the default. */
  readonly methods: readonly DriftMethod[]
}
