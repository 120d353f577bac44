import type { Item } from '../schema.ts'

/** `policy: default`: what most teams ask of a change of a model. Data, not code: other policies are lists like this one. */
export const DEFAULT_ITEMS: readonly Item[] = [
  {
    id: 'gates',
    text: 'Every gate passed or was accepted',
    why: 'A model earns its merge by numbers that hold up.',
    evidence: { gate: 'all' },
  },
  {
    id: 'data',
    text: 'No check of the data failed',
    why: 'Numbers on broken data mean nothing.',
    evidence: { data: 'all' },
  },
  {
    id: 'review',
    text: 'Somebody else approved it',
    why: 'Whoever made a model is the last to see what is wrong with it.',
    evidence: { review: 1 },
  },
  {
    id: 'high-risk',
    text: 'The risk of a high-risk model was taken on by its owner',
    why: 'Somebody has to answer for it.',
    when: { risk: ['high'] },
  },
  {
    id: 'retraining',
    text: 'The reason for retraining was looked at',
    why: 'A machine opened this: a person should know why.',
    sign: ['write'],
    when: { retraining: true },
  },
]
