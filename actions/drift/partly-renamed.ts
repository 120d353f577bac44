import type { DriftQuality } from '../../core/artifacts/drift.ts'
import { sayRenamed } from '../../core/drift/quality/check-columns.ts'
import { alikeColumns } from './alike-columns.ts'

interface Columns {
  /** Of columns that some files of a window have those that lack it. */
  readonly lacking: ReadonlyMap<string, readonly string[]> | undefined
  /** Those that reference and window have. */
  readonly shared: readonly string[]
  /** Those that the window alone has. */
  readonly extra: readonly string[]
  /** Where they are, for people. */
  readonly place: string
}

/** Columns that some files of a window lack, where a new one that only some have too looks like it: as after a rename within the window. */
export async function partlyRenamed(
  { extra, lacking = new Map(), place, shared }: Columns,
  sides: Parameters<typeof alikeColumns>[2],
): Promise<DriftQuality[]> {
  const without = (name: string) => lacking.get(name)?.length ?? 0
  const lost = shared.filter((name) => without(name) > 0)
  const fresh = extra.filter((name) => without(name) > 0)
  if (lost.length === 0 || fresh.length === 0) return []
  const alike = await alikeColumns(lost, fresh, sides)
  return sayRenamed(lost, { alike, extra: fresh, place, filesOf: without })
}
