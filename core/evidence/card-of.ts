import type { Card } from '../card/card.ts'
import type { Dossier } from './dossier.ts'

/** What the model card of a version is written from; undefined where nobody kept how it was judged. */
export function cardOf({
  contender,
  events,
  judgement,
  model,
  people,
  release,
  rules,
  run,
  version,
}: Dossier): Card | undefined {
  if (judgement === undefined) return undefined
  const { comparison, evaluation, inPart, validation } = judgement
  const last = events.windows.at(-1)
  return {
    ...{ model, version: version.version, people, contender, target: rules.target },
    features: release?.release.features ?? rules.columns,
    evidence: {
      ...{ evaluation, comparison, validation, inPart },
      run: run?.run,
      drift: last && {
        ...{ verdict: last.summary.verdict, window: last.summary.window, because: last.because },
        version: version.version,
      },
    },
  }
}
