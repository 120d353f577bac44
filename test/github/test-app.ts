import { generateKeyPairSync } from 'node:crypto'
import type { Permissions } from './route.ts'

/** The App that is installed at the repository. */
export interface TestApp {
  readonly id: number
  readonly slug: string
  readonly installationId: number
  readonly permissions: Permissions
  readonly events: readonly string[]
  /** PEM. */
  readonly privateKey: string
  readonly publicKey: string
  readonly webhookSecret: string
}

/** As the bot's manifest asks for them. */
export const PERMISSIONS: Permissions = {
  contents: 'write',
  pull_requests: 'write',
  issues: 'write',
  checks: 'write',
  actions: 'write',
  metadata: 'read',
  merge_queues: 'read',
  members: 'read',
}

/** Likewise. */
export const EVENTS =
  'pull_request pull_request_review issue_comment issues check_run workflow_run merge_group push'.split(' ')

let keys: Pick<TestApp, 'privateKey' | 'publicKey'> | undefined

/** One key pair a process, made when it is first asked for: that takes longer than starting all the rest. */
function keyPair() {
  keys ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  })
  return keys
}

/** Contender's App, as a team would register it. */
export function testApp(permissions: Permissions = PERMISSIONS): TestApp {
  return {
    id: 4711,
    slug: 'contender',
    installationId: 815,
    permissions,
    events: EVENTS,
    webhookSecret: 'a secret of the tests',
    get privateKey() {
      return keyPair().privateKey
    },
    get publicKey() {
      return keyPair().publicKey
    },
  }
}
