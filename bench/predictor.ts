/**
 * What a predictor costs beyond onnxruntime itself: 1,000,000 rows in batches of 16,000, against
 * `session.run` on tensors that were made before.
 *
 *     node bench/predictor.ts MODEL.onnx [logits]
 *
 * MODEL is a binary classifier with one float matrix input.
 */
import { readFileSync } from 'node:fs'
import { argv } from 'node:process'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { median } from 'simple-statistics'
import type { Column, Table } from '../core/data/table.ts'
import { openOnnx } from '../core/models/onnx.ts'

const BATCH = 16_000
const BATCHES = Math.ceil(1_000_000 / BATCH)
const ROUNDS = 7

const [, , place = '', logits] = argv
const bytes = readFileSync(place)
const session = await InferenceSession.create(bytes, { logSeverityLevel: 4 })
const [input] = session.inputMetadata
const width = input?.isTensor ? Number(input.shape[1]) : Number.NaN
const names = Array.from({ length: width }, (_, i) => `f${i}`)
const predictor = await openOnnx({
  bytes,
  place,
  task: 'binary-classification',
  classes: [],
  trainingColumns: names,
  logits: logits === 'logits',
})

const wave = (i: number): Column => ({
  kind: 'number',
  type: 'float',
  values: Float64Array.from({ length: BATCH }, (_, row) => Math.sin(row * 31 + i * 7)),
})
const tables: Table[] = Array.from({ length: BATCHES }, () => ({
  rows: BATCH,
  columns: new Map(names.map((name, i) => [name, wave(i)])),
}))
const matrix = Float32Array.from({ length: BATCH * width }, (_, i) =>
  Math.sin(Math.floor(i / width) * 31 + (i % width) * 7),
)
const tensor = new Tensor('float32', matrix, [BATCH, width])
const output = session.outputNames.at(-1)!

async function time(run: (batch: Table) => Promise<unknown>): Promise<number> {
  const start = performance.now()
  for (const table of tables) await run(table)
  return performance.now() - start
}

const rounds: { raw: number; ours: number }[] = []
for (let round = 0; round < ROUNDS; round++) {
  const raw = await time(() => session.run({ [session.inputNames[0]!]: tensor }, [output]))
  rounds.push({ raw, ours: await time((table) => predictor.predict(table)) })
}
const raw = median(rounds.map((round) => round.raw))
const ours = median(rounds.map((round) => round.ours))
const ratio = median(rounds.map((round) => round.ours / round.raw))
console.log(
  `onnxruntime ${raw.toFixed(0)} ms, ours ${ours.toFixed(0)} ms, ratio ${ratio.toFixed(2)} (medians of ${ROUNDS})`,
)
