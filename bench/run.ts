/** `npm run bench`: the figures of the README, as ratios measured in turns on this machine. */
import '../core/io/without-maglev.mjs'
import { cpus, totalmem } from 'node:os'
import { markdownTable } from 'markdown-table'
import { benchAcknowledge } from './acknowledge.ts'
import { benchActions } from './actions.ts'
import { benchCompare } from './compare.ts'
import { benchDrift } from './drift.ts'
import { benchEvaluate } from './evaluate.ts'
import { benchHelp } from './help.ts'
import { benchLooks } from './looks.ts'
import { benchPublish } from './publish.ts'
import type { Calls, Row, Size, Wait } from './row.ts'
import { benchTrainSkip } from './train-skip.ts'
import { benchValidate } from './validate.ts'

const benches = {
  help: benchHelp,
  compare: benchCompare,
  drift: benchDrift,
  evaluate: benchEvaluate,
  validate: benchValidate,
  'train-skip': benchTrainSkip,
  actions: benchActions,
  acknowledge: benchAcknowledge,
  looks: benchLooks,
  publish: benchPublish,
}
const wanted = process.argv.slice(2)
const lines: string[][] = []
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.error(`measuring ${name} …`)
  for (const line of [await bench()].flat()) lines.push(say(line))
}
console.log(
  `${cpus().length} cores (${cpus()[0]?.model}), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}; medians of whole processes in turns\n`,
)
console.log(markdownTable([['work', 'beside', 'ratio', 'goal', 'time', 'memory'], ...lines]))

function say(line: Row | Size | Calls | Wait): string[] {
  if ('p99' in line) return sayWait(line)
  if ('bytes' in line) return saySize(line)
  return 'reads' in line ? sayCalls(line) : sayTime(line)
}

function sayTime({ beside, goal, measured, other, work }: Row): string[] {
  return [
    work,
    beside,
    `${(measured.seconds / other.seconds).toFixed(2)} ×`,
    `${goal.toFixed(1)} ×`,
    `${measured.seconds.toFixed(2)} s (${measured.fastest.toFixed(2)} to ${measured.slowest.toFixed(2)})`,
    measured.megabytes === 0 ? '' : `${Math.round(measured.megabytes)} MB`,
  ]
}

function saySize({ bytes, goal, work }: Size): string[] {
  const ratio = `${(bytes / goal).toFixed(2)} ×`
  return [`${work}: ${(bytes / 1e6).toFixed(1)} MB`, `the goal of ${goal / 1e6} MB`, ratio, '1.0 ×', '', '']
}

function sayCalls({ goal, reads, work, writes }: Calls): string[] {
  const allowed = `the goal of ${goal.reads} reads, ${goal.writes} writes`
  return [`${work}: ${reads} reads, ${writes} ${writes === 1 ? 'write' : 'writes'}`, allowed, '', '', '', '']
}

function sayWait({ goal, p50, p99, work }: Wait): string[] {
  const time = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
  return [work, `the goal of ${goal} ms`, `${(p99 / goal).toFixed(2)} ×`, '1.0 ×', time, '']
}
