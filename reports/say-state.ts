import type { MetricsState } from '../core/pull-request/metrics-state.ts'
import { codeSpan } from './code-span.ts'
import { escapeLong } from './tables.ts'

/** What a state is about. */
export interface StateContext {
  /** Path of the workflow that the base branch names. */
  readonly workflow: string
  /** Where the policy was read: `main (1a2b3c4)`. */
  readonly place: string
  /** The pull request comes from another repository. */
  readonly isFork: boolean
  /** The workflow run; undefined where there is none. */
  readonly runUrl: string | undefined
  /** Who may accept a gate that did not pass, by the policy. */
  readonly accept: readonly string[]
}

/**
 * What a state of the numbers means and what to do about it, as GitHub Markdown; empty where the report says it all.
 *
 * @example
 * sayState({ state: 'untouched' }, context) // 'Nothing that a model is made of differs …'
 */
export function sayState(
  state: MetricsState,
  { isFork, place, runUrl, workflow }: Omit<StateContext, 'accept'>,
): string {
  const run = runUrl === undefined ? 'The run' : `[The run](${runUrl})`
  const file = codeSpan(workflow)
  switch (state.state) {
    case 'no rules':
      return `The rules of this repository cannot be read at ${escapeLong(place)}, so nothing can be judged:\n\n> ${escapeLong(state.because)}\n\n**What now?** Mend \`contender.yml\` on the base branch, in a pull request of its own.`
    case 'no config':
      return 'Neither the base branch nor this change has a `contender.yml`: there is no model to judge.'
    case 'untouched':
      return 'Nothing that a model is made of differs from the base branch.'
    case 'waiting':
      return state.for === 'start'
        ? `Waiting for ${file} to start.`
        : `${run} goes on. Its report is judged when it is over.`
    case 'held':
      return `${run} waits for somebody to let it begin: GitHub asks for that before it runs code of somebody who is new here, and before an environment that is protected.\n\n**What now?** Look at the change of workflows and scripts, then press _Approve and run_ at the pull request.`
    case 'not started':
      return [
        `${file} has not started for this commit, though a model may be touched. Look whether`,
        '',
        `- it is there, at the head of this pull request, and runs on \`pull_request\`${isFork ? '' : ' (a push that a workflow made with its own token starts none)'}`,
        '- filters of paths or branches keep it from running: this check waits for it on every pull request',
        '- it waits for a maintainer to approve the run of a first-time contributor',
        '- the pull request conflicts with its base: GitHub starts no workflow then',
        '',
        '**What now?** Mend what keeps it, and push; where its file has another name, say so by `workflow:` in `contender.yml` of the base branch.',
      ].join('\n')
    case 'no report':
      return `There is no report to judge by: ${escapeLong(state.because)}.\n\n**What now?** ${run} has a log; mend what stopped it and push, or run it again.`
    case 'judged':
      return ''
  }
}
