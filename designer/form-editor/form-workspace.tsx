import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type Answers, adviseForm, type FormDefinition } from '#forms'
import { useLocalize, useNarrow, useWords } from '#runtime/client'
import { useDefinitions } from '../definitions/use-definitions.ts'
import { ConflictDialog } from '../draft/conflict-dialog.tsx'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { DraftBar } from '../draft/draft-bar.tsx'
import { DraftGuard } from '../draft/draft-guard.tsx'
import { FormOrigin } from '../explain/form-origin.tsx'
import { ProblemsPanel } from '../problems/problems-panel.tsx'
import { quickFix } from './advice/quick-fix.ts'
import { useAnnouncer } from './announcer.tsx'
import { Canvas } from './canvas/canvas.tsx'
import { canvasWords } from './canvas/canvas-words.ts'
import { isFieldDragged } from './canvas/dragged.ts'
import type { DropSpot } from './canvas/drop-spot.ts'
import { useDrawnForm } from './canvas/use-drawn-form.ts'
import { useEditHistory } from './edit-history.ts'
import { focusNode, focusNow, focusWhenDrawn } from './focus-node.ts'
import styles from './form-editor.module.css'
import { formEditorWords } from './form-editor-words.ts'
import { formText } from './json/apply-json.ts'
import { JsonEditor } from './json/json-editor.tsx'
import { findPlaced, wordsOf } from './outline/node-words.ts'
import { Outline } from './outline/outline.tsx'
import { Palette } from './palette/palette.tsx'
import { FormPreview } from './preview/form-preview.tsx'
import { NodeProperties } from './properties/node-properties.tsx'
import { useRemovedNotice } from './removed-notice.tsx'
import { RuleDeskContext } from './rules/rule-desk.ts'
import { atTarget, targetOf } from './rules/rule-targets.ts'
import { useClipboard } from './use-clipboard.ts'
import { useCodeLists } from './use-code-lists.ts'
import { useEditorEvents } from './use-editor-events.ts'
import { useFormCommands } from './use-form-commands.ts'
import { formKeys } from './use-form-keys.ts'
import { useFormLibrary } from './use-form-library.ts'
import { useFormTools } from './use-form-tools.tsx'
import { useNodeEdits } from './use-node-edits.ts'
import { useRuleDesk } from './use-rule-desk.ts'
import { propertiesSheet, WorkspaceLayout, type WorkspacePane } from './workspace-layout.tsx'

/** Palette and outline, the form as canvas, preview or text, and properties, over one stack of undo. */
export function FormWorkspace({ draft, opening, reload }: EditorProps & { readonly opening: FormDefinition }) {
  const words = useWords(formEditorWords)
  const said = useWords(canvasWords)
  const say = useLocalize()
  const narrow = useNarrow()
  const [search] = useSearchParams()
  const history = useEditHistory(opening)
  const { present: form, edit } = history
  const { announce, region: announcer } = useAnnouncer()
  const announced = (does: (() => void) | undefined, text: string) =>
    does &&
    (() => {
      does()
      announce(text)
    })
  const [chosen, setChosen] = useState<readonly string[]>(() => listed(targetOf(form, search.get('node') ?? undefined)))
  const selected = useMemo(() => chosen.filter((id) => findPlaced(form, id)), [chosen, form])
  const shownId = selected.at(-1)
  const [edited, setEdited] = useState<string>()
  const [view, setView] = useState('canvas')
  const [side, setSide] = useState('add')
  const [sheet, setSheet] = useState<string>()
  const paletteSearch = useRef<HTMLInputElement>(null)
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
  const findings = useMemo(() => {
    const found = [...(draft.findings ?? none), ...adviseForm(shown)]
    return draft.findings || found.length > 0 ? found.map((finding) => atTarget(shown, finding)) : undefined
  }, [draft.findings, shown])
  const nodes = useDrawnForm(form, codeLists, findings, desk)

  useEffect(() => {
    if (form !== opening) changed(() => formText(form))
  }, [form, opening, changed])
  useEffect(() => {
    // What comes of it is shown; where it fails, the next save or check will tell.
    check().catch(() => {})
  }, [check])

  const onRemoved = useRemovedNotice()
  const onAdded = (id: string) => {
    setSheet(undefined)
    if (view !== 'canvas') return false
    setEdited(id)
    return true
  }
  const edits = useNodeEdits({ form, edit, selected, select: setChosen, definitions, onRemoved, onAdded, announce })
  const clipboard = useClipboard({
    form,
    selected,
    edit,
    select: setChosen,
    remove: edits.remove,
    announce,
    onCells: (text) => tools.openHeaderPaste(text),
  })
  const jump = (node: string | undefined) => {
    setChosen(listed(node))
    if (narrow) setSheet(propertiesSheet)
    if (node !== undefined) focusNode(node)
  }
  const undo = announced(history.undo, said.undone)
  const redo = announced(history.redo, said.redone)
  const tools = useFormTools({
    region,
    form,
    published: draft.definition.published,
    steps: history.past,
    codeLists,
    library,
    definitions,
    edit,
    put: clipboard.put,
    maySection: edits.mayAdd({ type: 'kind', kind: 'section' }),
  })
  const openPalette = () => {
    if (narrow) setSheet('add')
    else setSide('add')
    if (paletteSearch.current) focusNow(paletteSearch.current)
    else focusWhenDrawn(() => paletteSearch.current)
  }

  const onEdited = (id: string | undefined) => {
    if (id !== undefined) setView('canvas')
    setEdited(id)
  }
  const onProperties = narrow ? () => setSheet(propertiesSheet) : undefined
  const { actions, commands, choose, withSelected } = useFormCommands({
    form,
    selected,
    select: setChosen,
    edits,
    clipboard,
    announce,
    onEdited,
    onProperties,
  })
  const keydown = formKeys({
    ...commands,
    undo,
    redo,
    save: () => void draft.flush(),
    insert: openPalette,
    help: tools.openHelp,
  })
  const drop = {
    isField: isFieldDragged(form),
    mayDrop: (dragged: Parameters<typeof edits.mayDrop>[0], { target, edge }: DropSpot) =>
      edits.mayDrop(dragged, target, edge),
    onDrop: (dragged: Parameters<typeof edits.drop>[0], { target, edge }: DropSpot) =>
      edits.drop(dragged, target, edge),
  }

  const sidePanes: readonly WorkspacePane[] = [
    {
      id: 'add',
      label: words.add,
      content: () => (
        <>
          <Palette
            allowed={edits.mayAdd}
            onAdd={edits.add}
            onLeave={() => shownId !== undefined && focusNode(shownId)}
            search={paletteSearch}
          />
          {tools.headerPaste}
        </>
      ),
    },
    {
      id: 'outline',
      label: words.outline,
      content: () => (
        <>
          <button
            type="button"
            className={styles.formRow}
            aria-current={shownId === undefined || undefined}
            onClick={() => jump(undefined)}
          >
            {say(form.title)}
          </button>
          <Outline
            {...drop}
            form={form}
            nodes={nodes}
            selected={selected}
            onSelect={(id, how) => (narrow ? jump(id) : choose(id, how))}
            draggedWith={withSelected}
          />
        </>
      ),
    },
  ]
  const views: readonly WorkspacePane[] = [
    {
      id: 'canvas',
      label: said.canvas,
      content: () => (
        <Canvas
          {...drop}
          form={form}
          nodes={nodes}
          library={library}
          selected={selected}
          edited={edited}
          actions={actions}
          onSelect={choose}
        />
      ),
    },
    {
      id: 'preview',
      label: words.preview,
      content: () => (
        <FormPreview
          form={shown}
          codeLists={codeLists}
          library={library}
          compiled={desk.compiled}
          sample={sample}
          onSample={setTyped}
          onSelect={jump}
        />
      ),
    },
    {
      id: 'json',
      label: words.json,
      content: () => <JsonEditor id={form.id} text={formText(form)} selected={shownId} onApply={edit} />,
    },
  ]
  const properties = (
    <RuleDeskContext value={desk}>
      <NodeProperties
        form={form}
        selected={shownId}
        definitions={definitions}
        region={region}
        library={library}
        onEdit={edit}
        onSelect={jump}
      />
      <FormOrigin draft={draft} form={shown} selected={shownId} onEdit={edit} />
    </RuleDeskContext>
  )
  const root = useRef<HTMLDivElement>(null)
  useEditorEvents(root, { ...clipboard.events, keydown })
  const nodeName = useCallback(
    (id: string) => {
      const placed = findPlaced(form, id)
      return placed && say(wordsOf(placed.node))
    },
    [form, say],
  )

  return (
    <div ref={root} className={styles.editor} tabIndex={-1}>
      <DraftBar draft={draft} undo={undo} redo={redo} reload={reload}>
        {tools.buttons}
      </DraftBar>
      <WorkspaceLayout
        side={sidePanes}
        sideLabel={words.structure}
        openSide={side}
        onSide={setSide}
        views={views}
        viewLabel={words.views}
        openView={view}
        onView={setView}
        properties={properties}
        propertiesLabel={words.properties}
        sheet={sheet}
        onSheet={setSheet}
      />
      <ProblemsPanel
        findings={findings}
        nodeName={nodeName}
        fixOf={(finding) => {
          const fix = quickFix(form, finding)
          return fix && { title: fix.title, apply: () => edit(fix.apply()) }
        }}
        onJump={({ node }) => jump(node)}
      />
      {tools.dialogs}
      {announcer}
      <DraftGuard draft={draft} />
      <ConflictDialog draft={draft} reload={reload} />
    </div>
  )
}

const none = [] as const

function listed(id: string | undefined): readonly string[] {
  return id === undefined ? [] : [id]
}
