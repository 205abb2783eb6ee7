import { type ChangeEvent, type FormEvent, type KeyboardEvent, useId, useMemo, useState } from 'react'
import { useLocale, useWords } from '#runtime/client'
import { CommittedText, type CommittedTextProps } from '../../controls/committed-text.tsx'
import styles from '../form-editor.module.css'
import { formEditorWords } from '../form-editor-words.ts'
import { useRuleDesk } from './rule-desk.ts'
import { completions, type RuleName, ruleNames, valuesBefore } from './rule-names.ts'

export interface RuleTextProps extends Omit<CommittedTextProps, 'rows' | 'mono'> {
  /** The node the rule is about: it decides what names can be read. */
  readonly target: string
}

interface Offer {
  readonly from: number
  readonly to: number
  readonly names: readonly RuleName[]
  readonly at: number
}

/**
 * An expression with completion: names are offered by what they are called in the form, too. Arrows choose, Enter or Tab
 * takes, Escape goes on without; Ctrl+Space offers what there is.
 */
export function RuleText({ target, ...text }: RuleTextProps) {
  const words = useWords(formEditorWords)
  const { locale } = useLocale()
  const { form, codeLists, surroundings } = useRuleDesk()
  const [offer, setOffer] = useState<Offer>()
  const [field, setField] = useState<HTMLTextAreaElement>()
  const list = useId()
  const names = useMemo(() => ruleNames(form, target, surroundings, locale), [form, target, surroundings, locale])

  function look(area: HTMLTextAreaElement, all: boolean) {
    const before = area.value.slice(0, area.selectionStart)
    const codesOf = (id: string) => codeLists.find((each) => each.id === id)?.codes ?? []
    const values = valuesBefore(form, target, before, codesOf, locale)
    const found = completions([...values, ...names], before)
    const typed = area.selectionStart - found.from
    const wanted = all || typed > 0 || (values.length > 0 && /[=(,\s]$/.test(before))
    setField(area)
    setOffer(
      wanted && found.names.length > 0
        ? {
            from: found.from,
            to: area.selectionStart,
            names: typed > 0 || all ? found.names : found.names.filter(({ from }) => from === 'value'),
            at: 0,
          }
        : undefined,
    )
  }

  function take(name: RuleName) {
    if (!field || !offer) return
    const closes = name.from === 'value' && field.value[offer.to] === '"' ? 1 : 0
    field.focus()
    field.setRangeText(name.text, offer.from, offer.to + closes, 'end')
    if (name.back) field.setSelectionRange(field.selectionEnd - name.back, field.selectionEnd - name.back)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    setOffer(undefined)
  }

  function keys(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || !(event.target instanceof HTMLTextAreaElement)) return
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault()
      look(event.target, true)
      return
    }
    if (!offer) return
    const { length } = offer.names
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? length - 1 : 0
    if (step > 0) setOffer({ ...offer, at: (offer.at + step) % length })
    else if (event.key === 'Escape') setOffer(undefined)
    else if (event.key === 'Enter' || event.key === 'Tab') take(offer.names[offer.at]!)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  function typed(event: FormEvent | ChangeEvent) {
    const { nativeEvent, target: area } = event
    if (!(area instanceof HTMLTextAreaElement)) return
    if (nativeEvent instanceof InputEvent && !nativeEvent.isComposing) look(area, false)
  }

  const chosen = offer && `${list}-${offer.at}`
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the text inside
    <div className={styles.ruleText} onKeyDownCapture={keys} onInput={typed} onBlur={() => setOffer(undefined)}>
      <CommittedText
        {...text}
        rows={1}
        mono
        aria-autocomplete="list"
        aria-controls={offer ? list : undefined}
        aria-activedescendant={chosen}
      />
      {offer && (
        <div id={list} role="listbox" aria-label={words.ruleNames} className={styles.offers}>
          {offer.names.map((name, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: chosen by the text's keys
            // biome-ignore lint/a11y/useKeyWithClickEvents: chosen by the text's keys
            <div
              key={`${name.from}:${name.text}`}
              id={`${list}-${at}`}
              role="option"
              aria-selected={at === offer.at}
              ref={at === offer.at ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(name)}
            >
              <code>{name.text}</code>
              <span>{name.title}</span>
              <small>{name.kind ? words[`kind_${name.kind}`] : words[`name_${name.from}`]}</small>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
