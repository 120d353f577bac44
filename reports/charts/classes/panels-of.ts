import { percent } from '../curves.ts'
import type { Panel, PanelLine, Point } from './class-curve.ts'
import type { DrawnClass, DrawnClasses } from './drawn-classes.ts'

type Shape = DrawnClass['models'][number]['shape']

/** Parts of the horizontal axis that say their values where they are pointed at. */
export const PARTS = 10

interface Drawing {
  readonly says: (one: DrawnClass) => string
  /** Points of a model's lines, one list a strip. */
  readonly lines: (shape: Shape) => readonly (readonly Point[])[]
  readonly rows?: (shape: Shape) => readonly number[]
  readonly tips: (...strips: readonly (readonly PanelLine[])[]) => string[]
}

/** A picture a class, with the lines of all models. */
export function panelsOf({ classes }: DrawnClasses, { lines, rows, says, tips }: Drawing): Panel[] {
  return classes.map((one) => {
    const drawn = one.models.map(({ colour, name, shape }) => ({ colour, model: name, shape, strips: lines(shape) }))
    const count = Math.max(0, ...drawn.map(({ strips }) => strips.length))
    const strips = Array.from({ length: count }, (_, at) =>
      drawn.map(({ colour, model, shape, strips }) => {
        return { colour, model, points: strips[at] ?? [], ...(rows !== undefined && { rows: rows(shape) }) }
      }),
    )
    return { name: one.name, says: says(one), strips, tips: tips(...strips) }
  })
}

/** What is said of equal parts of the horizontal axis, by the middle and both ends of each, and its place. */
export function partsOf(
  count: number,
  say: (middle: number, from: number, to: number, at: number) => string,
): string[] {
  return Array.from({ length: count }, (_, at) => say((at + 0.5) / count, at / count, (at + 1) / count, at))
}

/** What each model has: `candidate 0.98, base 0.97`. */
export function each<T extends { readonly name?: string; readonly model?: string }>(
  models: readonly T[],
  say: (model: T) => string,
): string {
  return models.map((one) => `${one.name ?? one.model} ${say(one)}`).join(', ')
}

export function sayShare(share: number | undefined): string {
  return share === undefined ? '–' : percent(share)
}

export function zip(xs: readonly number[], ys: readonly number[]): Point[] {
  return xs.slice(0, ys.length).map((x, at) => [x, ys[at]!])
}
