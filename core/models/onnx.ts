import type { Table } from '../data/table.ts'
import type { Task } from '../metrics/metric.ts'
import { readAnswer } from './onnx/answer.ts'
import { classOrder } from './onnx/class-order.ts'
import { columnOrder } from './onnx/column-order.ts'
import { encode } from './onnx/encode.ts'
import { readHints } from './onnx/hints.ts'
import { checkColumns } from './onnx/missing-columns.ts'
import { chooseOutput } from './onnx/output.ts'
import { openSession, type Session } from './onnx/session.ts'
import { planSlots, type Slot } from './onnx/slots.ts'
import type { Predictor } from './predictor.ts'

export interface OnnxModel {
  readonly bytes: Uint8Array
  /** Where the bytes are from, for messages: `models/delay.onnx`. */
  readonly place: string
  readonly task: Task
  /** Multiclass: the classes in the order wanted. Binary: negative, positive; or empty when labels are 0 and 1. Regression: empty. */
  readonly classes: readonly string[]
  /** The columns of a matrix input, in the model's order. Inputs with a column each go by their names. */
  readonly columns?: readonly string[] | undefined
  /** The columns of the training data, for a matrix input whose order neither `columns` nor the model says. */
  readonly trainingColumns?: readonly string[] | undefined
  /** The output that holds the predictions; found by itself when there is one float output. */
  readonly output?: string | undefined
  /** Classification: the model gives logits instead of probabilities. */
  readonly logits?: boolean | undefined
  /** Threads of one run; one a physical core by default. */
  readonly threads?: number | undefined
}

/**
 * Opens an ONNX model as a predictor. It takes one input a column, by name (float, double, int64,
 * int32, bool or string), or one matrix of all columns; and gives probabilities, logits, or numbers
 * in the unit of the target. The model's own label is never read: the caller's threshold decides.
 *
 * @returns a predictor whose batches should have about 16,000 rows; its errors count rows from 1 in the batch
 * @throws {UserError} if the file is no such model, or its inputs or outputs leave a choice
 * @example
 * const columns = ['hour', 'weekday', 'distance']
 * const predictor = await openOnnx({ bytes, place: 'delay.onnx', task: 'binary-classification', classes: [], columns })
 * predictor.width // 1
 */
export async function openOnnx(model: OnnxModel): Promise<Predictor> {
  const { bytes, place, task, classes } = model
  const session = await openSession({ bytes, place, threads: model.threads })
  const hints = readHints(bytes)
  const order = columnOrder(hints, { columns: model.columns, trainingColumns: model.trainingColumns })
  const slots = planSlots(session.inputs, { order, place })
  const output = chooseOutput(session.outputs, { task, classes: classes.length, output: model.output, place })
  const columns = slots.flatMap((slot) => slot.columns)
  const width = task === 'multiclass-classification' ? classes.length : 1
  const rule = {
    task,
    order: task === 'regression' ? [] : classOrder(hints, classes, place),
    logits: model.logits ?? false,
    width,
    place: `output \`${output}\` of ${place}`,
  }

  const predict = async (batch: Table): Promise<Float64Array> => {
    checkColumns(columns, [...batch.columns.keys()], place)
    if (batch.rows === 0) return new Float64Array()
    const feeds = slots.map((slot) => [slot.name, makeInput(session, slot, batch, place)] as const)
    const answer = await session.run(Object.fromEntries(feeds), output)
    return readAnswer(answer, batch.rows, rule)
  }
  return { columns, width, predict, close: session.close }
}

function makeInput(session: Session, slot: Slot, batch: Table, place: string) {
  const columns = slot.columns.map((name) => ({ name, column: batch.columns.get(name)! }))
  const dims = slot.flat ? [batch.rows] : [batch.rows, slot.columns.length]
  return session.tensor(slot.type, encode(columns, slot.type, place), dims)
}
