import type { Change, JudgedGate, JudgedModel } from '../../core/governance/change.ts'
import { type Governance, governanceSchema, type Item } from '../../core/governance/schema.ts'
import type { AuditEvent } from '../../core/ledger/event.ts'

export const HEAD = '4f5e6d7c8b9a0f1e2d3c4b5a69788796a5b4c3d2'
export const EARLIER = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d'
export const DIGEST = `sha256:${'0a1b2c3d'.repeat(8)}`

/** Governance as contender.yml writes it, defaults filled in. */
export function governed(written: object = {}): Governance {
  return governanceSchema.parse(written)
}

export function signed(of: Partial<Item> = {}): Item {
  return { id: 'dpia', text: 'Privacy impact assessed', sign: ['@acme/privacy'], ...of }
}

export function gate(slug: string, outcome: JudgedGate['outcome'] = 'pass', of: Partial<JudgedGate> = {}): JudgedGate {
  return { model: 'delay', id: `delay/${slug}`, rule: slug, outcome, because: 'so it was measured', ...of }
}

export function judgedModel(of: Partial<JudgedModel> = {}): JudgedModel {
  const gates = [gate('roc_auc-min'), gate('roc_auc-against-base')]
  const data = [{ check: 'leakage', outcome: 'pass' as const }]
  return { model: 'delay', outcome: 'pass', digest: DIGEST, gates, data, ...of }
}

/** By ann, of one model, judged and passed; nobody has approved or signed yet. */
export function change(of: Partial<Change> = {}): Change {
  return {
    pull: 7,
    head: HEAD,
    author: 'ann',
    contributors: new Set(['ann']),
    paths: ['train.py'],
    present: ['train.py'],
    judging: [],
    models: ['delay'],
    removed: [],
    retraining: false,
    judged: [judgedModel()],
    awaited: false,
    approvals: [],
    owned: [],
    card: undefined,
    events: [],
    ...of,
  }
}

let written = 0

/** What somebody did by a comment, here by bob for the head. */
export function event(
  action: 'sign' | 'unsign' | 'accept',
  of: Partial<AuditEvent> & { login?: string } = {},
): AuditEvent {
  const { login = 'bob', ...more } = of
  written++
  return {
    schema: 'contender/audit@1',
    id: `01890000-0000-7000-8000-${String(written).padStart(12, '0')}`,
    at: '2026-03-01T12:00:00.000Z',
    by: { name: login, email: null, via: 'app', url: null },
    action: `governance.${action}`,
    ...{ model: null, version: null, stage: null, commit: null, artifact: null, tag: null, reason: null },
    pull: 7,
    head: HEAD,
    role: 'maintain',
    digests: { delay: DIGEST },
    ...more,
  }
}
