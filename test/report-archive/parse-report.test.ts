import assert from 'node:assert/strict'
import test from 'node:test'
import type { Report } from '../../core/artifacts/report.ts'
import { withoutPictures } from '../../core/artifacts/without-pictures.ts'
import { jsonShape } from '../../core/report-archive/json-shape.ts'
import { parseReport } from '../../core/report-archive/parse-report.ts'
import { exampleReport } from '../reports/example-report.ts'
import { classesReport } from '../reports/html/example-page.ts'

const parse = (value: unknown) => parseReport(Buffer.from(JSON.stringify(value)), 'run 7')
const refused = (work: () => unknown, words: RegExp) => assert.throws(work, { name: 'UserError', message: words })

test('parseReport: a report is what it was', () => {
  assert.deepEqual(parse(exampleReport()), exampleReport())
})

test('parseReport: another schema is refused by its first differences', () => {
  refused(
    () => parse({ ...exampleReport(), schema: 'contender/report@9' }),
    /Unexpected report.json in run 7: schema: /,
  )
  refused(() => parse({ ...exampleReport(), pull_request: 12 }), /Unrecognized key: "pull_request"/)
  refused(
    () => parse({ ...exampleReport(), models: Array(50).fill({}) }),
    /: models\.0\.model: Invalid input.*; is it of another version/,
  )
  refused(() => parse([]), /expected object/)
})

test('parseReport: a sentence about a wrong report stays short, however long its names', () => {
  const long = 'x'.repeat(1_000_000)
  assert.throws(
    () => parse({ ...exampleReport(), [long]: 1 }),
    ({ message }: Error) => message.length < 500,
  )
  const models = Array(2).fill({ ...exampleReport().models[0], model: long })
  assert.throws(
    () => parse({ ...exampleReport(), models }),
    ({ message }: Error) => message.length < 500,
  )
})

test('parseReport: what is no JSON, no UTF-8 or too deep is refused', () => {
  refused(() => parseReport(Buffer.from('{'), 'run 7'), /it is not JSON/)
  refused(() => parseReport(Buffer.from([0x22, 0xff, 0x22]), 'run 7'), /it is not UTF-8/)
  refused(() => parseReport(Buffer.from('['.repeat(1_000_000)), 'run 7'), /its values stand 1000000 deep/)
  refused(() => parseReport(new Uint8Array(16_000_001), 'run 7'), /16000001 bytes, expected at most 16000000/)
})

test('parseReport: a pass above a failed gate, or above failed data, is a fail', () => {
  const report = exampleReport()
  const [model] = report.models
  const lying: Report = {
    ...report,
    outcome: 'pass',
    models: [{ ...model!, outcome: 'pass', comparison: { ...model!.comparison!, outcome: 'pass' } }],
  }
  const parsed = parse(lying)
  assert.equal(parsed.outcome, 'fail')
  assert.equal(parsed.models[0]!.outcome, 'fail')
})

test('parseReport: a report of more values than any of ours is refused unread', () => {
  const bytes = Buffer.from(`{"schema":"contender/report@1","models":[${'1,'.repeat(1_000_000)}1]}`)
  refused(() => parseReport(bytes, 'run 7'), /it has 1000004 values, expected at most 300000$/)
})

test('parseReport: the same model twice is refused', () => {
  const report = exampleReport()
  refused(() => parse({ ...report, models: [...report.models, ...report.models] }), /Unexpected model `delay` in two/)
})

test('parseReport: a primary metric that is none of the model is refused, also one that every object has', () => {
  const report = exampleReport()
  const [model] = report.models
  for (const primary of ['nothing', 'constructor', '__proto__']) {
    const evaluation = {
      ...model!.evaluation,
      primary,
      metrics: { ...model!.evaluation.metrics, constructor: undefined },
    }
    refused(() => parse({ ...report, models: [{ ...model!, evaluation }] }), /is no metric of it/)
  }
})

test('parseReport: names by the ten thousand of models are no trouble', () => {
  const names = (sign: string) => Array.from({ length: 100_000 }, (_, at) => `${sign}${at}`)
  const { elsewhere, untouched } = parse({ ...exampleReport(), untouched: names('u'), elsewhere: names('e') })
  assert.deepEqual([untouched!.length, elsewhere!.length], [100_000, 100_000])
})

test('parseReport: a key named __proto__ changes nothing', () => {
  const text = JSON.stringify(exampleReport()).replace('"params":{', '"params":{"__proto__":{"command":"x"},')
  const report = parseReport(Buffer.from(text), 'run 7')
  assert.deepEqual(report, exampleReport())
  assert.equal(Object.getPrototypeOf(report.models[0]!.run!.params), Object.prototype)
})

test('jsonShape: counts lists and objects, not the signs in texts', () => {
  assert.deepEqual(jsonShape('1'), { deepest: 0, values: 1 })
  assert.deepEqual(jsonShape('{"a":[["]"]]}'), { deepest: 3, values: 4 })
  assert.deepEqual(jsonShape('["[[[", "\\"[[,"]'), { deepest: 1, values: 3 })
})

test('parseReport: takes a report of as many models of ten classes as have pictures in it, each beside two others', () => {
  const report = classesReport(Array.from('abcdefghij'))
  const [model] = report.models
  const [base] = model!.comparison!.against
  const against = [base!, { ...base!, role: 'production' }]
  const one = { ...model!, comparison: { ...model!.comparison!, against } }
  const models = withoutPictures(Array.from({ length: 20 }, (_, at) => ({ ...one, model: `m${at}` })))
  assert.equal(models[19]!.evaluation.one_against_rest!.length, 10)
  assert.equal(parse({ ...report, models }).models.length, 20)
  const more = withoutPictures(Array.from({ length: 21 }, (_, at) => ({ ...one, model: `m${at}` })))
  assert.deepEqual(
    more.filter(({ comparison, evaluation }) => {
      return 'one_against_rest' in evaluation || comparison!.against.some((each) => 'shape' in each)
    }),
    [],
  )
})
