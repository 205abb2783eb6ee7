import type { FeelExpression } from '#feel'

/** A text of a definition that is either meant literally or, with a leading `=`, a FEEL expression. */
export type Value =
  | { readonly literal: string; readonly expression?: undefined }
  | { readonly literal?: undefined; readonly expression: FeelExpression }
