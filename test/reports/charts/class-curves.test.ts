import assert from 'node:assert/strict'
import { test } from 'node:test'
import { multiclassSample } from '../../../core/metrics/sample.ts'
import { shapeOf } from '../../../core/shape-of.ts'
import { classCurves } from '../../../reports/charts/classes/class-curves.ts'
import { type DrawnClasses, drawnClasses, sayNotDrawn } from '../../../reports/charts/classes/drawn-classes.ts'
import { drawChart } from '../../../reports/charts/draw-chart.ts'
import { randomMulticlass } from '../../metrics/random-samples.ts'

function drawnOf(classes: readonly string[], rows = 2000): DrawnClasses {
  const shape = (seed: number) => shapeOf(randomMulticlass({ rows, seed }, classes.length), classes)
  return drawnClasses([
    { name: 'candidate', shape: shape(1) },
    { name: 'base (4f5e6d7)', shape: shape(2) },
  ])!
}

const HOSTILE = ['"quoted" \\', '<b>bold</b>', '__proto__', 'a\u202egnp.\u0007exe', "it's"]

test('classCurves: four curves, a picture a class, with a line of each model', () => {
  const drawn = drawnOf(['a', 'b', 'c'])
  const curves = classCurves(drawn)
  assert.deepEqual(
    curves.map(({ chart }) => chart.title),
    [
      'ROC curve of each class',
      'Precision and recall of each class',
      'Calibration of each class',
      'Scores of each class',
    ],
  )
  for (const { chart, panels } of curves) {
    assert.match(chart.description, /of candidate and base \(4f5e6d7\)\..*\.$/)
    assert.deepEqual(
      panels.map(({ name }) => name),
      ['a', 'b', 'c'],
    )
    for (const { strips } of panels)
      for (const lines of strips)
        assert.deepEqual(
          lines.map(({ colour, model }) => [model, colour]),
          [
            ['candidate', '#0a7bc4'],
            ['base (4f5e6d7)', '#8b949e'],
          ],
        )
  }
  const { roc_auc } = drawn.classes[1]!.models[0]!.shape
  assert.match(curves[0]!.panels[1]!.says, new RegExp(`^roc_auc: candidate ${roc_auc!.toFixed(3)}, base `))
})

test('classCurves: what is pointed at says what both models have there', () => {
  const classes = ['a', 'b', 'c']
  const sample = multiclassSample({
    classes,
    labels: Int32Array.of(0, 0, 1, 2),
    scores: Float64Array.of(0.8, 0.1, 0.1, 0.2, 0.6, 0.2, 0.3, 0.3, 0.4, 0.1, 0.1, 0.8),
  })
  const drawn = drawnClasses([{ name: 'candidate', shape: shapeOf(sample, classes) }])!
  const [roc, precision, calibration, scores] = classCurves(drawn).map(({ panels }) => panels[0]!.tips)
  // Of class a: 0.8 right, 0.3 wrong, 0.2 right, 0.1 wrong.
  assert.deepEqual([roc!.length, precision!.length, calibration!.length, scores!.length], [10, 10, 10, 20])
  assert.equal(roc![2], '25 % of other rows taken for it; found of its own: candidate 50 %')
  assert.equal(precision![2], 'recall 25 %; precision: candidate 100 %')
  assert.equal(precision![7], 'recall 75 %; precision: candidate 66.7 %')
  assert.equal(calibration![2], 'score 0.2 to 0.3; of the class: candidate 100 % of 1 row')
  assert.equal(calibration![9], 'score 0.9 to 1; of the class: candidate no rows')
  assert.equal(scores![16], 'score 0.8 to 0.85; rows of the class: candidate 50 %; other rows: candidate 0 %')
})

test('classCurves: to take along, the same lines are drawn by Vega, whatever classes are called', async () => {
  for (const { chart, panels } of classCurves(drawnOf(HOSTILE))) {
    const svg = await drawChart(chart.spec)
    assert.doesNotMatch(svg, /NaN|Infinity|undefined/)
    assert.doesNotMatch(svg, /\p{Bidi_Control}|(?![\n\t])\p{Cc}/u)
    const texts = [...svg.matchAll(/<text[^>]*>([^<]+)<\/text>/g)].map(([, text]) => text!)
    // Vega refuses to say `__proto__`, but draws its part.
    for (const text of ['"quoted" \\', '&lt;b&gt;bold&lt;/b&gt;', 'a\ufffdgnp.\ufffdexe', "it's", 'candidate'])
      assert.ok(texts.includes(text), `${chart.title}: ${text}`)
    const lines = panels.flatMap(({ strips }) => strips.flat())
    const marks = new RegExp(`aria-roledescription="${panels[0]!.strips.length > 1 ? 'area' : 'line'} mark"`, 'g')
    assert.equal(svg.match(marks)!.length, lines.length, chart.title)
    assert.ok(JSON.stringify(chart.spec).length < 40_000, chart.title)
  }
})

test('drawnClasses: a class that the base knows no curve of is drawn of the candidate alone; none where none has any', () => {
  const classes = ['a', 'b']
  const shape = shapeOf(randomMulticlass({ rows: 200, seed: 1 }, 2), classes)
  const [first] = shape.one_against_rest!
  const drawn = drawnClasses([
    { name: 'candidate', shape },
    { name: 'base', shape: { ...shape, one_against_rest: [first!] } },
  ])!
  assert.deepEqual(
    drawn.classes.map(({ models }) => models.map(({ name }) => name)),
    [['candidate', 'base'], ['candidate']],
  )
  // As artifacts of earlier versions are.
  assert.equal(drawnClasses([{ name: 'candidate', shape: { confusion: shape.confusion! } }]), undefined)
  assert.equal(drawnClasses([{ name: 'candidate', shape: { one_against_rest: [] } }]), undefined)
})

test('sayNotDrawn: names the classes that have no curves, of very many the first 40', () => {
  const shown = (count: number) =>
    sayNotDrawn(
      drawnOf(
        Array.from({ length: count }, (_, at) => `c${at}`),
        20_000,
      ),
    )
  assert.equal(shown(3), '')
  assert.match(shown(12), /^Drawn are the 10 classes with the most rows, of 12; not c\d+, c\d+\.$/)
  assert.match(shown(60), /^Drawn are the 10 classes with the most rows, of 60; not (c\d+, ){39}c\d+ and 10 more\.$/)
})
