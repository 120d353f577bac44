import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Drift, driftSchema } from '../../../core/artifacts/drift.ts'
import { contender } from '../../command-line.ts'
import { folderWith } from '../../folder.ts'
import { runStep } from '../runner/step.ts'
import { byDay, made, NOW, watchedFiles } from './production-logs.ts'
import { writeProfile } from './write-profile.ts'

const sum = (rows: readonly number[]) => rows.reduce((all, count) => all + count, 0)
const shapeOf = ({ features }: Drift, name: string) => features.find((one) => one.name === name)!.shape!

async function judged(folder: string, line: string, name: string, now?: string) {
  const { code, error } = await contender(`drift ${line}`, folder, {}, now)
  assert.ok(code < 2, error)
  const read = (path: string) => readFile(join(folder, '.contender', path), 'utf8')
  return { drift: driftSchema.parse(JSON.parse(await read(`${name}/drift.json`))), page: await read('drift.html') }
}

function rows(seed: number, moved: number): string {
  const drawn = made({ days: 10, rows: 200, seed, shift: () => moved })
  return `distance,origin,late\n${drawn.map(({ distance, label, origin }) => `${distance},${origin},${label}`).join('\n')}\n`
}

test('drift: of two files, and of a stored profile, every row of either side is in the picture of its column', async (t) => {
  const folder = await folderWith(t, { 'ref.csv': rows(1, 0), 'cur.csv': rows(2, 0.8) })
  await writeProfile(folder)
  for (const reference of ['ref.csv', 'profile.json']) {
    const { drift, page } = await judged(folder, `--reference ${reference} --current cur.csv`, 'cur')
    for (const name of ['distance', 'origin', 'late']) {
      const shape = shapeOf(drift, name)
      assert.deepEqual([sum(shape.reference), sum(shape.current)].map(Math.round), [2000, 2000], `${reference} ${name}`)
    }
    assert.deepEqual([...(shapeOf(drift, 'origin') as { levels?: string[] }).levels!].sort(), ['EWR', 'JFK', 'LGA'])
    assert.match(page, /<h1>❌ cur: drift, an input has moved<\/h1>/)
    assert.match(page, /aria-label="JFK: reference 3\d\.\d %, current rows 3\d\.\d %"/)
  }
})

test('drift: of a sensitive column neither drift.json nor drift.html tells a value', async (t) => {
  const logs = byDay(made({ days: 21, seed: 2, shift: (day) => (day >= 7 ? 0.9 : 0) }))
  const files = { ...watchedFiles({ data: ', sensitive: [origin, distance]' }), ...logs }
  const { drift, page } = await judged(await folderWith(t, files), '--windows 2', 'delay', NOW)
  assert.deepEqual(Object.keys(shapeOf(drift, 'distance')).sort(), ['current', 'kind', 'reference'])
  assert.deepEqual(Object.keys(shapeOf(drift, 'origin')).sort(), ['current', 'kind', 'others', 'reference'])
  assert.doesNotMatch(JSON.stringify(drift), /JFK|EWR|LGA/)
  assert.doesNotMatch(page, /JFK|EWR|LGA/)
  assert.match(page, /values are not shown/)
  assert.match(page, /category 1, not shown: reference 3\d\.\d %/)
})

test('drift: windows of production tell since when, and the action names the page', async (t) => {
  const logs = byDay(made({ days: 21, seed: 2, shift: (day) => (day >= 7 ? 0.9 : 0) }))
  const folder = await folderWith(t, { ...watchedFiles(), ...logs })
  const { outputs } = await runStep(t, 'drift', { workspace: folder, inputs: { windows: '3', at: NOW, local: 'true' } })
  const page = await readFile(outputs['report-html']!, 'utf8')
  assert.match(page, /It began in the window of <b>2026-01-08<\/b>/)
  assert.match(page, /Drift over time/)
  assert.match(page, /2026-01-15: effect 0\.\d+, over its floor \(its floor is 0\.1\)/)
})
