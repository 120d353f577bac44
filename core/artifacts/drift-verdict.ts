import * as z from 'zod'

/** Worst last: the verdict of a whole is the worst of its parts, and `insufficient` where none has another. */
export const DRIFT_VERDICTS = ['insufficient', 'stable', 'watch', 'drift'] as const

export const driftVerdict = z.enum(DRIFT_VERDICTS)
