import type { Runtime } from 'vega'
import type { TopLevelSpec } from 'vega-lite'
import { formOf, markedRows } from './chart-form.ts'

/** Forms that are kept, the newest: pages of a site have few, and thousands of charts of each. */
const MOST_FORMS = 20

/** A form, worked out: half of what a chart of few rows takes. */
const forms = new Map<string, Runtime>()

/**
 * Draws a chart as SVG, without a browser. Charts hold their data: no address is ever loaded.
 *
 * Vega takes a moment to load, so it is loaded with the first chart. Charts that differ in their rows alone take half the
 * time from the second on.
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
  const { key, rows, spec: form } = formOf(spec)
  const known = forms.get(key) ?? parse(compile(form).spec)
  keep(key, known)
  const view = new View(withRows(known, rows), { renderer: 'none', loader: closed, logLevel: None })
  try {
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}

function keep(key: string, form: Runtime): void {
  forms.delete(key)
  forms.set(key, form)
  const [oldest] = forms.keys()
  if (forms.size > MOST_FORMS) forms.delete(oldest!)
}

interface Operator {
  readonly value?: { readonly $ingest?: unknown }
}

/** A form with rows in the places of its marks. Vega writes into rows, which are the chart's own: it gets copies. */
function withRows(form: Runtime, rows: readonly (readonly unknown[])[]): Runtime {
  const { operators } = form as { readonly operators: readonly Operator[] }
  const filled = operators.map((operator) => {
    const list = operator.value?.$ingest
    const marked = Array.isArray(list) ? markedRows(list) : undefined
    if (marked === undefined) return operator
    return { ...operator, value: { ...operator.value, $ingest: structuredClone(rows[marked]!) } }
  })
  return { ...form, operators: filled } as Runtime
}

function refuse(address: string): never {
  throw new Error(`Unexpected address ${address} in a chart, expected its data`)
}
