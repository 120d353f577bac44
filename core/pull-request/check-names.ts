/** The checks that the App makes of a pull request, by name; rulesets require them by these. */
export const CHECKS = { metrics: 'contender / metrics', governance: 'contender / governance' } as const
