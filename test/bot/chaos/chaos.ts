/**
 * What goes wrong: a fifth arrives twice, and of a hundred requests two fail, of which one is done all the same. Beside
 * that, the process of each bot is killed in the midst of its work, once in ten minutes.
 */
export const CHAOS = { duplicate: 0.2, reorder: 0.1, drop: 0.05, errors: 0.01, lateErrors: 0.01 }
