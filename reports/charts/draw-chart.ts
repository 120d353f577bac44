import type { TopLevelSpec } from 'vega-lite'

/**
 * Draws a chart as SVG, without a browser. Charts hold their data: no address is ever loaded.
 *
 * Vega takes a moment to load, so it is loaded with the first chart.
 *
 * @param spec a Vega-Lite specification
 * @returns an `<svg>` element
 * @throws {Error} if the specification is none
 * @example
 * await drawChart({ data: { values: [{ a: 1 }] }, mark: 'point', encoding: { x: { field: 'a', type: 'quantitative' } } })
 * // '<svg …>…</svg>'
 */
export async function drawChart(spec: TopLevelSpec): Promise<string> {
  const [{ compile }, { None, View, loader, parse }] = await Promise.all([import('vega-lite'), import('vega')])
  const closed = {
    ...loader(),
    load: async (address: string) => refuse(address),
    sanitize: async (address: string) => refuse(address),
  }
  const view = new View(parse(compile(spec).spec), { renderer: 'none', loader: closed, logLevel: None })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

function refuse(address: string): never {
  throw new Error(`Unexpected address ${address} in a chart, expected its data`)
}
