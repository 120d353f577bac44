/** How far an estimate scatters: its variance and how many degrees of freedom stand behind it. */
export interface Spread {
  readonly variance: number
  /** Infinity: the normal distribution holds. */
  readonly df: number
}

/**
 * The spread of a sum of independent parts, with Satterthwaite's approximate degrees of freedom.
 *
 * @see Satterthwaite 1946, doi:10.2307/3002019; Welch 1947, doi:10.2307/2332510
 * @example
 * addSpreads({ variance: 1, df: 4 }, { variance: 1, df: 4 }) // { variance: 2, df: 8 }
 */
export function addSpreads(...parts: readonly Spread[]): Spread {
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  const uncertain = parts.reduce((sum, part) => sum + part.variance ** 2 / part.df, 0)
  return { variance, df: uncertain === 0 ? Infinity : variance ** 2 / uncertain }
}
