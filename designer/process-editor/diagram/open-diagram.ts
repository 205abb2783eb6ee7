import Modeler from 'bpmn-js/lib/Modeler.js'
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer.js'
import { gezhiModdle, zeebeModdle } from '#engine'
import type { Locale } from '#findings'
import { esDefault } from '#runtime/client'
import type { DiagramServices } from './diagram-types.ts'
import { offerModule } from './offer-module.ts'
import { translateModule } from './translate-module.ts'
import 'bpmn-js/dist/assets/diagram-js.css'
import 'bpmn-js/dist/assets/bpmn-js.css'
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css'

/** A drawing on the page. */
export interface Diagram {
  readonly service: <Name extends keyof DiagramServices>(name: Name) => DiagramServices[Name]
  readonly on: (event: string, listener: () => void) => void
  /** @throws where the text is no BPMN that can be drawn. */
  readonly open: (xml: string) => Promise<void>
  readonly xml: () => Promise<string>
  readonly close: () => void
}

export interface DiagramOptions {
  readonly container: HTMLElement
  readonly locale: () => Locale
  /** Left out, the drawing can be changed. */
  readonly readOnly?: boolean
}

const moddleExtensions = { zeebe: zeebeModdle, gezhi: gezhiModdle }

/** Draws into `container`, with our words and with what the engine runs. */
export function createDiagram({ container, locale, readOnly = false }: DiagramOptions): Diagram {
  const Editor = esDefault(readOnly ? NavigatedViewer : Modeler)
  const modules = readOnly ? [] : [offerModule]
  const editor = new Editor({
    container,
    moddleExtensions,
    additionalModules: [translateModule(locale), ...modules],
  })
  const forgetComposing = ignoreComposing(container)
  return {
    service: (name) => editor.get(name),
    on: (event, listener) => editor.on(event, listener),
    open: async (xml) => {
      await editor.importXML(xml)
    },
    xml: async () => {
      const { xml, error } = await editor.saveXML({ format: true })
      if (xml === undefined) throw error ?? new Error('The drawing could not be written as XML.')
      return xml
    },
    close: () => {
      forgetComposing()
      editor.destroy()
    },
  }
}

/** Keys that choose among Chinese candidates are for the input method, not for shortcuts or for ending a label. */
function ignoreComposing(container: HTMLElement): () => void {
  const stop = (event: KeyboardEvent) => {
    const composing = event.isComposing || event.keyCode === 229
    if (composing && event.target instanceof Node && container.contains(event.target)) event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', stop, true)
  return () => window.removeEventListener('keydown', stop, true)
}
