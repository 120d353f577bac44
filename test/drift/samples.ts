import fc from 'fast-check'

/** Rows of a numeric column, with ties: hundredths from −100 to 100. */
export const rows = fc.array(
  fc.integer({ min: -10_000, max: 10_000 }).map((value) => value / 100),
  { minLength: 1, maxLength: 60 },
)

/** Rows of 2 to 8 categories in two samples, each with a row. */
export const counts = fc.integer({ min: 2, max: 8 }).chain((categories) => {
  const sample = fc
    .array(fc.nat({ max: 60 }), { minLength: categories, maxLength: categories })
    .filter((list) => list.some((count) => count > 0))
  return fc.record({ reference: sample, current: sample })
})
