import { formatCount } from '../../core/format-number.ts'
import { type Chart, chart } from '../../reports/charts/chart.ts'
import type { Point } from '../curves/curve.ts'

/** Told apart by the colour-blind (Okabe and Ito), readable on light and on dark. */
const COLOURS = ['#0a7bc4', '#d55e00', '#009e73']

/** Time and memory of commands over a size, each axis by its logarithm. @param grows what the size counts */
export function growthChart(grows: string, points: readonly Point[]): Chart {
  const domain = [...new Set(points.map(({ command }) => command))]
  const values = points.map((point) => ({
    ...point,
    tip: `${point.command}, ${formatCount(point.size)} ${grows}: ${point.seconds.toFixed(2)} s, ${Math.round(point.megabytes)} MB`,
  }))
  const x = {
    ...{ field: 'size', type: 'quantitative', title: grows },
    scale: { type: 'log', nice: false },
    axis: { format: '~s', values: powersOfTen(points.map(({ size }) => size)) },
  }
  const color = {
    ...{ field: 'command', type: 'nominal' },
    scale: { domain, range: COLOURS },
    legend: { symbolOpacity: 1, symbolType: 'circle' },
  }
  const panel = (field: 'seconds' | 'megabytes', title: string) => {
    const y = { field, type: 'quantitative', title, scale: { type: 'log' }, axis: { format: ',~g', tickCount: 5 } }
    const encoding = { x, y, color }
    return {
      ...{ width: 300, height: 220 },
      layer: [
        { mark: { type: 'line', strokeWidth: 2, aria: false }, encoding },
        {
          mark: { type: 'point', filled: true, size: 50, opacity: 1 },
          encoding: { ...encoding, description: { field: 'tip', type: 'nominal' } },
        },
      ],
    }
  }
  return chart(`Time and memory by ${grows}`, describe(grows, points, domain), {
    data: { values },
    hconcat: [panel('seconds', 'seconds'), panel('megabytes', 'MB')],
  })
}

function describe(grows: string, points: readonly Point[], commands: readonly string[]): string {
  const lines = commands.map((command) => {
    const own = points.filter((point) => point.command === command)
    const [first, last] = [own[0]!, own.at(-1)!]
    const say = ({ megabytes, seconds }: Point) => `${seconds.toFixed(2)} s and ${Math.round(megabytes)} MB`
    return `${command}: ${say(first)} at ${formatCount(first.size)} ${grows}, ${say(last)} at ${formatCount(last.size)}`
  })
  return `${lines.join('; ')}.`
}

/** 100, 1,000 … as far as some numbers go. */
function powersOfTen(numbers: readonly number[]): number[] {
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)].map((number) => Math.log10(number))
  const first = Math.ceil(from! - 1e-9)
  return Array.from({ length: Math.floor(to! + 1e-9) - first + 1 }, (_, at) => 10 ** (first + at))
}
