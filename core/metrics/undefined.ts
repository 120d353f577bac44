import type { Undefined } from './metric.ts'

/** Reasons that several metrics share for having no value. */
export const NO_ROWS: Undefined = { undefined: 'no row with a weight above 0' }
export const NO_SCORES: Undefined = { undefined: 'the model gave no probabilities' }
export const NO_POSITIVE: Undefined = { undefined: 'no row of the positive class' }
export const NO_NEGATIVE: Undefined = { undefined: 'no row of the negative class' }
export const ONE_CLASS: Undefined = { undefined: 'all rows are of one class' }
