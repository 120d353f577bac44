import { plain } from '../../plain.ts'
import { bySide, type Chart, chart } from '../chart.ts'
import type { DrawnClasses } from './drawn-classes.ts'

/** A point of the plane of both axes. */
export type Point = readonly [x: number, y: number]

/** What one model says of one class. */
export interface PanelLine {
  readonly model: string
  readonly colour: string
  readonly points: readonly Point[]
  /** Rows of each point, where points stand for bins and are drawn as dots too. */
  readonly rows?: readonly number[]
}

/** A class: a picture of its own, or two above each other. */
export interface Panel {
  readonly name: string
  /** What stands below its name. */
  readonly says: string
  /** One or more, the upper first. */
  readonly strips: readonly (readonly PanelLine[])[]
  /** What is said where it is pointed at, of as many equal parts of the horizontal axis. */
  readonly tips: readonly string[]
}

/** How the lines of a curve go from point to point; `bins`: each point is the left end of a bar. */
export type Course = 'straight' | 'step-before' | 'bins'

/** A curve of each class against the rest. */
export interface ClassCurve {
  readonly chart: Chart
  readonly x: string
  readonly y: string
  readonly course: Course
  /** What the dashed line from corner to corner is; undefined where there is none. */
  readonly hasDiagonal: boolean
  /** Names of the strips, where there are several. */
  readonly stripNames: readonly string[]
  readonly panels: readonly Panel[]
}

/**
 * A curve of each class with what people may take along: the same as one chart, a part a class.
 *
 * @param title of the chart
 * @param description what it shows, in a sentence or two
 */
export function classCurve(
  title: string,
  description: string,
  { models }: DrawnClasses,
  curve: Omit<ClassCurve, 'chart'>,
): ClassCurve {
  return {
    ...curve,
    chart: chart(
      title,
      description,
      specOf(
        models.map(({ name }) => name),
        curve,
      ),
    ),
  }
}

const SIZE = { width: 220, height: 180 } as const
const COLUMNS = 3

/** A line has one row, whose points become rows of their own: its names would else stand beside each point. */
function specOf(
  models: readonly string[],
  { course, hasDiagonal, panels, stripNames, x, y }: Omit<ClassCurve, 'chart'>,
) {
  const values = panels.flatMap(({ name, strips }, panel) =>
    strips.flatMap((lines, strip) =>
      lines.map(({ model, points, rows }) => ({
        ...{ class: name, panel, model },
        ...(stripNames.length > 0 && { of: stripNames[strip] }),
        order: points.map((_, order) => order),
        x: points.map((point) => short(point[0])),
        y: points.map((point) => short(point[1])),
        ...(rows !== undefined && { rows }),
      })),
    ),
  )
  const share = { type: 'quantitative', scale: { domain: [0, 1] }, axis: { tickCount: 3 } } as const
  const bins = { type: 'quantitative', axis: { format: '%', tickCount: 3 } } as const
  const encoding = {
    x: { ...share, field: 'x', title: x },
    y: { ...(course === 'bins' ? { ...bins, stack: null } : share), field: 'y', title: y },
    color: bySide(models),
  } as const
  const order = { field: 'order', type: 'quantitative' } as const
  const line = {
    mark:
      course === 'bins'
        ? { type: 'area', line: { strokeWidth: 2 }, interpolate: 'step-after', fillOpacity: 0.15 }
        : { type: 'line', strokeWidth: 2, ...(course === 'step-before' && { interpolate: 'step-before' }) },
    // Of areas it would be the order in which they are stacked.
    encoding: course === 'bins' ? encoding : { ...encoding, order },
  }
  const size = { field: 'rows', type: 'quantitative', legend: null, scale: { range: [15, 80] } } as const
  const dots = { mark: { type: 'point', filled: true, opacity: 1 }, encoding: { ...encoding, size } }
  const hasDots = values.some((line) => line.rows !== undefined)
  const header = { labelOrient: 'top', labelAnchor: 'start', title: null } as const
  // By number: Vega loses parts that are called as something that every object has.
  const names = JSON.stringify(panels.map(({ name }) => plain(name.toWellFormed())))
  const of = {
    field: 'panel',
    type: 'ordinal',
    title: null,
    header: { ...header, labelExpr: `${names}[datum.value]` },
  } as const
  const layer = [...(hasDiagonal ? [DIAGONAL] : []), line, ...(hasDots ? [dots] : [])]
  return {
    data: { values },
    transform: [{ flatten: ['order', 'x', 'y', ...(hasDots ? ['rows'] : [])] }],
    ...(stripNames.length > 0
      ? { facet: { column: of, row: { field: 'of', type: 'nominal', title: null, sort: stripNames, header } } }
      : { facet: of, columns: COLUMNS }),
    spec: { ...SIZE, ...(stripNames.length > 0 && { height: SIZE.height / 2 }), layer },
  }
}

/** Chance, or perfection: once in each part, from whose rows it has to be made. */
const DIAGONAL = {
  transform: [{ aggregate: [], groupby: ['panel'] }],
  mark: { type: 'rule', color: 'currentColor', opacity: 0.4, strokeDash: [4, 3] },
  encoding: { x: { datum: 0 }, y: { datum: 0 }, x2: { datum: 1 }, y2: { datum: 1 } },
} as const

/** Four decimals are more than a picture shows. */
function short(value: number): number {
  return Number(value.toFixed(4))
}
