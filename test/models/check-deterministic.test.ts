import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkDeterministic } from '../../core/models/check-deterministic.ts'
import { openOnnx } from '../../core/models/onnx.ts'
import { modelBytes, table } from './fixture.ts'

const open = (name: string) =>
  openOnnx({ bytes: modelBytes(`graphs/${name}`), place: name, task: 'binary-classification', classes: [] })

test('checkDeterministic: no row differs in a model that draws nothing, rows past 1,000 are not asked', async () => {
  const batch = table({ score: Array.from({ length: 1200 }, (_, i) => i / 1200) })
  assert.deepEqual(await checkDeterministic(await open('echo'), batch), { rows: 1000, differ: 0 })
})

test('checkDeterministic: every row differs in a model that draws its answer', async () => {
  const batch = table({ score: [0.1, 0.2, 0.3] })
  assert.deepEqual(await checkDeterministic(await open('random'), batch), { rows: 3, differ: 3 })
})
