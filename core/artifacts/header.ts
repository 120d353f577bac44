import * as z from 'zod'

/** A digest of bytes or of rows, as artifacts write it. */
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)

/** What every artifact begins with, after its `schema`. */
export const header = {
  model: z.string().describe('Name of the model'),
  commit: z.string().nullable().describe('Commit that was checked out; null outside Git'),
  config: digest.nullable().describe('Digest of contender.yml; null without one'),
  seed: z.int().nullable().describe('Seed of everything random in this stage'),
  contender: z.string().describe('Version of Contender'),
}

export type Header = z.output<z.ZodObject<typeof header>>

/** A file that was judged. */
export const artifactFile = z.strictObject({
  uri: z.string().describe('Path relative to contender.yml, or where it came from'),
  digest,
  bytes: z.int(),
})

export const interval = z.tuple([z.number(), z.number()]).readonly()

/** The value of each slice column: `{ "carrier": "AA" }`. */
export const sliceKey = z.record(z.string(), z.string())
