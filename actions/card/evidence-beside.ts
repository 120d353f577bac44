import { comparisonSchema } from '../../core/artifacts/comparison.ts'
import type { Evaluation } from '../../core/artifacts/evaluation.ts'
import { runSchema } from '../../core/artifacts/run.ts'
import { validationSchema } from '../../core/artifacts/validation.ts'
import type { Card } from '../../core/card/card.ts'
import { readArtifact } from '../read-artifact.ts'

/** What the other stages have left beside an evaluation, as far as it is of the same model file and rows. */
export async function evidenceBeside(
  { artifact, commit, config }: Evaluation,
  path: (file: string) => string,
): Promise<Pick<Card['evidence'], 'comparison' | 'run' | 'validation'>> {
  const comparison = await readArtifact(path('comparison.json'), comparisonSchema)
  const run = await readArtifact(path('run.json'), runSchema)
  const validation = await readArtifact(path('validation.json'), validationSchema)
  const { digest } = artifact
  return {
    comparison: comparison?.candidate.artifact.digest === digest ? comparison : undefined,
    run: run?.artifact.digest === digest ? run : undefined,
    validation: validation?.commit === commit && validation.config === config ? validation : undefined,
  }
}
