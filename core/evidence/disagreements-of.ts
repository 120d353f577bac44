import { count } from '../count.ts'
import type { Dossier } from './dossier.ts'

/** What two parts of the evidence tell otherwise: plain sentences. An empty list says only that these were looked for. */
export function disagreementsOf(dossier: Dossier): string[] {
  const { artifact, chain, events, judgement, release, rules, version } = dossier
  const { commit, registration: tag } = version
  const { registration } = events
  return [
    ...(chain.findings.length === 0
      ? []
      : [
          `The ledger was changed: ${count(chain.findings.length, 'finding')} of \`contender audit verify\`, in audit-verification.json.`,
        ]),
    ...(artifact.because?.startsWith('The tag ') ? [`${artifact.because}.`] : []),
    ...(registration !== undefined && registration.commit !== null && registration.commit !== commit
      ? [`The ledger's registration is of commit ${registration.commit}, the tag ${tag?.name} of ${commit}.`]
      : []),
    ...otherMetrics(dossier),
    ...(judgement !== undefined &&
    rules.digest !== undefined &&
    isOfCommit(dossier) &&
    judgement.evaluation.config !== rules.digest
      ? [
          `It was judged at its commit under another ${rules.path} (${judgement.evaluation.config ?? 'none'}) than the commit holds (${rules.digest}).`,
        ]
      : []),
    ...(release !== undefined && release.release.commit !== null && release.release.commit !== commit
      ? [`release.json is of commit ${release.release.commit}, the version of ${commit}.`]
      : []),
  ]
}

function isOfCommit({ judgement, version }: Dossier): boolean {
  return judgement?.evaluation.commit === version.commit
}

/** The same rows judged by the same model give the same numbers. */
function otherMetrics({ events, judgement }: Dossier): string[] {
  const recorded = events.run?.evaluation
  if (judgement === undefined || judgement.inPart || !recorded) return []
  const { dataset, metrics, threshold } = judgement.evaluation
  if (dataset.digest !== recorded.dataset.digest || threshold !== recorded.threshold) return []
  const names = Object.entries(recorded.metrics)
    .filter(([name, { value }]) => Object.hasOwn(metrics, name) && metrics[name]!.value !== value)
    .map(([name]) => name)
  return names.length === 0
    ? []
    : [`evaluation.json and the run in the ledger differ, on the same rows, in ${names.join(', ')}.`]
}
