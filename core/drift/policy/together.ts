import type { Association } from './association.ts'

/** Groups of columns of which each goes together with another one. @param least how strongly */
export function together(names: readonly string[], association: Association, least: number): string[][] {
  let groups: string[][] = []
  for (const name of names) {
    const joins = (group: readonly string[]) => group.some((other) => association(other, name) >= least)
    const joined = Map.groupBy(groups, joins)
    groups = [...(joined.get(false) ?? []), [...(joined.get(true) ?? []).flat(), name]]
  }
  return groups
}
