import { memo, type ReactNode, useEffect, useRef, useState } from 'react'
import type { SectionNode } from '../definition/form-definition.ts'
import { sectionId } from './element-id.ts'
import { ColumnsContext, useForm, useOpenForm, usePlace, useText } from './form-context.ts'
import { icons } from './icons.tsx'
import { whenIdle } from './when-idle.ts'

export interface FormSectionProps {
  readonly section: SectionNode
  /** Of its heading: 2 for a section of the form itself. */
  readonly level: number
  readonly children: ReactNode
}

/** A titled part of the form. Folded, its fields are not there. */
export const FormSection = memo(function FormSection({ section, level, children }: FormSectionProps) {
  const { prefix, words } = useOpenForm()
  const text = useText()
  const visible = useForm(({ state }) => state.nodes.get(section.id)?.visible ?? true)
  const isRevealed = usePlace(({ revealed }) => revealed.has(section.id))
  const [isOpen, setOpen] = useState(section.collapsible !== 'closed')
  useEffect(() => {
    if (isRevealed) setOpen(true)
  }, [isRevealed])
  if (!visible) return null
  const id = sectionId(prefix, section.id)
  const Heading = level <= 2 ? 'h2' : level === 3 ? 'h3' : 'h4'
  const title = text(section.title)
  return (
    <section className={`gz-section gz-section-${Math.min(level - 1, 3)}`} aria-labelledby={id}>
      <div className="gz-section-head">
        <Heading id={id} className="gz-heading" tabIndex={-1}>
          {title}
        </Heading>
        {section.collapsible ? (
          <button
            type="button"
            className={isOpen ? 'gz-button gz-button-icon gz-fold' : 'gz-button gz-button-icon gz-fold gz-folded'}
            aria-expanded={isOpen}
            aria-label={isOpen ? words.fold(title) : words.unfold(title)}
            onClick={() => setOpen(!isOpen)}
          >
            {icons.open}
          </button>
        ) : null}
      </div>
      {isOpen ? (
        <>
          {section.help ? <p className="gz-help">{text(section.help)}</p> : null}
          {children}
        </>
      ) : null}
    </section>
  )
})

/** Pixels beyond the window at which a section's fields are made. */
const ahead = 800

/**
 * A section whose fields are made when the page is idle, and at once when it comes near the window or is led to: the form
 * is there early, and soon all of it, for who searches the page or has it read out.
 */
export function LazySection({
  section,
  fields,
  children,
}: Omit<FormSectionProps, 'level'> & { readonly fields: number }) {
  const isRevealed = usePlace(({ revealed }) => revealed.has(section.id))
  const visible = useForm(({ state }) => state.nodes.get(section.id)?.visible ?? true)
  const [isNear, setNear] = useState(false)
  const slot = useRef<HTMLDivElement>(null)
  const isThere = isNear || isRevealed
  useEffect(() => {
    if (isThere || !slot.current) return
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      {
        rootMargin: `${ahead}px 0px`,
      },
    )
    observer.observe(slot.current)
    const stopWaiting = whenIdle(() => setNear(true))
    const printing = () => setNear(true)
    addEventListener('beforeprint', printing)
    return () => {
      observer.disconnect()
      stopWaiting()
      removeEventListener('beforeprint', printing)
    }
  }, [isThere, visible])
  if (!visible) return null
  const columns = section.columns ?? 2
  if (isThere)
    return (
      <ColumnsContext value={columns}>
        <FormSection section={section} level={2}>
          {children}
        </FormSection>
      </ColumnsContext>
    )
  return (
    <div ref={slot} className="gz-section gz-section-1" style={{ minHeight: 64 + Math.ceil(fields / 2) * 82 }}>
      <SlotHeading section={section} />
    </div>
  )
}

function SlotHeading({ section }: { readonly section: SectionNode }) {
  const { prefix } = useOpenForm()
  const text = useText()
  return (
    <h2 id={sectionId(prefix, section.id)} className="gz-heading" tabIndex={-1}>
      {text(section.title)}
    </h2>
  )
}
