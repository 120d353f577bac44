import type { DriftMethod } from '../../../core/drift/methods.ts'

/** Our names of Evidently's tests. */
export const EVIDENTLY_NAMES: Readonly<Record<string, DriftMethod>> = {
  psi: 'psi',
  kl_div: 'kl',
  jensenshannon: 'js',
  hellinger: 'hellinger',
  chisquare: 'chi_square',
  g_test: 'g_test',
  wasserstein: 'wasserstein',
  ks: 'ks',
  cramer_von_mises: 'cramer_von_mises',
  mannw: 'mann_whitney',
  anderson: 'anderson_darling',
  ed: 'energy',
  es: 'epps_singleton',
  t_test: 't_test',
  z: 'z',
  TVD: 'tvd',
  fisher_exact: 'fisher',
}

/** Our names of NannyML's measures. */
export const NANNYML_NAMES: Readonly<Record<string, DriftMethod>> = {
  jensen_shannon: 'js',
  hellinger: 'hellinger',
  kolmogorov_smirnov: 'ks',
  wasserstein: 'wasserstein',
  chi2: 'chi_square',
  l_infinity: 'l_infinity',
}
