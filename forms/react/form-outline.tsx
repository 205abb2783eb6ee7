import { memo } from 'react'
import { sectionId } from './element-id.ts'
import { useForm, useOpenForm, useText } from './form-context.ts'

/** Fewer sections than this are seen at a glance. */
const worthwhile = 3

/** 本表内容: links to the form's sections, beside it where there is room. */
export const FormOutline = memo(function FormOutline() {
  const { store, words, prefix } = useOpenForm()
  const text = useText()
  const shown = useForm(({ state }) =>
    store.compiled.form.layout
      .filter(({ kind, id }) => kind === 'section' && state.nodes.get(id)?.visible)
      .map(({ id }) => id)
      .join(' '),
  )
  const sections = store.compiled.form.layout.filter(
    (node) => node.kind === 'section' && shown.split(' ').includes(node.id),
  )
  if (sections.length < worthwhile) return null
  return (
    <nav className="gz-outline" aria-label={words.outline}>
      <ol>
        {sections.map((section) =>
          section.kind === 'section' ? (
            <li key={section.id}>
              <a
                href={`#${sectionId(prefix, section.id)}`}
                onClick={(event) => {
                  event.preventDefault()
                  const heading = document.getElementById(sectionId(prefix, section.id))
                  heading?.scrollIntoView({ block: 'start' })
                  heading?.focus({ preventScroll: true })
                }}
              >
                {text(section.title)}
              </a>
            </li>
          ) : null,
        )}
      </ol>
    </nav>
  )
})
