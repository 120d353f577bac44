/** From this effect on a change matters: W1 in deviations of the reference, or a distance of Kolmogorov or Jensen–Shannon. */
export const FLOOR = 0.1

/** With fewer rows on either side nothing is said. */
export const FEWEST_ROWS = 200

/** With fewer blocks on either side permuting them says nothing. */
export const FEWEST_BLOCKS = 5

/** Whole numbers with at most so many different values are compared as categories. */
export const MOST_LEVELS = 10

/** How often a window without drift may be called `watch` or `drift`, over all families. */
export const WATCH_LEVEL = 0.05

/** The share of its level that three times the floor has to keep to be drift at once. */
export const LEVEL_AT_ONCE = 0.1
