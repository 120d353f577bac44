import type { RegistryAction } from './tag-name.ts'

/** Something to do to a model: one tag. */
export interface Change {
  readonly action: RegistryAction
  readonly version: string | null
  readonly stage: string | null
  readonly commit: string
}
