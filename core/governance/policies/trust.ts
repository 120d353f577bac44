import type { Item } from '../schema.ts'

/** What no policy leaves out: without these a change could judge itself. Signed by the policy's `owner`. */
export const TRUST_ITEMS: readonly Item[] = [
  {
    id: 'judged-by',
    text: 'What judges this change was looked at',
    why: 'It edits the workflow, contender.yml, test data or evaluation code, so its own numbers prove little.',
    when: { judging: true },
  },
  {
    id: 'removal',
    text: 'Taking the model out is meant',
    why: 'No gate judges a model that contender.yml names no more.',
    when: { removed: true },
  },
]
