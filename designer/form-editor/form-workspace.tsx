import { App, Button, Segmented } from 'antd'
import { type KeyboardEvent, useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Finding } from '#findings'
import type { Answers, FormDefinition } from '#forms'
import { useLocalize, useNarrow, useWords } from '#runtime/client'
import { useDefinitions } from '../definitions/use-definitions.ts'
import { ConflictDialog } from '../draft/conflict-dialog.tsx'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { DraftBar } from '../draft/draft-bar.tsx'
import { DraftGuard } from '../draft/draft-guard.tsx'
import { ProblemsPanel } from '../problems/problems-panel.tsx'
import { useEditHistory } from './edit-history.ts'
import styles from './form-editor.module.css'
import { formEditorWords } from './form-editor-words.ts'
import { findPlaced, wordsOf } from './outline/node-words.ts'
import { Outline } from './outline/outline.tsx'
import { Palette } from './outline/palette.tsx'
import { FormPreview } from './preview/form-preview.tsx'
import { JsonView } from './preview/json-view.tsx'
import { NodeProperties } from './properties/node-properties.tsx'
import { RuleDeskContext } from './rules/rule-desk.ts'
import { selectedAfter } from './selection.ts'
import { TemplateList } from './templates/template-list.tsx'
import { useClipboard } from './use-clipboard.ts'
import { useCodeLists } from './use-code-lists.ts'
import { useFormLibrary } from './use-form-library.ts'
import { useNodeEdits } from './use-node-edits.ts'
import { useRuleDesk } from './use-rule-desk.ts'

type Pane = 'outline' | 'properties' | 'preview' | 'json'

/** Outline, properties and preview of a form over one stack of undo; one at a time on a phone. */
export function FormWorkspace({ draft, opening, reload }: EditorProps & { readonly opening: FormDefinition }) {
  const words = useWords(formEditorWords)
  const say = useLocalize()
  const narrow = useNarrow()
  const [search] = useSearchParams()
  const { message } = App.useApp()
  const { present: form, edit, undo, redo } = useEditHistory(opening)
  const [chosen, setChosen] = useState<readonly string[]>(() => listed(targetOf(form, search.get('node') ?? undefined)))
  const several = useMemo(() => chosen.filter((id) => findPlaced(form, id)), [chosen, form])
  const selected = several.at(-1)
  const select = (id: string | undefined) => setChosen(listed(id))
  const [pane, setPane] = useState<Pane>(narrow ? 'outline' : 'preview')
  const { data } = useDefinitions(draft.region)
  const definitions = data?.items ?? none
  const codeLists = useCodeLists(draft.region, form, definitions)
  const shown = useDeferredValue(form)
  const library = useFormLibrary(draft.region, form, definitions)
  const [typed, setTyped] = useState<Answers>({})
  const sample = useDeferredValue(typed)
  const { region } = draft
  const desk = useRuleDesk({ region, form: shown, codeLists, library, definitions, sample })
  const { changed, check } = draft
  const findings = useMemo(() => draft.findings?.map((finding) => atTarget(form, finding)), [draft.findings, form])

  useEffect(() => {
    if (form !== opening) changed(() => written(form))
  }, [form, opening, changed])
  useEffect(() => {
    // What comes of it is shown; where it fails, the next save or check will tell.
    check().catch(() => {})
  }, [check])

  const onRemoved = useCallback(
    (title: string, undoRemoval: () => void) => {
      const key = `removed-${title}`
      const back = () => {
        undoRemoval()
        message.destroy(key)
      }
      message.open({
        key,
        duration: 8,
        content: (
          <span>
            {words.removed(title)}{' '}
            <Button type="link" size="small" onClick={back}>
              {words.undo}
            </Button>
          </span>
        ),
      })
    },
    [message, words],
  )
  const edits = useNodeEdits({ form, edit, select, selected, definitions, onRemoved })
  const removeAll = (id: string) => edits.remove(several.includes(id) ? several : [id])
  const clipboard = useClipboard({ form, selected: several, edit, select: setChosen, remove: edits.remove })
  const jump = (node: string | undefined) => {
    select(node)
    if (narrow) setPane('properties')
  }

  const outline = (
    <div className={styles.outline}>
      <details className={styles.adding} open={!narrow}>
        <summary>{words.add}</summary>
        <Palette allowed={edits.mayAdd} onAdd={edits.add} />
        <TemplateList allowed={edits.mayAdd('section')} onAdd={({ clip }) => clipboard.put(clip)} />
        <p className={styles.hint}>{words.addTo}</p>
      </details>
      <h2>{words.structure}</h2>
      <button
        type="button"
        className={styles.formRow}
        aria-current={selected === undefined || undefined}
        onClick={() => jump(undefined)}
      >
        {say(form.title)}
      </button>
      <Outline
        form={form}
        findings={findings ?? none}
        selected={several}
        onSelect={(id, how) => (narrow ? jump(id) : setChosen(selectedAfter(form, several, id, how)))}
        onStep={edits.step}
        onDrop={edits.drop}
        onRemove={removeAll}
        onDuplicate={clipboard.duplicate}
      />
    </div>
  )
  const properties = (
    <aside className={styles.properties} aria-label={words.properties}>
      <RuleDeskContext value={desk}>
        <NodeProperties
          form={form}
          selected={selected}
          definitions={definitions}
          region={draft.region}
          library={library}
          onEdit={edit}
        />
      </RuleDeskContext>
    </aside>
  )
  const panes: readonly Pane[] = narrow ? ['outline', 'properties', 'preview', 'json'] : ['preview', 'json']
  const chooser = (
    <Segmented
      aria-label={words.preview}
      value={pane}
      onChange={setPane}
      options={panes.map((value) => ({ value, label: words[value] }))}
      block={narrow}
    />
  )
  const view =
    pane === 'json' ? (
      <JsonView text={written(form)} />
    ) : (
      <FormPreview
        form={shown}
        codeLists={codeLists}
        library={library}
        compiled={desk.compiled}
        sample={sample}
        onSample={setTyped}
        onSelect={jump}
      />
    )
  /** A text field has an undo of its own. */
  function keys(event: KeyboardEvent) {
    const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea')
    if (typing || event.nativeEvent.isComposing || !(event.ctrlKey || event.metaKey)) return
    const key = event.key.toLowerCase()
    const does = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : undefined
    if (!does) return
    event.preventDefault()
    does()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only shortcuts for the buttons above
    <div className={styles.editor} onKeyDown={keys} {...clipboard.events}>
      <DraftBar draft={draft} undo={undo} redo={redo} reload={reload} />
      {narrow ? (
        <div className={styles.onePane}>
          {chooser}
          {pane === 'outline' ? (
            outline
          ) : pane === 'properties' ? (
            properties
          ) : (
            <div className={styles.view}>{view}</div>
          )}
        </div>
      ) : (
        <div className={styles.panes}>
          {outline}
          <section className={styles.view} aria-label={words.preview}>
            {chooser}
            {view}
          </section>
          {properties}
        </div>
      )}
      <ProblemsPanel
        findings={findings}
        nodeName={(id) => {
          const placed = findPlaced(form, id)
          return placed && say(wordsOf(placed.node))
        }}
        onJump={({ node }) => jump(node)}
      />
      <DraftGuard draft={draft} />
      <ConflictDialog draft={draft} reload={reload} />
    </div>
  )
}

const none = [] as const

function listed(id: string | undefined): readonly string[] {
  return id === undefined ? [] : [id]
}

/** What is wrong with a rule is shown at the node the rule is about. */
function atTarget(form: FormDefinition, finding: Finding): Finding {
  const node = targetOf(form, finding.node)
  return node === finding.node ? finding : { ...finding, node }
}

/** The node a rule is about, where `id` is a rule's. */
function targetOf(form: FormDefinition, id: string | undefined): string | undefined {
  return form.rules?.find((rule) => rule.id === id)?.target ?? id
}

function written(form: FormDefinition): string {
  return `${JSON.stringify(form, null, 2)}\n`
}
