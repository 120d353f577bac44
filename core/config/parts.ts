import * as z from 'zod'
import { mustBeGlob } from './must-be-glob.ts'
import { mustBeHere } from './must-be-here.ts'

export const text = (what: string) => z.string({ error: `expected ${what}` }).min(1, { error: `expected ${what}` })
export const path = (what: string) => text(what).superRefine(mustBeGlob).superRefine(mustBeHere)
export const list = (what: string) => z.array(text(what), { error: `expected a list of ${what}s` }).default([])
export const label = z
  .union([z.string(), z.number(), z.boolean()], { error: 'expected a label as it stands in the data' })
  .transform(String)
export const whole = (least: number, what: string) =>
  z.int({ error: `expected ${what}` }).min(least, { error: `expected ${what}` })
