import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shapeOf } from '../../../core/shape-of.ts'
import { classSection } from '../../../reports/html/class-section.ts'
import { renderReportPage } from '../../../reports/html/report-page.ts'
import { randomMulticlass } from '../../metrics/random-samples.ts'
import { classesReport, picturedReport } from './example-page.ts'

const named = (page: string) => [...page.matchAll(/<svg role="img" aria-label="([^"]*)"/g)].map(([, name]) => name!)

test('renderReportPage: curves of each class have names that say whose they are, and what they come to', async () => {
  const page = await renderReportPage(classesReport())
  const names = named(page)
  for (const kind of ['ROC curve', 'Precision and recall', 'Calibration', 'Scores'])
    for (const name of ['Adelie', 'Chinstrap', 'Gentoo'])
      assert.equal(names.filter((one) => one.startsWith(`${kind} of class ${name}. `)).length, 1, `${kind}, ${name}`)
  assert.match(page, /ROC curve of class Gentoo\. roc_auc: candidate 0\.\d{3}, base \(4f5e6d7\) 0\.\d{3}"/)
  assert.match(page, /<details open><summary>Each class against the rest: curves of 3 classes<\/summary>/)
  assert.doesNotMatch(page, /NaN|Infinity|>undefined|"undefined/)
  assert.ok(page.length < 1_000_000, `${page.length}`)
  assert.doesNotMatch(await renderReportPage(picturedReport()), /Each class against the rest/)
})

test('classSection: names of classes are text, and those of many unfold, the others named', () => {
  const classes = ['<img src=x onerror=alert(1)>', '" onload="alert(1)', '</script>', ...Array.from('defghijkl')]
  const shape = shapeOf(randomMulticlass({ rows: 3000, seed: 1 }, classes.length), classes)
  const { html } = classSection([{ name: '<i>candidate</i>', shape }], 'c')
  assert.match(html, /^<details><summary>Each class against the rest: curves of 10 classes<\/summary>/)
  assert.match(html, /<p>Drawn are the 10 classes with the most rows, of 12; not .+, .+\.<\/p>/)
  assert.match(html, /<p class="name">&lt;img src=x onerror=alert\(1\)&gt;<\/p>/)
  assert.doesNotMatch(html, /<img|<i>candidate|" onload="/)
  assert.equal(html.match(/<\/script>/g)!.length, 4)
  assert.equal(named(html).length, 40)
  assert.equal(classSection([{ name: 'candidate', shape: { confusion: shape.confusion! } }], 'c').html, '')
})
