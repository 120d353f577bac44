import * as z from 'zod'
import { defineAction } from '../action.ts'
export const doctor = defineAction({
  name: 'doctor',
  summary: 'check an existing set-up, and say the next step for each finding',
  examples: [],
  inputs: z.strictObject({}),
  async main() {
    return { outcome: 'pass', text: '', artifact: {} }
  },
})
