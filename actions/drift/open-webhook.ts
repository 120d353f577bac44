import type { Model } from '../../core/config.ts'
import { UserError } from '../../core/errors.ts'
import { sendWebhook } from '../../core/io/send-webhook.ts'
import { type WebhookTemplate, webhookBody } from '../../core/response/webhook-body.ts'
import { callKey, webhookFacts } from '../../core/response/webhook-facts.ts'
import type { DriftStory } from '../../reports/drift-issue.ts'
import type { Host } from '../action.ts'
import { repositoryOf } from '../github-place.ts'
import type { ResponseHost } from './carry-out.ts'

/** What a webhook is, by the config, and what it tells of. */
export interface WebhookSetting {
  readonly webhook: NonNullable<Model['drift']>['alert']['webhook']
  /** What `webhook.template` names, as it was read. */
  readonly template: WebhookTemplate | undefined
  readonly story: Pick<DriftStory, 'drift' | 'actions'>
}

/** Calls the webhook of a model by the environment's address and secret; tells nothing where the config has none. */
export function openWebhook(
  { story, template, webhook }: WebhookSetting,
  host: Pick<Host, 'environment' | 'fetch' | 'now'>,
): ResponseHost['callWebhook'] {
  return async ({ action, issueUrl, state }) => {
    if (webhook === undefined) return
    const { environment } = host
    const at = repositoryOf(environment)
    const repository = at === undefined ? null : `${at.owner}/${at.repo}`
    const call = { ...story, action, state, issueUrl, repository, runUrl: runUrlOf(environment) }
    const message = {
      variable: webhook.url,
      url: environment[webhook.url],
      secret: secretOf(webhook.secret, environment),
      body: webhookBody(webhookFacts(call), template),
      key: callKey(call),
    }
    await sendWebhook(message, host)
  }
}

/** A secret that is asked for and not there must not become a call without a signature. */
function secretOf(variable: string | undefined, environment: Host['environment']): string | undefined {
  if (variable === undefined || environment[variable]) return variable && environment[variable]
  throw new UserError(`Missing $${variable}, expected the secret that signs the webhook in \`drift.alert.webhook\``)
}

function runUrlOf({ GITHUB_REPOSITORY, GITHUB_RUN_ID, GITHUB_SERVER_URL }: Host['environment']): string | null {
  if (!GITHUB_REPOSITORY || !GITHUB_RUN_ID) return null
  return `${GITHUB_SERVER_URL || 'https://github.com'}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`
}
