import type { Report } from './report.ts'
import { shapeFields } from './shape.ts'

/** Models of a report beyond which it would outgrow what a bot reads, and nobody looks at all the pictures. */
const MOST_PICTURED = 20

/** The models of a report; where they are many, without what only pictures are made of: each model's own files have it. */
export function withoutPictures(models: Report['models']): Report['models'] {
  if (models.length <= MOST_PICTURED) return models
  return models.map((model) => ({
    ...model,
    evaluation: Object.fromEntries(
      Object.entries(model.evaluation).filter(
        ([name]) => name !== 'partial_dependence' && !Object.hasOwn(shapeFields, name),
      ),
    ) as typeof model.evaluation,
    ...(model.comparison !== undefined && {
      comparison: { ...model.comparison, against: model.comparison.against.map(({ shape, ...one }) => one) },
    }),
  }))
}
