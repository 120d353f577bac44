import type { BenchWork } from './work.ts'
import { acknowledge } from './works/acknowledge.ts'
import { actions } from './works/actions.ts'
import { boosting } from './works/boosting.ts'
import { comment } from './works/comment.ts'
import { compare } from './works/compare.ts'
import { contract } from './works/contract.ts'
import { driftCategorical } from './works/drift-categorical.ts'
import { driftLarge } from './works/drift-large.ts'
import { driftNumeric } from './works/drift-numeric.ts'
import { evaluate } from './works/evaluate.ts'
import { firstResult } from './works/first-result.ts'
import { help } from './works/help.ts'
import { looks } from './works/looks.ts'
import { publish } from './works/publish.ts'
import { trainSkip } from './works/train-skip.ts'

/** In the order of the document. */
export const WORKS: readonly BenchWork[] = [
  driftNumeric,
  driftCategorical,
  driftLarge,
  compare,
  evaluate,
  contract,
  firstResult,
  comment,
  boosting,
  help,
  trainSkip,
  actions,
  publish,
  acknowledge,
  looks,
]
