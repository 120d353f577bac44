import type { TopLevelSpec } from 'vega-lite'
import { plainTexts } from '../plain-texts.ts'

/** A picture, as people see it, and for those who do not. */
export interface Chart {
  readonly title: string
  /** What it shows, in a sentence or two. */
  readonly description: string
  /** With its data: people may take it along. */
  readonly spec: TopLevelSpec
  /** Whether time runs to the right in it, so that its right end is what is seen of it first where there is no room for all. */
  readonly isOverTime?: boolean
}

/** The smallest text of a chart, in its own pixels. Where it is drawn smaller than it is, this becomes smaller too. */
export const SMALLEST_TEXT = 12

/** Readable on light and on dark, and told apart by the colour-blind (blue and orange of Okabe and Ito). */
export const COLOURS = { candidate: '#0a7bc4', base: '#8b949e', good: '#0a7bc4', bad: '#d55e00' } as const

const TEXT = 'currentColor'
const FONT = 'system-ui, -apple-system, "Segoe UI", sans-serif'

/** One look for all charts: no background, the text's own colour, few lines. */
const CONFIG = {
  background: 'transparent',
  font: FONT,
  view: { stroke: null },
  axis: {
    domainColor: TEXT,
    domainOpacity: 0.4,
    gridColor: TEXT,
    gridOpacity: 0.12,
    labelColor: TEXT,
    labelFontSize: SMALLEST_TEXT,
    labelLimit: 220,
    tickColor: TEXT,
    tickOpacity: 0.4,
    titleColor: TEXT,
    titleFontSize: SMALLEST_TEXT,
    titleFontWeight: 'normal',
  },
  header: { labelColor: TEXT, labelFontSize: SMALLEST_TEXT, titleColor: TEXT, titleFontWeight: 'normal' },
  legend: { labelColor: TEXT, labelFontSize: SMALLEST_TEXT, orient: 'top', title: null, titleColor: TEXT },
  text: { color: TEXT, fontSize: SMALLEST_TEXT },
} as const

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json'

/** A chart in the look of all, whatever names its data hold. @param spec all but schema and look */
export function chart(title: string, description: string, spec: object): Chart {
  return plainTexts({
    title,
    description,
    spec: { $schema: SCHEMA, description, config: CONFIG, ...spec } as unknown as TopLevelSpec,
  })
}

/** The same of a chart in which time runs to the right, of which the newest is what matters most. */
export function chartOverTime(title: string, description: string, spec: object): Chart {
  const legend = { ...CONFIG.legend, layout: { top: { anchor: 'end' } } } as const
  return { ...chart(title, description, { config: { ...CONFIG, legend }, ...spec }), isOverTime: true }
}

/** The axis of values of a chart in which time runs to the right: beside the newest, where it is seen first. */
export const BESIDE_NEWEST = { orient: 'right' } as const

/** The colour of a model in a picture of several. @param at its place, the candidate's being 0 */
export function sideColour(at: number): string {
  return at === 0 ? COLOURS.candidate : at === 1 ? COLOURS.base : '#b58900'
}

/** Colours of a chart's models, whose names stand in its legend. */
export function bySide(names: readonly string[]) {
  const range = names.map((_, at) => sideColour(at))
  // Points that are seen only when pointed at would hide the legend's own.
  const legend = { symbolOpacity: 1, symbolType: 'circle', columns: 2 } as const
  return { field: 'model', type: 'nominal', scale: { domain: names, range }, legend } as const
}
