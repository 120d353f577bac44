/** Ways to compare two samples of a column, by the names that the config and the artifacts have for them. */
export const DRIFT_METHODS = [
  'ks',
  'psi',
  'js',
  'wasserstein',
  'hellinger',
  'tvd',
  'chi_square',
  'kl',
  'cramer_von_mises',
  'mann_whitney',
  'energy',
  'anderson_darling',
  'g_test',
  'fisher',
  'l_infinity',
  'z',
  't_test',
  'epps_singleton',
] as const

export type DriftMethod = (typeof DRIFT_METHODS)[number]
