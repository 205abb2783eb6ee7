import type { CompiledForm } from '#forms'
import { placedNodes } from '#forms'
import type { ReadyRelease } from '../releases/releases.ts'

/** A form as a browser needs it: the definition and the code lists it offers. */
export function formForBrowser({ release }: ReadyRelease, { form }: CompiledForm) {
  const lists = new Set(
    placedNodes(form).flatMap(({ node }) => (node.kind === 'field' && node.codeList ? [node.codeList] : [])),
  )
  return {
    definition: form as unknown,
    codeLists: [...lists].flatMap((id) =>
      Object.hasOwn(release.codeLists, id) ? [release.codeLists[id] as unknown] : [],
    ),
  }
}

/** True where the form asks for something of the most careful class: who opens it is written down. */
export function asksSensitive({ form }: CompiledForm): boolean {
  return placedNodes(form).some(({ node }) => node.kind === 'field' && node.sensitivity === 'sensitive')
}
