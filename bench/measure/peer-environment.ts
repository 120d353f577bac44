/**
 * Peers run as a team would run them: without the workarounds for old builds of OpenBLAS that a machine may have set,
 * which slow NumPy, without counting their users over the network, and with two threads.
 */
export const PEER_ENVIRONMENT: Readonly<Record<string, string | undefined>> = {
  OPENBLAS_CORETYPE: undefined,
  OPENBLAS_L2_SIZE: undefined,
  OMP_NUM_THREADS: '2',
  DO_NOT_TRACK: '1',
  NML_DISABLE_USAGE_LOGGING: '1',
  PYTHONWARNINGS: 'ignore',
}
