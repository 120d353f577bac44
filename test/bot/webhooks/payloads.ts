/** Webhooks as GitHub sends them, trimmed to what tells them apart. */

export const ann = { login: 'ann', type: 'User' }
export const contender = { login: 'contender[bot]', type: 'Bot' }
export const us = { id: 4711, login: 'contender[bot]' }
export const SHA = 'a'.repeat(40)
export const BASE = 'b'.repeat(40)

export const place = {
  installation: { id: 815 },
  repository: { id: 1, name: 'models', owner: { login: 'acme' }, default_branch: 'main' },
  sender: ann,
}

export const pull = (action: string, more: object = {}) => ({
  ...place,
  action,
  pull_request: { number: 7, head: { ref: 'change' } },
  ...more,
})

export const comment = (action: string, body: string | null, more: object = {}) => ({
  ...place,
  action,
  issue: { number: 7, pull_request: {} },
  comment: {
    ...{ id: 99, body, user: ann, html_url: 'https://github.test/acme/models/pull/7#99' },
    ...{ created_at: '2026-11-02T09:00:00Z', updated_at: '2026-11-02T09:00:00Z' },
  },
  ...more,
})

export const check = (action: string, app: number, more: object = {}) => ({
  ...place,
  action,
  check_run: { id: 5, name: 'contender / metrics', head_sha: SHA, app: { id: app }, pull_requests: [{ number: 7 }] },
  ...more,
})

export const run = (more: object = {}) => ({
  ...place,
  action: 'completed',
  workflow_run: {
    ...{ event: 'pull_request', head_sha: SHA, head_branch: 'change', pull_requests: [{ number: 7 }] },
    head_repository: { full_name: 'acme/models' },
    ...more,
  },
})

export const push = (ref: string, more: object = {}) => ({ ...place, ref, before: BASE, after: SHA, ...more })
