import type { DriftVerdict } from '../../core/artifacts/drift.ts'

const MARKS: Readonly<Record<DriftVerdict, string>> = { stable: '✅', watch: '👀', drift: '❌', insufficient: '⏳' }

/** `✅`, `👀`, `❌`, or `⏳` where rows are missing. */
export function driftMark(verdict: DriftVerdict): string {
  return MARKS[verdict]
}

export const DRIFT_COLOURS = { stable: 'green', watch: 'yellow', drift: 'red', insufficient: 'dim' } as const

/** A window each, oldest first, as strips of a history have them: squares on GitHub, heights in a terminal. */
export const SQUARES: Readonly<Record<DriftVerdict, string>> = {
  stable: '🟩',
  watch: '🟨',
  drift: '🟥',
  insufficient: '⬜',
}

export const SQUARES_MEAN = '🟩 stable 🟨 watch 🟥 drift ⬜ too little to judge'

export const HEIGHTS: Readonly<Record<DriftVerdict, string>> = {
  stable: '▂',
  watch: '▅',
  drift: '█',
  insufficient: '·',
}
