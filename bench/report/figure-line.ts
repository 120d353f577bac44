import type { Figure } from '../work.ts'

/** The cells of one figure: what, measured, goal, reached. */
export function figureLine(figure: Figure): string[] {
  if ('p99' in figure) {
    const { goal, p50, p99, work } = figure
    const time = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`
    return [work, time, `p99 ${goal} ms`, yes(p99 <= goal)]
  }
  if ('bytes' in figure) {
    const { bytes, goal, work } = figure
    return [work, `${(bytes / 1e6).toFixed(2)} MB`, `${goal / 1e6} MB`, yes(bytes <= goal)]
  }
  const { goal, reads, work, writes } = figure
  return [work, calls(reads, writes), calls(goal.reads, goal.writes), yes(reads <= goal.reads && writes <= goal.writes)]
}

function calls(reads: number, writes: number): string {
  return `${reads} ${reads === 1 ? 'read' : 'reads'}, ${writes} ${writes === 1 ? 'write' : 'writes'}`
}

function yes(reached: boolean): string {
  return reached ? 'yes' : '**no**'
}
