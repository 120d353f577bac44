import * as z from 'zod'

/** Inputs of every command that reads the history. */
export const historyInputs = {
  local: z.boolean().default(false).describe("Do not ask the remote: this clone's own ledger and tags"),
}
