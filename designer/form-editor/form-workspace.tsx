import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import type { Finding } from '#findings'
import { type Answers, adviseForm, type FormDefinition } from '#forms'
import { useLocale, useLocalize, useNarrow, useWords } from '#runtime/client'
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
import type { CanvasActions } from './canvas/canvas-context.ts'
import { allBeside, neighbourOf } from './canvas/canvas-keys.ts'
import { canvasWords } from './canvas/canvas-words.ts'
import { isFieldDragged } from './canvas/dragged.ts'
import { type DrawnNodes, drawnNodes, ruleWordsOf } from './canvas/drawn-nodes.ts'
import type { DropSpot } from './canvas/drop-spot.ts'
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
import { type SelectHow, selectedAfter } from './selection.ts'
import { useClipboard } from './use-clipboard.ts'
import { useCodeLists } from './use-code-lists.ts'
import { useEditorEvents } from './use-editor-events.ts'
import { type FormCommands, formKeys } from './use-form-keys.ts'
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
  const { locale } = useLocale()
  const narrow = useNarrow()
  const [search] = useSearchParams()
  const history = useEditHistory(opening)
  const { present: form, edit } = history
  const { announce, region: announcer } = useAnnouncer()
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
  const ruleWords = useMemo(() => ruleWordsOf(desk.form, locale, desk.codeLists), [desk.form, locale, desk.codeLists])
  const drawnBefore = useRef<DrawnNodes>(new Map())
  const nodes = useMemo(() => {
    drawnBefore.current = drawnNodes({ form, codeLists, findings: findings ?? none, ruleWords }, drawnBefore.current)
    return drawnBefore.current
  }, [form, codeLists, findings, ruleWords])

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
  const withSelected = (id: string) => (selected.includes(id) ? selected : [id])
  const clipboard = useClipboard({
    form,
    selected,
    edit,
    select: setChosen,
    remove: edits.remove,
    announce,
    onCells: (text) => tools.openHeaderPaste(text),
  })
  const choose = (id: string | undefined, how: SelectHow) => {
    const next = id === undefined ? [] : selectedAfter(form, selected, id, how)
    setChosen(next)
    if (next.length > 1) announce(said.selected(next.length))
  }
  const walkTo = (id: string | undefined, how: SelectHow = 'alone') => {
    if (id === undefined) return
    choose(id, how)
    focusNode(id)
  }
  const jump = (node: string | undefined) => {
    setChosen(listed(node))
    if (narrow) setSheet(propertiesSheet)
    if (node !== undefined) focusNode(node)
  }
  const undo =
    history.undo &&
    (() => {
      history.undo?.()
      announce(said.undone)
    })
  const redo =
    history.redo &&
    (() => {
      history.redo?.()
      announce(said.redone)
    })
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

  const actions: CanvasActions = {
    moveUp: (id) => edits.step(id, 'up'),
    moveDown: (id) => edits.step(id, 'down'),
    duplicate: clipboard.duplicate,
    copy: clipboard.copy,
    wrap: edits.wrap,
    remove: (id) => edits.remove(withSelected(id)),
    edit: (id) => {
      setEdited(id)
      if (id !== undefined) setChosen([id])
    },
    rename: (id, title) => {
      setEdited(undefined)
      if (title !== undefined) edits.rename(id, title)
      focusNode(id)
    },
    properties: narrow ? () => setSheet(propertiesSheet) : undefined,
  }
  const commands: FormCommands = {
    undo,
    redo,
    save: () => void draft.flush(),
    insert: openPalette,
    editTitle: (id) => {
      setView('canvas')
      actions.edit(id ?? shownId)
    },
    moveUp: (id) => id !== undefined && edits.step(id, 'up'),
    moveDown: (id) => id !== undefined && edits.step(id, 'down'),
    moveLeft: (id) => id !== undefined && edits.sideways(id, 'left'),
    moveRight: (id) => id !== undefined && edits.sideways(id, 'right'),
    wrap: edits.wrap,
    duplicate: clipboard.duplicate,
    remove: (id) => id !== undefined && edits.remove(withSelected(id)),
    previous: (id) => walkTo(neighbourOf(form, id, -1)),
    next: (id) => walkTo(neighbourOf(form, id, 1)),
    first: () => walkTo(neighbourOf(form, undefined, 1)),
    last: () => walkTo(neighbourOf(form, undefined, -1)),
    selectUp: (id) => walkTo(neighbourOf(form, id, -1), 'through'),
    selectDown: (id) => walkTo(neighbourOf(form, id, 1), 'through'),
    selectAll: () => {
      const all = allBeside(form, selected)
      setChosen(all)
      announce(said.selected(all.length))
    },
    toggle: (id) => id !== undefined && choose(id, 'besides'),
    leave: () => setChosen([]),
    help: tools.openHelp,
  }
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
  useEditorEvents(root, { ...clipboard.events, keydown: formKeys(commands) })
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

/** What is wrong with a rule is shown at the node the rule is about. */
function atTarget(form: FormDefinition, finding: Finding): Finding {
  const node = targetOf(form, finding.node)
  return node === finding.node ? finding : { ...finding, node }
}

/** The node a rule is about, where `id` is a rule's. */
function targetOf(form: FormDefinition, id: string | undefined): string | undefined {
  return form.rules?.find((rule) => rule.id === id)?.target ?? id
}
