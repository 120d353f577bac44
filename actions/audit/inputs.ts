import * as z from 'zod'

/** Input of every command that only reads the ledger. */
export const localInput = {
  local: z.boolean().default(false).describe("Read this clone's own ledger, not that of origin"),
}
