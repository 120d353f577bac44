import * as z from 'zod'
import type { Margin } from '../metrics/metric.ts'

const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/
const MILLISECONDS = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const SIZE = /^(\d+(?:\.\d+)?)(B|kB|KB|MB|GB)$/
const BYTES = { B: 1, kB: 1e3, KB: 1e3, MB: 1e6, GB: 1e9 } as const

const SPAN = 'expected a duration above 0 such as 90s, 60m, 2h or 1d'

/** `60m`, `1d`, `90s` → milliseconds, above 0. */
export const duration = z
  .string({ error: SPAN })
  .regex(DURATION, { error: SPAN })
  .refine((text) => Number.parseFloat(text) > 0, { error: SPAN })
  .transform((text) => {
    const [, amount, unit] = DURATION.exec(text)!
    return Number(amount) * MILLISECONDS[unit as keyof typeof MILLISECONDS]
  })

/** The longest that a timer of Node can wait; a longer one would fire at once. */
const LONGEST_WAIT = 2 ** 31 - 1

/** A duration that something is waited for: at most 24 days. */
export const timeout = duration.refine((milliseconds) => milliseconds <= LONGEST_WAIT, {
  error: 'expected at most 24d',
})

/** `20MB` → bytes, in powers of ten. */
export const size = z
  .string({ error: 'expected a size such as 500kB or 20MB' })
  .regex(SIZE, { error: 'expected a size such as 500kB or 20MB' })
  .transform((text) => {
    const [, amount, unit] = SIZE.exec(text)!
    return Number(amount) * BYTES[unit as keyof typeof BYTES]
  })

/** `1.1x` → 1.1, a ratio to the base model. */
export const ratio = z
  .string({ error: 'expected a ratio to the base model such as 1.1x' })
  .regex(/^\d+(\.\d+)?x$/, { error: 'expected a ratio to the base model such as 1.1x' })
  .transform((text) => Number(text.slice(0, -1)))

const MARGIN = 'expected a number ≥ 0 in the units of the metric, or a percentage of the baseline such as 1%'

/** `0.005` → absolute, `1%` → relative to the baseline's value. */
export const margin = z
  .union([z.number().min(0, { error: MARGIN }), z.string().regex(/^\d+(\.\d+)?%$/, { error: MARGIN })], {
    error: MARGIN,
  })
  .transform(
    (given): Margin =>
      typeof given === 'number'
        ? { kind: 'absolute', value: given }
        : { kind: 'relative', value: Number(given.slice(0, -1)) / 100 },
  )
