import type { Shape } from '../../core/artifacts/shape.ts'

/** One model in a picture. The candidate comes first. */
export interface Side {
  readonly name: string
  readonly shape: Shape
}

/** Data of all sides, each with its model's name; undefined where none has any. */
export function valuesOf<T extends object>(
  sides: readonly Side[],
  pick: (shape: Shape) => readonly T[] | undefined,
): { readonly names: string[]; readonly values: (T & { readonly model: string })[] } | undefined {
  const found = sides.flatMap(({ name, shape }) => {
    const values = pick(shape)
    return values === undefined || values.length === 0 ? [] : [{ name, values }]
  })
  if (found.length === 0) return undefined
  return {
    names: found.map(({ name }) => name),
    values: found.flatMap(({ name, values }) => values.map((value) => ({ ...value, model: name }))),
  }
}
