import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { parseWindows, type Windows, writeWindows } from '../../core/retrain/windows-file.ts'

const digest = `sha256:${'a'.repeat(64)}`

test('writeWindows: what is written is read as the same, whatever models are called', () => {
  const time = fc.integer({ min: 0, max: Date.UTC(2090, 0) })
  const name = fc.stringMatching(/^[a-zA-Z0-9]([a-zA-Z0-9\-/_]{0,9}[a-zA-Z0-9])?$/)
  const own = fc.tuple(time, time, time, time).map((times) => {
    const [a, b, c, d] = times.sort((x, y) => x - y).map((at, index) => at + index) as [number, number, number, number]
    return { train: { from: a, to: b }, test: { from: c, to: d }, rows: { train: 5, test: 7 }, digest }
  })
  fc.assert(
    fc.property(fc.dictionary(name, own, { noNullPrototype: true }), (windows: Windows) => {
      assert.deepEqual(parseWindows(writeWindows(windows), 'w'), windows)
    }),
  )
})

test('writeWindows: models stand by name, so that one change touches the lines of one model', () => {
  const windows = { train: { from: 0, to: 1000 }, test: { from: 1000, to: 2500 }, rows: { train: 1, test: 2 }, digest }
  const text = writeWindows({ b: windows, a: windows })
  assert.match(text, /^models:\n {2}"a":\n {4}train: \{ from: "1970-01-01T00:00:00Z", to: "1970-01-01T00:00:01Z" \}\n/m)
  assert.ok(text.indexOf('"a"') < text.indexOf('"b"'))
})

test('parseWindows: what is wrong is told with its place', () => {
  const own = (text: string) => `models: { delay: { ${text}, rows: { train: 1, test: 1 }, digest: "${digest}" } }`
  const range = (from: string, to: string) => `{ from: "${from}T00:00:00Z", to: "${to}T00:00:00Z" }`
  const wrong = (text: string) => () => parseWindows(text, 'contender.windows.yml')
  assert.throws(
    wrong(own(`train: ${range('2026-03-02', '2026-03-01')}, test: ${range('2026-03-03', '2026-03-04')}`)),
    /contender\.windows\.yml:1 → models\.delay\.train, expected `from` before `to`/,
  )
  assert.throws(
    wrong(own(`train: ${range('2026-03-01', '2026-03-03')}, test: ${range('2026-03-02', '2026-03-04')}`)),
    /expected `train` to end before `test` begins/,
  )
  assert.throws(wrong(own(`train: { from: "1 March", to: "x" }, test: {}`)), /expected a time in UTC such as/)
  assert.throws(wrong('models: { delay: { tran: {} } }'), /Unknown key `tran`|Missing `train`/)
})
