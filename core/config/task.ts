import * as z from 'zod'
import { suggest } from '../errors.ts'
import { TASKS } from '../metrics/metric.ts'

/** Tasks that people ask for and Contender does not judge: said so, rather than taken for a typing error. */
const REFUSED: Readonly<Record<string, string>> = {
  ranking: 'ranking models are not judged by this version',
  'multi-output': 'models with several outputs are not judged by this version: judge each output as a model of its own',
  clustering: 'models without labels cannot be compared by this version',
}

/** One of the tasks. */
export const task = z.enum(TASKS, {
  error: ({ input }) => {
    if (typeof input !== 'string') return `expected one of ${TASKS.join(', ')}`
    const refused = REFUSED[input.toLowerCase().replace(/[_ ]/g, '-')]
    return refused === undefined ? suggest(input, TASKS) : `${refused}; expected one of ${TASKS.join(', ')}`
  },
})
