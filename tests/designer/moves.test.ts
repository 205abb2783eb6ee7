import { describe, expect, it } from 'vitest'
import { type FormDefinition, type LayoutNode, moveNode } from '#forms'
import { dropPlace, placeAfter, type Step, stepPlace } from '../../designer/form-editor/moves.ts'

const title = { 'zh-CN': '题' }
const field = (id: string) => ({ kind: 'field', id, property: id, title }) as const
const form: FormDefinition = {
  id: 'form',
  title,
  schema: {
    type: 'object',
    properties: {
      a: {},
      b: {},
      c: {},
      people: { type: 'array', items: { type: 'object', properties: { name: {} } } },
    },
  },
  layout: [
    field('a'),
    { kind: 'section', id: 'house', title, children: [field('b')] },
    { kind: 'group', id: 'people', property: 'people', title, children: [field('name')] },
    field('c'),
  ],
}

/** The ids in order, what stands inside in brackets. */
const outline = (nodes: readonly LayoutNode[]): string =>
  nodes.map((node) => ('children' in node ? `${node.id}[${outline(node.children)}]` : node.id)).join(' ')

const after = (form: FormDefinition, id: string, ...steps: Step[]) =>
  steps.reduce((form, step) => {
    const place = stepPlace(form, id, step)
    return place ? moveNode(form, id, place) : form
  }, form)

describe('moving a node of a form', () => {
  it('goes down into a section, through it and out of it', () => {
    expect(outline(after(form, 'a', 'down').layout)).toBe('house[a b] people[name] c')
    expect(outline(after(form, 'a', 'down', 'down').layout)).toBe('house[b a] people[name] c')
    expect(outline(after(form, 'a', 'down', 'down', 'down').layout)).toBe('house[b] a people[name] c')
  })

  it('comes back the same way', () => {
    const there = after(form, 'a', 'down', 'down', 'down', 'down')

    expect(outline(after(there, 'a', 'up', 'up', 'up', 'up').layout)).toBe(outline(form.layout))
  })

  it('passes by a repeated group, and does not leave one, by steps', () => {
    expect(outline(after(form, 'c', 'up').layout)).toBe('a house[b] c people[name]')
    expect(stepPlace(form, 'name', 'up')).toBeUndefined()
  })

  it('stops at both ends', () => {
    expect(stepPlace(form, 'a', 'up')).toBeUndefined()
    expect(stepPlace(form, 'c', 'down')).toBeUndefined()
  })

  it('may be dropped into a group where it is a field, but a section may not', () => {
    expect(dropPlace(form, 'c', 'people', 'inside')).toEqual({ parent: 'people', index: 1 })
    expect(dropPlace(form, 'house', 'people', 'inside')).toBeUndefined()
    expect(dropPlace(form, 'house', 'b', 'before')).toBeUndefined()
  })

  it('lands before or after what it is dropped on', () => {
    const dropped = (edge: 'before' | 'after') => moveNode(form, 'a', dropPlace(form, 'a', 'c', edge)!)

    expect(outline(dropped('before').layout)).toBe('house[b] people[name] a c')
    expect(outline(dropped('after').layout)).toBe('house[b] people[name] c a')
  })

  it('adds after what is selected, at the end of a selected section, or at the end', () => {
    expect(placeAfter(form, 'b')).toEqual({ parent: 'house', index: 1 })
    expect(placeAfter(form, 'house')).toEqual({ parent: 'house', index: 1 })
    expect(placeAfter(form, undefined)).toEqual({ index: 4 })
  })
})
