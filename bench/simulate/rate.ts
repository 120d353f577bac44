/** How often something happened. */
export interface Rate {
  hits: number
  of: number
}

export function noRate(): Rate {
  return { hits: 0, of: 0 }
}

/** Counts one more trial. */
export function count(rate: Rate, happened: boolean): void {
  rate.of++
  if (happened) rate.hits++
}

export function shareOf({ hits, of }: Rate): number {
  return hits / of
}

/** Standard error of an observed share where the truth is `share`. */
export function monteCarloError({ of }: Rate, share: number): number {
  return Math.sqrt((share * (1 - share)) / of)
}
