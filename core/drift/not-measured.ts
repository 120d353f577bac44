/** Of a column that the default policy has not measured: what drift.json would say of its effect and significance. */
export const NOT_MEASURED = {
  effect: null,
  times: null,
  p_value: null,
  p_by: null,
  blocks: null,
  q_value: null,
  seasonal: null,
} as const
