import * as z from 'zod'
import { PERTURBATIONS, type Perturbation } from '../robustness/perturb.ts'
import { section } from './section.ts'

const SPREADS = 'expected a number of standard deviations above 0 and at most 10'
const SHARE = 'expected a share above 0 and at most 1'

const level = (most: number, expected: string) =>
  z.number({ error: expected }).gt(0, { error: expected }).max(most, { error: expected }).exactOptional()

const FORM = 'expected a list of noise, missing and typos, or a section with a level for each'

const levels = section({
  noise: level(10, SPREADS).describe('Noise on numbers, in standard deviations of the column'),
  missing: level(1, SHARE).describe('Share of values that go missing'),
  typos: level(1, SHARE).describe('Share of values of text with two letters in each other’s place'),
})

/** Small enough that a model in use meets them, large enough to be seen. */
const USUAL = { noise: 0.1, missing: 0.05, typos: 0.05 } as const

/** `evaluate.robustness` */
export const robustnessConfigSchema = z
  .union([z.array(z.enum(PERTURBATIONS, { error: 'expected noise, missing or typos' }), { error: FORM }), levels], {
    error: FORM,
  })
  .transform((given): readonly Perturbation[] => {
    const asked = Array.isArray(given) ? Object.fromEntries(given.map((name) => [name, USUAL[name]])) : given
    return PERTURBATIONS.flatMap((perturbation) => {
      const level = asked[perturbation]
      return level === undefined ? [] : [{ perturbation, level }]
    })
  })
