import { type ShortcutId, shortcutOf } from './shortcuts.ts'

/** What the keys do. `id` is the node that has the focus, or else the one that is selected. */
export interface FormCommands extends Partial<Readonly<Record<ShortcutId, (id: string | undefined) => void>>> {}

/** Commands that are about the nodes, and so only heard on canvas and outline. */
const ofNodes: ReadonlySet<ShortcutId> = new Set([
  'editTitle',
  'moveUp',
  'moveDown',
  'moveLeft',
  'moveRight',
  'duplicate',
  'remove',
  'wrap',
  'previous',
  'next',
  'first',
  'last',
  'selectUp',
  'selectDown',
  'selectAll',
  'toggle',
  'leave',
])

/** Hears the keys of the whole editor. Fields where text is written keep their own, and so does composing. */
export function formKeys(commands: FormCommands) {
  return (event: KeyboardEvent) => {
    const { target } = event
    if (event.defaultPrevented || event.isComposing || !(target instanceof Element)) return
    const isTyping = target.matches('input:not([type=radio], [type=checkbox]), textarea, [contenteditable=true]')
    if (isTyping) return
    const command = shortcutOf(event)
    if (!command) return
    const place = target.closest<HTMLElement>('[data-canvas], [data-outline]')
    if (ofNodes.has(command) && !place) return
    // A button keeps its own keys.
    if ((event.key === 'Enter' || event.key === ' ') && target.closest('button')) return
    const does = commands[command]
    if (!does) return
    event.preventDefault()
    does(idAt(target))
  }
}

function idAt(target: Element): string | undefined {
  const canvas = target.closest<HTMLElement>('[data-canvas-node]')?.dataset.canvasNode
  return canvas ?? target.closest<HTMLElement>('[data-node]')?.dataset.node
}
