import * as z from 'zod'
import type { AuditLog } from '../../core/artifacts/audit.ts'
import { gitPlace } from '../../core/io/git-place.ts'
import { renderLog } from '../../reports/audit.ts'
import { defineAction } from '../action.ts'
import { openLedger } from '../ledger.ts'
import { askForSigners } from './ask-github.ts'
import { localInput } from './inputs.ts'

/** `contender audit log` */
export const auditLog = defineAction({
  name: 'audit log',
  summary: 'who did what to versions and stages, when and why, from the ledger',
  examples: [
    ['contender audit log', 'of all models, newest first'],
    ['contender audit log --model delay --json', 'of one, for a program'],
  ],
  inputs: z.strictObject({
    model: z.string().optional().describe('Only this model'),
    ...localInput,
  }),
  async main({ local, model }, host) {
    const ledger = await openLedger({ root: await gitPlace(host.directory) }, host, { local })
    const { events: all, head } = await host.step('reading the ledger', () => ledger.auditAt())
    const events = all.filter((event) => model === undefined || event.model === model)
    const artifact: AuditLog = {
      schema: 'contender/audit-log@1',
      place: ledger.place,
      head: head ?? null,
      events: events.toReversed(),
      signers: local ? null : await askForSigners(events, head, host),
    }
    return { outcome: 'pass', text: renderLog(artifact, host.paint), artifact }
  },
})
