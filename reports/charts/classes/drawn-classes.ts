import type { ClassShape } from '../../../core/artifacts/shape.ts'
import { isolate } from '../../isolate.ts'
import { sideColour } from '../chart.ts'
import type { Side } from '../side.ts'

/** A class as each model that has curves of it sees it. */
export interface DrawnClass {
  readonly name: string
  readonly models: readonly { readonly name: string; readonly colour: string; readonly shape: ClassShape }[]
}

/** The classes of a multiclass model that have curves, and those that have none. */
export interface DrawnClasses {
  readonly models: readonly { readonly name: string; readonly colour: string }[]
  readonly classes: readonly DrawnClass[]
  /** Names of the classes that are not drawn, in the order of all. */
  readonly others: readonly string[]
}

/**
 * Curves of each class of all models that have some, by class; undefined where none has any.
 *
 * @param sides the candidate first, whose classes are drawn: as both have the same labels, they are those of the base too
 */
export function drawnClasses(sides: readonly Side[]): DrawnClasses | undefined {
  const found = sides.filter(({ shape }) => (shape.one_against_rest ?? []).length > 0)
  const [first] = found
  if (first === undefined) return undefined
  const models = found.map(({ name, shape }, at) => ({ name, colour: sideColour(at), of: shape.one_against_rest! }))
  const names = first.shape.one_against_rest!.map((one) => one.class)
  return {
    models: models.map(({ colour, name }) => ({ colour, name })),
    classes: names.map((name) => ({
      name,
      models: models.flatMap(({ of, ...model }) => {
        const shape = of.find((one) => one.class === name)
        return shape === undefined ? [] : [{ ...model, shape }]
      }),
    })),
    others: first.shape.confusion?.classes.filter((name) => !names.includes(name)) ?? [],
  }
}

/** More names are no longer read. */
const MOST_NAMED = 40

/**
 * Which classes are not drawn, in a sentence; '' where all are.
 *
 * @example
 * sayNotDrawn({ classes: [a, b], others: ['c', 'd'], models }) // 'Drawn are the 2 classes with the most rows, of 4; not c, d.'
 */
export function sayNotDrawn({ classes, others }: DrawnClasses): string {
  if (others.length === 0) return ''
  const left = others.length - MOST_NAMED
  const named = `${others.slice(0, MOST_NAMED).map(isolate).join(', ')}${left > 0 ? ` and ${left} more` : ''}`
  const drawn = classes.length === 1 ? 'Drawn is the class' : `Drawn are the ${classes.length} classes`
  return `${drawn} with the most rows, of ${classes.length + others.length}; not ${named}.`
}

/** @example namesOf(drawn) // 'candidate and base' */
export function namesOf({ models }: DrawnClasses): string {
  return models.map(({ name }) => name).join(' and ')
}
