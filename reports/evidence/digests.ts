import type { Dossier } from '../../core/evidence/dossier.ts'

/** A digest of something that a version was made from, or judged on. */
export interface Digest {
  readonly what: string
  readonly uri: string
  readonly digest: string
  /** The file of the pack that tells it. */
  readonly from: string
}

/** The bytes that a version is, and all that it was made from, by their digests. */
export function digestsOf({ artifact, judgement, rules, run }: Dossier): Digest[] {
  const found: Digest[] = []
  const add = (from: string, what: string, uri: string, digest: string | null | undefined) => {
    if (digest) found.push({ what, uri, digest, from })
  }
  add('version.json', 'model file', artifact.uri ?? 'the model', artifact.digest)
  add('version.json', 'rules at its commit', rules.path, rules.digest)
  if (run !== undefined) {
    const { data, environment, inputs } = run.run
    for (const [part, { digest, uri }] of Object.entries(data))
      add('run.json', `${part} data of the training`, uri, digest)
    for (const { digest, uri } of inputs) add('run.json', 'code of the training', uri, digest)
    for (const { digest, uri } of environment.locks) add('run.json', 'packages of the training', uri, digest)
  }
  if (judgement !== undefined) {
    const { evaluation, inPart, validation } = judgement
    const from = inPart ? 'run-event.json' : 'evaluation.json'
    const { dataset } = evaluation
    add(from, 'ids, labels and groups that it was judged on', dataset.uri, dataset.digest)
    add(from, 'files that it was judged on', dataset.uri, dataset.files)
    add(from, 'pairs of rows', evaluation.expectations?.file ?? '', evaluation.expectations?.digest)
    add('validation.json', 'contract of the data', 'contender.schema.yml', validation?.contract)
  }
  return found
}
