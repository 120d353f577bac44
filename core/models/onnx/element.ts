/** Types of numbers and text that a model may take, by onnxruntime's names. */
export const ELEMENT_TYPES = ['float32', 'float64', 'int64', 'int32', 'bool', 'string'] as const
export type ElementType = (typeof ELEMENT_TYPES)[number]

export function isElementType(type: string): type is ElementType {
  return (ELEMENT_TYPES as readonly string[]).includes(type)
}
