/**
 * The share of the rows of a window, or of its files, that may be left out for they cannot be read: a day of a holdout of two
 * weeks. Without more of them the rest is another window than was asked for.
 */
export const MOST_LEFT_OUT = 0.1
