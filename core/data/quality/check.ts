/** Parts of the data that are checked, in the order of a model's life. */
export const SOURCES = ['train', 'validation', 'test'] as const
export type SourceName = (typeof SOURCES)[number]

/** Checks of what a contract says. */
export const CHECKS_OF_A_CONTRACT = [
  'columns',
  'type',
  'rows',
  'missing',
  'range',
  'values',
  'unique',
  'freshness',
  'relation',
] as const

/** Checks that need no contract. */
export const CHECKS_OF_ANY_DATA = [
  'undeclared_columns',
  'duplicates',
  'constant',
  'leakage',
  'clock',
  'shared_rows',
  'shared_ids',
  'shared_groups',
  'time_order',
  'classes',
  'personal_data',
] as const

export const CHECKS = [...CHECKS_OF_A_CONTRACT, ...CHECKS_OF_ANY_DATA] as const
export type CheckName = (typeof CHECKS)[number]
export type FreeCheck = (typeof CHECKS_OF_ANY_DATA)[number]

/** What a contract may say of a check that needs none. */
export const SETTINGS = ['warn', 'fail', 'off'] as const

/** What one check found in one part of the data. */
export interface Finding {
  readonly check: CheckName
  readonly source: SourceName
  /** null where it is about whole rows. */
  readonly column: string | null
  readonly outcome: 'pass' | 'warn' | 'fail'
  /** Rows it is about; 0 where it passed. */
  readonly rows: number
  /** The first of them, at most three, from 1 in the order of the files. */
  readonly row_numbers: readonly number[]
  /** Why, in words that hold no value of a sensitive or personal column. */
  readonly because: string
}

/** What is the matter, before a contract's `checks` had its say. */
export type Trouble = Omit<Finding, 'source'> & { readonly source?: SourceName }
