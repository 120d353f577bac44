import type { RegistryAction } from './tag-name.ts'

/** An annotated tag of Git. */
export interface AnnotatedTag {
  readonly name: string
  readonly commit: string
  /** The tagger's time, in whole seconds. */
  readonly at: Date
  readonly by: { readonly name: string; readonly email: string | null }
  readonly message: string
}

/** What one tag did. */
export interface RegistryEvent {
  readonly artifact: string
  readonly action: RegistryAction
  /** Of a stage: the version at the tag's commit, or the commit where none is registered; null for the whole model. */
  readonly version: string | null
  readonly stage: string | null
  readonly tag: AnnotatedTag
}

/** One version of a model: a commit with a name. */
export interface ModelVersion {
  /** `v1.2.0`; the commit itself where something gave a stage to one that is not registered. */
  readonly version: string
  readonly commit: string
  /** The newest registration. */
  readonly registration: AnnotatedTag | null
  /** Taken back: GTO's deregistration. */
  readonly deprecated: boolean
  /** Stages it was ever given, each with when that was last, and whether it was never taken from it since. */
  readonly held: ReadonlyMap<string, { readonly at: Date; readonly stays: boolean }>
}

/** What the tags say of one model. */
export interface RegisteredModel {
  readonly name: string
  /** Nothing has happened since the whole model was deprecated. */
  readonly deprecated: boolean
  /** Highest first. */
  readonly versions: readonly ModelVersion[]
  /** The highest that is not deprecated. */
  readonly latest: ModelVersion | undefined
  /** The version in each stage that has one. */
  readonly stages: ReadonlyMap<string, ModelVersion>
  /** Newest first. */
  readonly events: readonly RegistryEvent[]
}

export type Registry = ReadonlyMap<string, RegisteredModel>
