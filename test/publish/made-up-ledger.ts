import assert from 'node:assert/strict'
import { gitLedger } from '../../core/io/ledger/git.ts'
import { withAnchor } from '../../core/ledger/anchor.ts'
import { README, README_TEXT } from '../../core/ledger/branch.ts'
import type { AuditEvent, DriftEvent, RetrainEvent, RunEvent } from '../../core/ledger/event.ts'
import { eventFile, eventMessage, type LedgerEvent } from '../../core/ledger/event-file.ts'
import { eventId } from '../../core/ledger/event-id.ts'
import { tagMessage } from '../../core/ledger/registry/tag-message.ts'
import type { NewTag } from '../../core/ledger/transport.ts'
import { driftEvent } from '../ledger/drift-event.ts'
import { ANN } from '../ledger/events.ts'
import { known } from '../runs/known.ts'

const START = Date.parse('2026-01-01T00:00:00Z')
const HOUR = 3_600_000

export interface MadeUp {
  readonly events: readonly LedgerEvent[]
  readonly tags: readonly NewTag[]
}

/** How much a made-up ledger holds. */
export interface Size {
  readonly runs: number
  readonly models?: readonly string[]
  /** Of each model. */
  readonly versions?: number
  readonly windows?: number
  readonly retrainings?: number
  /** A name that stands in all texts that people or data give. */
  readonly name?: string
}

/**
 * The ledger of a team that trained every hour, always the same one.
 *
 * @param commit that all versions point to
 */
export function madeUpLedger(
  { models = ['delay', 'fare', 'churn'], name = 'rounds', retrainings = 4, runs, versions = 8, windows = 30 }: Size,
  commit: string,
): MadeUp {
  const random = mulberry(7)
  const events: LedgerEvent[] = []
  const tags: NewTag[] = []
  const byModel = new Map<string, RunEvent[]>(models.map((model) => [model, []]))
  for (let n = 0; n < runs; n++) {
    const model = models[n % models.length]!
    const event = runEvent(n, model, name, random)
    events.push(event)
    byModel.get(model)!.push(event)
  }
  let number = runs
  for (const [model, made] of byModel) {
    for (let version = 0; version < Math.min(versions, made.length); version++) {
      const event = made[Math.floor(((version + 1) * (made.length - 1)) / versions)]!
      const done = registration(++number, model, `v1.${version}.0`, commit, event)
      events.push(done.event)
      tags.push(done.tag)
    }
    if (made.length > 0) {
      const done = assignment(++number, model, 'v1.0.0', commit)
      events.push(done.event)
      tags.push(done.tag)
    }
    for (let window = 0; window < windows; window++) {
      const verdict = random() < 0.15 ? 'drift' : random() < 0.25 ? 'watch' : 'stable'
      const drift = driftEvent(1, { model, week: window, verdict, version: 'v1.0.0' })
      events.push({
        ...drift,
        id: idOf(++number),
        at: timeOf(number),
        because: [`${verdict}: ${name} moved`],
      } satisfies DriftEvent)
    }
    for (let n = 0; n < retrainings; n++) events.push(retraining(++number, model, name, n))
  }
  return { events, tags }
}

/** Writes a ledger into a repository that has none, each event at its own time, and its tags. */
export async function writeLedger(folder: string, { events, tags }: MadeUp): Promise<void> {
  const ledger = gitLedger(folder, undefined)
  const by = (at: string) => ({ ...ANN, at: new Date(at) })
  const sorted = events.toSorted((a, b) => (a.at < b.at ? -1 : 1))
  const head = await ledger.commit(undefined, [
    { file: { path: README, text: README_TEXT }, message: 'Begin the ledger', by: by(sorted[0]!.at), byApp: false },
    ...sorted.map((event) => ({
      file: eventFile(event),
      message: eventMessage(event),
      by: by(event.at),
      byApp: false,
    })),
  ])
  const anchored = tags.map((tag) => ({ ...tag, message: withAnchor(tag.message, head) }))
  assert.equal(await ledger.advance(undefined, head, anchored), 'done')
}

function runEvent(n: number, model: string, name: string, random: () => number): RunEvent {
  const started = new Date(START + n * HOUR).toISOString()
  const auc = 0.7 + 0.2 * (1 - 1 / (1 + n / 2000)) + 0.02 * random()
  const {
    comparison: _,
    evaluation,
    run,
  } = known(
    {
      ...{ id: idOf(n), model, started, builtin: random() < 0.5 ? 'gradient-boosting' : null },
      ...{ commit: hex(random, 40), dirty: n % 4 === 0 },
      params: {
        [name]: 50 + Math.floor(random() * 10) * 50,
        depth: 3 + (n % 5),
        rate: Number((random() / 10).toFixed(4)),
      },
      seeds: [n % 3],
      artifact: { uri: `models/${model}.onnx`, digest: `sha256:${hex(random, 64)}`, bytes: 1000 + n },
      data: {
        train: {
          uri: 'data/train.parquet',
          digest: `sha256:${String(n % 12)
            .repeat(64)
            .slice(0, 64)}`,
          by: 'content',
        },
      },
      cost: { minutes: Number((1 + random() * 20).toFixed(2)) },
    },
    { roc_auc: auc, log_loss: 1 - auc / 2, brier: 0.25 - auc / 5 },
  )
  const outcome = random() < 0.6 ? 'pass' : random() < 0.5 ? 'undecided' : 'fail'
  return {
    ...{ schema: 'contender/run-event@1', id: run.id, at: started, by: ANN, run, evaluation },
    comparison: { outcome, gates: [] },
  }
}

function registration(n: number, model: string, version: string, commit: string, { run }: RunEvent) {
  const at = new Date(START + n * HOUR)
  const name = `${model}@${version}`
  const artifact = `${run.artifact.uri} ${run.artifact.digest}`
  const change = { action: 'register', version, stage: null, commit } as const
  const message = tagMessage(change, { model, by: { ...ANN }, reason: 'It is better', artifact })
  const event: AuditEvent = {
    ...{ schema: 'contender/audit@1', id: idOf(n), at: at.toISOString(), by: ANN, action: 'registry.register' },
    ...{ model, version, stage: null, commit, artifact, tag: name, reason: 'It is better', pull: n },
  }
  return { event, tag: { name, commit, message, at, by: { name: ANN.name, email: ANN.email } } satisfies NewTag }
}

function assignment(n: number, model: string, version: string, commit: string) {
  const at = new Date(START + n * HOUR)
  const name = `${model}#production#1`
  const message = tagMessage(
    { action: 'assign', version, stage: 'production', commit },
    { model, by: { ...ANN }, reason: 'It is better' },
  )
  const event: AuditEvent = {
    ...{ schema: 'contender/audit@1', id: idOf(n), at: at.toISOString(), by: ANN, action: 'registry.assign' },
    ...{ model, version, stage: 'production', commit, artifact: null, tag: name, reason: 'It is better' },
  }
  return { event, tag: { name, commit, message, at, by: { name: ANN.name, email: ANN.email } } satisfies NewTag }
}

function retraining(n: number, model: string, name: string, at: number): RetrainEvent {
  const time = (hours: number) => new Date(START + (n + hours) * HOUR).toISOString()
  return {
    ...{
      schema: 'contender/retrain-event@1',
      id: idOf(n),
      at: time(0),
      by: ANN,
      model,
      commit: null,
      evidence: `e${n}`,
    },
    ...{ because: `${name} has moved`, version: 'v1.0.0', data: null, minutes: 12, artifact: null, metric: 'roc_auc' },
    ...{ train: { from: time(-900), to: time(-90) }, holdout: { from: time(-90), to: time(0) } },
    ...{ rows: { train: 9000, holdout: 900 }, gain: { value: 0.01, ci: [0.002, 0.018] } },
    outcome: at % 2 === 0 ? 'pass' : 'undecided',
    pull: at % 2 === 0 ? 100 + at : null,
  }
}

function timeOf(n: number): string {
  return new Date(START + n * HOUR).toISOString()
}

function idOf(n: number): string {
  return eventId(
    new Date(START + n * HOUR),
    Uint8Array.from({ length: 10 }, (_, at) => (n >> (8 * at)) & 0xff),
  )
}

function hex(random: () => number, length: number): string {
  return Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join('')
}

/** Enough chance for made-up data. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
