import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { readReportArchive } from '../../core/report-archive/read-report-archive.ts'
import { sha256 } from '../../core/sha256.ts'
import { exampleReport } from '../reports/example-report.ts'
import { type ZipFile, zipOf } from './zip.ts'

const place = 'contender-report of run 7'
const report: ZipFile = { name: 'report.json', content: JSON.stringify(exampleReport()) }
const read = (...files: ZipFile[]) => readReportArchive({ bytes: zipOf(files), place })
const refused = (work: Promise<unknown>, words: RegExp) => assert.rejects(work, { name: 'UserError', message: words })

test('readReportArchive: the report of an artifact, whatever Markdown and HTML stand beside it', async () => {
  const others = ['report.md', 'report.html'].map((name) => ({ name, content: '<script>' }))
  assert.deepEqual(await read(report, ...others), exampleReport())
  assert.deepEqual(await read({ ...report, stored: true, mode: 0 }), exampleReport())
})

test('readReportArchive: bytes other than those that were uploaded are refused', async () => {
  const bytes = zipOf([report])
  assert.deepEqual(await readReportArchive({ bytes, digest: sha256(bytes), place }), exampleReport())
  await refused(
    readReportArchive({ bytes, digest: sha256('another'), place }),
    /Unexpected artifact contender-report of run 7: its bytes are not those that were uploaded/,
  )
})

test('readReportArchive: a path out of the archive is refused, with slashes of both kinds', async () => {
  for (const name of ['../report.json', '/report.json', 'a/../../report.json', 'C:/report.json', '..\\report.json']) {
    await refused(read(report, { name, content: '' }), /invalid relative path|absolute path|invalid characters/)
  }
})

test('readReportArchive: a file of another name is refused, and so are folders and names in other letters', async () => {
  for (const name of ['model.onnx', 'report.json/', 'REPORT.JSON', 'a/report.json', './report.json', 'report.json\0']) {
    await refused(read(report, { name, content: '' }), /expected nothing but report\.json, report\.md, report\.html/)
  }
})

test('readReportArchive: a symbolic link is refused', async () => {
  await refused(read({ ...report, content: '/etc/passwd', mode: 0o120777 }), /its `report.json` is a link or a device/)
  await refused(read(report, { name: 'report.md', content: '/etc/passwd', mode: 0o120777 }), /is a link or a device/)
})

test('readReportArchive: the same name twice, none, or too many files are refused', async () => {
  await refused(read(report, report), /it holds `report.json` twice/)
  await refused(read({ name: 'report.md', content: '' }), /it holds no report.json/)
  await refused(read(), /it holds no report.json/)
  await refused(read(...Array.from({ length: 17 }, () => report)), /it holds 17 files, expected at most 16/)
})

test('readReportArchive: an encrypted report is refused', async () => {
  await refused(read({ ...report, encrypted: true }), /is encrypted/)
})

test('readReportArchive: a zip bomb is refused before it goes off', async () => {
  const bomb = { name: 'report.json', content: Buffer.alloc(15_000_000, ' ') }
  await refused(read(bomb), /inflates more than 200 times/)
  await refused(read({ ...bomb, content: Buffer.alloc(60_000_000) }), /has 60000000 bytes, expected at most 16000000/)
})

test('readReportArchive: a zip bomb that says that it is small is refused too', async () => {
  await refused(
    read({ name: 'report.json', content: Buffer.alloc(40_000_000, ' '), uncompressedSize: 1000 }),
    /too many bytes in the stream/,
  )
})

test('readReportArchive: 200 MB are refused unseen', async () => {
  const bytes = new Uint8Array(new ArrayBuffer(200_000_000))
  await refused(readReportArchive({ bytes, place }), /it has 200000000 bytes, expected at most 20000000/)
})

test('readReportArchive: damaged bytes are refused, and named by their artifact', async () => {
  await refused(read({ ...report, crc: 1 }), /its report.json is damaged/)
  await refused(
    readReportArchive({ bytes: Buffer.from('<html>'), place }),
    /Unexpected artifact contender-report of run/,
  )
})

test('readReportArchive: whatever the bytes, there is a report or a sentence', async () => {
  const whole = zipOf([report])
  const flip = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255), cut: fc.nat(whole.length) })
  await fc.assert(
    fc.asyncProperty(flip, async ({ at, cut, to }) => {
      const bytes = Buffer.from(whole.subarray(0, whole.length - (cut % 40)))
      bytes[at % bytes.length] = to
      const answer = await readReportArchive({ bytes, place }).catch((error: Error) => error.name)
      assert.ok(answer === 'UserError' || typeof answer === 'object')
    }),
    { numRuns: 300, seed: 7 },
  )
})
