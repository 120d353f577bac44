import { drawChart } from '../../reports/charts/draw-chart.ts'
import type { Point } from '../curves/curve.ts'
import { growthChart } from './growth-chart.ts'

/** A file of its own has no page whose colour its text could take. */
const STYLE = '<style>svg{color:#1f2328}@media(prefers-color-scheme:dark){svg{color:#f0f6fc}}</style>'

/** The picture of a curve, as an SVG that stands alone, on light and on dark. */
export async function drawGrowth(grows: string, points: readonly Point[]): Promise<string> {
  const svg = await drawChart(growthChart(grows, points).spec)
  return `${svg.replace(/^<svg[^>]*>/, (opening) => `${opening}${STYLE}`)}\n`
}
