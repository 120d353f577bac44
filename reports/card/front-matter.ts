import { stringify } from 'yaml'
import type { Card } from '../../core/card/card.ts'

const PIPELINES = {
  'binary-classification': 'tabular-classification',
  'multiclass-classification': 'tabular-classification',
  regression: 'tabular-regression',
} as const

/**
 * The metadata that Hugging Face reads at the head of a model card, as YAML: license, task and `model-index`.
 *
 * @see https://huggingface.co/docs/hub/model-cards
 */
export function frontMatter({ evidence: { evaluation }, model, people }: Card): string {
  const pipeline = PIPELINES[evaluation.task]
  const { dataset } = evaluation
  const metrics = Object.entries(evaluation.metrics).flatMap(([name, { ci, value }]) =>
    value === null ? [] : [{ type: name, value, name, ...(ci && { confidence_interval: [...ci] }) }],
  )
  const metadata = {
    ...(people.license !== undefined && { license: people.license }),
    pipeline_tag: pipeline,
    ...(evaluation.artifact.uri.endsWith('.onnx') && { library_name: 'onnx' }),
    tags: [...new Set([evaluation.task, 'contender', ...(people.tags ?? [])])],
    metrics: metrics.map(({ type }) => type),
    'model-index': [
      {
        name: model,
        results: [
          {
            task: { type: pipeline, name: evaluation.task },
            dataset: { type: dataset.uri, name: dataset.uri, revision: dataset.digest },
            metrics,
          },
        ],
      },
    ],
  }
  return `---\n${stringify(metadata, { lineWidth: 0 })}---\n`
}
