import type { CompiledForm } from '../data/compile-form.ts'
import type { FormState } from '../data/form-state.ts'
import type { Problem, SectionNode } from '../definition/form-definition.ts'

/** The step after the form's own, where what was filled is read once more. No section has this id. */
export const summaryStep = '/summary'

export interface Place {
  /** Id of the section that is shown, or `summaryStep`; nothing where the form is one page. */
  readonly step: string | undefined
  /** Steps that were shown before. */
  readonly visited: ReadonlySet<string>
  /** Sections that must be there though they are out of sight or folded. */
  readonly revealed: ReadonlySet<string>
  /** Pointer of the answer a person is led to; a table brings its cell into view. Another object each time. */
  readonly target?: { readonly pointer: string }
}

/** Where a person is in an open form. */
export interface Navigation {
  readonly place: () => Place
  readonly subscribe: (listener: () => void) => () => void
  readonly go: (step: string) => void
  /** Makes sections be there, folded or not. */
  readonly reveal: (sections: readonly string[]) => void
  readonly lead: (pointer: string) => void
}

export function navigation(first: string | undefined): Navigation {
  const listeners = new Set<() => void>()
  let place: Place = { step: first, visited: new Set(first ? [first] : []), revealed: new Set() }
  const become = (next: Partial<Place>) => {
    place = { ...place, ...next }
    for (const listener of listeners) listener()
  }
  return {
    place: () => place,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    go: (step) => step !== place.step && become({ step, visited: new Set([...place.visited, step]) }),
    lead: (pointer) => become({ target: { pointer } }),
    reveal: (sections) => {
      if (sections.some((id) => !place.revealed.has(id)))
        become({ revealed: new Set([...place.revealed, ...sections]) })
    },
  }
}

/** The sections that are steps and shown; none where the form is one page. */
export function stepsOf({ form }: CompiledForm, { nodes }: FormState): readonly SectionNode[] {
  if (form.display !== 'steps') return []
  return form.layout.filter((node) => node.kind === 'section').filter(({ id }) => nodes.get(id)?.visible)
}

/** The sections around what a problem is about, outermost first. */
export function sectionsOf({ byProperty }: CompiledForm, { path }: Pick<Problem, 'path'>): readonly string[] {
  return byProperty.get(path.split('/')[1] ?? '')?.sections.map(({ id }) => id) ?? []
}
