import * as z from 'zod'
import type { Report } from '../../core/artifacts/report.ts'
import { UserError } from '../../core/errors.ts'
import { secretsOf } from '../../core/io/child-environment.ts'
import { explainRequest, isDenied } from '../../core/io/github/client.ts'
import { findPullRequests, readPullRequest } from '../../core/io/github/find-pull-requests.ts'
import { openConversation } from '../../core/io/github/open-conversation.ts'
import { keepComment } from '../../core/pull-request/keep-comment.ts'
import { isFork, type PullRequest } from '../../core/pull-request/pull-request.ts'
import { renderComment } from '../../reports/comment.ts'
import { renderMarkdown } from '../../reports/markdown.ts'
import { redactAll } from '../../reports/redact.ts'
import { defineAction, type Host, type Outcome } from '../action.ts'
import { gitHubPlace, repositoryOf } from '../github-place.ts'
import { patientClient } from '../patient-client.ts'
import { readReport } from './read-report.ts'
import { sayKept } from './say-kept.ts'
import { findSubject, type NoSubject, type Subject } from './subject.ts'

const inputs = z.strictObject({
  report: z.string().optional().describe('A report.json of this job itself; else the run’s artifacts have it'),
  pullRequest: z.coerce
    .number({ error: 'expected the number of a pull request' })
    .int()
    .positive()
    .optional()
    .describe('The pull request, where the event does not say which'),
  workflow: z
    .string()
    .default('.github/workflows/contender.yml')
    .describe('On the event `workflow_run`: the file of the workflow whose reports are taken'),
})

/** `contender comment` */
export const comment = defineAction({
  name: 'comment',
  summary: 'one comment on the pull request with the report, edited in place',
  examples: [
    [
      'contender comment --report .contender/report.json --pull-request 12',
      'in any CI, with GITHUB_TOKEN and GITHUB_REPOSITORY set',
    ],
  ],
  inputs,
  outputs: {
    comment: 'What became of the comment: `created`, `updated`, `unchanged` or `none`',
    'comment-url': 'Where the comment stands; empty where there is none',
  },
  async main(input, host) {
    const subject = await findSubject(input, host)
    if ('because' in subject) return nothing(subject, host)
    const place = openPlace(host)
    const pull = await findPull(place, subject)
    if ('because' in pull) return nothing(pull, host)
    const report = await host.step('reading the report', () =>
      readReport({ ...place, subject, file: input.report }, host),
    )
    if ('because' in report) return nothing(report, host)
    return write(place, { pull, report, subject }, host)
  },
})

type Place = ReturnType<typeof openPlace>

function openPlace(host: Host) {
  const at = repositoryOf(host.environment)
  if (at === undefined)
    throw new UserError('Missing GITHUB_REPOSITORY, expected the repository of the pull request as `owner/name`')
  const place = gitHubPlace(host)
  if (place === undefined)
    throw new UserError('Missing GITHUB_TOKEN, expected a token with `pull-requests: write` to comment with')
  // What is to be said may be out of date once the wait is over.
  const client = patientClient({ ...place, repeat: 'reads' }, host)
  return { at, client, token: place.token }
}

async function findPull({ at, client }: Place, { head, pull }: Subject): Promise<PullRequest | NoSubject> {
  const ask = <T>(work: Promise<T>) =>
    work.catch((error: unknown) => {
      throw explainRequest(`the pull requests of ${at.owner}/${at.repo}`, error, 'pull-requests: write')
    })
  if ('number' in pull) {
    const found = await ask(readPullRequest(client, at, pull.number))
    if (head === undefined || found.head === head) return found
    return { because: `#${found.number} has a newer commit than ${head.slice(0, 7)}: the run of that one comments.` }
  }
  const [found, ...others] = await ask(findPullRequests(client, at, pull))
  if (found === undefined)
    return { because: `No open pull request has ${pull.head.slice(0, 7)} as its newest commit any more.` }
  if (others.length === 0) return found
  const numbers = [found, ...others].map(({ number }) => `#${number}`).join(', ')
  return { because: `${numbers} have the same newest commit: which of them was judged cannot be told.`, warn: true }
}

interface Found {
  readonly pull: PullRequest
  readonly report: Report
  readonly subject: Subject
}

async function write({ at, client, token }: Place, { pull, report, subject: { run } }: Found, host: Host) {
  const { environment } = host
  const repository = `${at.owner}/${at.repo}`
  const server = environment.GITHUB_SERVER_URL || 'https://github.com'
  const fork = isFork(pull, repository)
  const secrets = secretsOf(environment)
  const head = report.head_sha ?? pull.head
  const state = { v: 1, head, run: run?.id ?? 0, attempt: run?.attempt ?? 0, by: 'action' } as const
  const body = renderComment(report, {
    state,
    secrets,
    fork: fork ? (pull.headRepository ?? 'a repository that is gone') : undefined,
    runUrl: run && `${server}/${repository}/actions/runs/${run.id}`,
  })
  const worthMail = report.models.length > 0 || report.outcome !== 'pass' || report.removed !== undefined
  const conversation = openConversation(client, { ...at, number: pull.number, token })
  try {
    const wanted = { body, state, create: pull.open && worthMail }
    const kept = await host.step(`writing to #${pull.number}`, () => keepComment(conversation, wanted, pull.head))
    return sayKept(kept, { number: pull.number, report })
  } catch (error) {
    const why = fork
      ? 'a run of a fork’s pull request may not comment'
      : pull.author === 'dependabot[bot]'
        ? 'a run that Dependabot started may not comment'
        : pull.locked && 'its conversation is locked'
    if (!why || !isDenied(error)) throw error
    const because = `No comment on #${pull.number}: ${why}. The report is in this job's summary; the bot, or a workflow of the event \`workflow_run\`, can comment: https://github.com/contender-ml/contender/blob/main/docs/fork-safety.md`
    const markdown = renderMarkdown(redactAll(report, secrets))
    return { ...nothing({ because }, host), summary: `${markdown}\n${because}\n` }
  }
}

function nothing({ because, warn = false }: NoSubject, host: Host): Outcome {
  if (warn) host.warn(because)
  return {
    outcome: 'pass',
    text: `${because}\n`,
    artifact: { comment: 'none', because },
    summary: because,
    outputs: { comment: 'none', 'comment-url': '' },
  }
}
