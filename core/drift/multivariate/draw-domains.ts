import type { Column, Table } from '../../data/table.ts'
import { columnOf, pickColumn } from '../../data/table.ts'
import { pickGroups } from '../../groups.ts'
import type { Groups } from '../../metrics/metric.ts'
import { halves } from '../../slices/halves.ts'
import { randomBits } from '../../stats/random.ts'
import { drawInMix } from './draw-in-mix.ts'
import { drawRows } from './draw-rows.ts'
import { stackColumns } from './stack-columns.ts'

/** Two samples of rows, and which of them are alike. */
export interface Domains {
  readonly reference: Table
  readonly current: Table
  /** Columns of both; one that holds numbers here and text there is left out. */
  readonly features: readonly string[]
  /** Which rows are alike, such as those of a day. */
  readonly blocks?: { readonly reference: Groups; readonly current: Groups } | undefined
  /** The hour of the week of each row, or a coarser slot, below 0 where it is not known: the reference is drawn in the window's mix of them. */
  readonly slots?: { readonly reference: Int32Array; readonly current: Int32Array } | undefined
  /** A whole number; the same gives the same answer. */
  readonly seed: number
}

/** Rows of both samples, the reference's first. */
export interface Drawn {
  readonly features: ReadonlyMap<string, Column>
  /** 1 for rows of the window, else 0. */
  readonly labels: Uint8Array
  /** Of each row; a block of the window is none of the reference's. */
  readonly blocks: Groups | undefined
  /** Rows of each sample. */
  readonly rows: { readonly reference: number; readonly current: number }
  /** Of the sample that has fewer; undefined where none are given. */
  readonly fewestBlocks: number | undefined
  /** Whether both have the same mix of slots. */
  readonly inMix: boolean
  /** 1 for rows to learn from, 0 for those to judge: halves of either sample, whole blocks at a time. */
  readonly learns: Uint8Array
}

/**
 * Draws rows of two samples at random, and splits them into halves to learn from and to judge. Time O(rows).
 *
 * @param most rows of each sample
 * @throws {UserError} naming a feature that a table does not have
 */
export function drawDomains({ reference, current, features, blocks, seed, slots }: Domains, most: number): Drawn {
  const bits = randomBits(seed)
  const mixed = slots && drawInMix(slots, most, bits)
  const first = mixed?.reference ?? drawRows(reference.rows, most, bits)
  const second = mixed?.current ?? drawRows(current.rows, most, bits)
  const columns = new Map<string, Column>()
  for (const name of features) {
    const ofReference = pickColumn(columnOf(reference, name, 'the reference'), first)
    const column = stackColumns(ofReference, pickColumn(columnOf(current, name, 'the window'), second))
    if (column !== undefined) columns.set(name, column)
  }
  const firstBlocks = blocks && pickGroups(blocks.reference, first)
  const secondBlocks = blocks && pickGroups(blocks.current, second)
  return {
    features: columns,
    labels: new Uint8Array(first.length + second.length).fill(1, first.length),
    blocks: firstBlocks && secondBlocks && stackGroups(firstBlocks, secondBlocks),
    rows: { reference: first.length, current: second.length },
    inMix: mixed !== undefined,
    fewestBlocks: firstBlocks && secondBlocks && Math.min(firstBlocks.count, secondBlocks.count),
    learns: stackHalves(halves(first.length, firstBlocks, seed + 1), halves(second.length, secondBlocks, seed + 2)),
  }
}

function stackHalves(first: Uint8Array, second: Uint8Array): Uint8Array {
  const learns = new Uint8Array(first.length + second.length)
  learns.set(first)
  learns.set(second, first.length)
  return learns
}

function stackGroups(first: Groups, second: Groups): Groups {
  const codes = new Uint32Array(first.codes.length + second.codes.length)
  codes.set(first.codes)
  codes.set(
    second.codes.map((code) => first.count + code),
    first.codes.length,
  )
  return { codes, count: first.count + second.count }
}
