import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import type { Report } from '../../core/artifacts/report.ts'
import { renderReportPage } from '../../reports/html/report-page.ts'
import { folderWith } from '../folder.ts'
import { classesReport, picturedReport } from '../reports/html/example-page.ts'
import { openPage, skip } from './chromium.ts'

const PHONE = 375

async function onPhone(t: TestContext, report: Report) {
  const folder = await folderWith(t, { 'report.html': await renderReportPage(report) })
  return (await openPage(t, join(folder, 'report.html'), { width: PHONE })).page
}

test('on a phone the value of a fairness metric and the first rate of a group are seen without scrolling', {
  skip,
}, async (t) => {
  const page = await onPhone(t, picturedReport())
  for (const caption of ['Fairness by', 'Groups by']) {
    const cells = await page.evaluate<{ said: string; right: number; height: number }[]>(
      `[...document.querySelectorAll('table')].find((table) => table.caption.textContent.startsWith('${caption}'))
        .querySelectorAll('tbody td:nth-child(2)').values().map((cell) => {
          const range = document.createRange()
          range.selectNodeContents(cell)
          const { right, height } = range.getBoundingClientRect()
          return { said: cell.textContent, right, height }
        }).toArray()`,
    )
    assert.match(cells[0]!.said, /^0\.\d+\s\(0\.\d+\sto\s0\.\d+\)$/)
    for (const { right, said } of cells) assert.ok(right <= PHONE, `${said} ends at ${right}`)
    assert.ok(cells[0]!.height < 30, `${cells[0]!.said} is broken`)
  }
})

test('on a phone a metric of the candidate alone stands above its picture with its whole interval', {
  skip,
}, async (t) => {
  const [model] = picturedReport().models as [Report['models'][number]]
  const { comparison: _, ...alone } = model
  const value = { ...model.evaluation.metrics.roc_auc!, value: 0.809, ci: [0.788, 0.83] as [number, number] }
  const evaluation = { ...model.evaluation, metrics: { ...model.evaluation.metrics, average_precision: value } }
  const page = await onPhone(t, { ...picturedReport(), models: [{ ...alone, evaluation }] })
  const { inside, said } = await page.evaluate<{ said: string[]; inside: boolean[] }>(`(() => {
    const svg = document.querySelector('#model-0-own-0 svg')
    const texts = [...svg.querySelectorAll('text')].filter((text) => text.textContent.includes('(') || text.textContent.includes('…'))
    const edge = svg.getBoundingClientRect().right
    return { said: texts.map((text) => text.textContent), inside: texts.map((text) => text.getBoundingClientRect().right <= edge) }
  })()`)
  assert.ok(said.includes('average_precision 0.809 (0.788 to 0.830)'), `${said}`)
  assert.deepEqual([...new Set(inside)], [true])
})

test('in a confusion matrix of many classes no number touches the next', { skip }, async (t) => {
  const names = Array.from({ length: 20 }, (_, at) => `class ${at}`)
  for (const classes of [names.slice(0, 5), names]) {
    const page = await onPhone(t, classesReport(classes))
    const rows = await page.evaluate<{ said: string; top: number; left: number; right: number }[]>(
      `[...document.querySelectorAll('figure')].find((figure) => figure.textContent.startsWith('Confusion matrix'))
        .querySelectorAll('svg .mark-text text').values().filter((text) => text.textContent.endsWith('%')).map((text) => {
          const { top, left, right } = text.getBoundingClientRect()
          return { said: text.textContent, top: Math.round(top), left, right }
        }).toArray()`,
    )
    assert.equal(rows.length, classes.length ** 2)
    rows.sort((a, b) => a.top - b.top || a.left - b.left)
    for (const [at, { left, said, top }] of rows.entries()) {
      const before = rows[at - 1]
      if (before?.top === top) assert.ok(left - before.right > 3, `${before.said} touches ${said}`)
    }
  }
})
