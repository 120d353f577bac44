import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { drawChart } from '../../../reports/charts/draw-chart.ts'

const encoding = { x: { field: 'a', type: 'quantitative' }, y: { field: 'b', type: 'nominal' } } as const

test('drawChart: the same specification gives the same SVG, with names as text', async () => {
  const values = [
    { a: 1, b: '<script>alert(1)</script>' },
    { a: 2, b: '" onload="alert(1)' },
  ]
  const spec = { data: { values }, mark: 'bar', encoding } as const
  const svg = await drawChart(spec)
  assert.equal(svg, await drawChart(spec))
  assert.match(svg, /^<svg [\s\S]*<\/svg>$/)
  assert.match(svg, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/)
  assert.doesNotMatch(svg, /<script|<[^>]* onload="/)
})

test('drawChart: loads nothing', async (t) => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end('[]')
  }).listen(0)
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/data.json`
  await drawChart({ data: { url }, mark: 'image', encoding: { ...encoding, url: { value: `${url}.png` } } })
  assert.deepEqual(asked, [])
})
