import { CheckCircleOutlined, CompressOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons'
import { Alert, Button, Space } from 'antd'
import { useEffect, useState } from 'react'
import { useSearchParams } from 'react-router'
import { ErrorState, useLocale, useNarrow, useWords } from '#runtime/client'
import { coverageWords } from '../coverage/coverage-words.ts'
import { useDefinitions } from '../definitions/use-definitions.ts'
import { ConflictDialog } from '../draft/conflict-dialog.tsx'
import type { EditorProps } from '../draft/definition-editor.tsx'
import { DraftBar } from '../draft/draft-bar.tsx'
import { DraftGuard } from '../draft/draft-guard.tsx'
import { ProcessOrigin } from '../explain/process-origin.tsx'
import { ProblemsPanel } from '../problems/problems-panel.tsx'
import type { Diagram } from './diagram/open-diagram.ts'
import { markFindings } from './finding-marks.ts'
import { fitDiagram } from './fit-diagram.ts'
import { PropertiesPanel } from './panel/properties-panel.tsx'
import { useProcessCoverage } from './process-coverage.tsx'
import './process-editor.css'
import styles from './process-editor.module.css'
import { processWords } from './process-words.ts'
import { useDiagram } from './use-diagram.ts'

/** The drawing of a process, the properties of what is selected, and the problems found. */
export function ProcessEditor({ draft, content, reload }: EditorProps) {
  const words = useWords(processWords)
  const said = useWords(coverageWords)
  const { locale } = useLocale()
  const narrow = useNarrow()
  // Decided once: what was edited must not go because a window was made smaller.
  const [readOnly] = useState(narrow)
  const { data } = useDefinitions(draft.region)
  const [search] = useSearchParams()
  const { container, diagram, error, selected, canUndo, canRedo } = useDiagram({
    xml: content,
    readOnly,
    onChanged: (changed) => draft.changed(changed.xml),
  })
  const { findings, check } = draft
  const coverage = useProcessCoverage(draft, diagram, (node) => diagram && jump(diagram, node, readOnly))
  const asked = search.get('node')

  useEffect(() => {
    if (diagram && findings) return markFindings(diagram, findings, locale)
  }, [diagram, findings, locale])
  useEffect(() => {
    if (diagram && asked) jump(diagram, asked, readOnly)
  }, [diagram, asked, readOnly])
  useEffect(() => {
    // What comes of it is shown; where it fails, the next save or check will tell.
    check().catch(() => {})
  }, [check])

  const stack = diagram && !readOnly ? diagram.service('commandStack') : undefined
  const registry = diagram?.service('elementRegistry')
  return (
    <div className={styles.editor}>
      <DraftBar
        draft={draft}
        undo={canUndo ? () => stack?.undo() : undefined}
        redo={canRedo ? () => stack?.redo() : undefined}
        reload={reload}
      >
        <Button
          icon={<CheckCircleOutlined />}
          aria-pressed={coverage.isOpen}
          disabled={!diagram}
          onClick={coverage.isOpen ? coverage.close : coverage.open}
        >
          {said.show}
        </Button>
      </DraftBar>
      {readOnly && <Alert type="info" showIcon title={words.smallScreen} banner />}
      <div className={styles.middle}>
        <section className={styles.canvas} aria-label={words.canvas}>
          {error !== undefined && <ErrorState error={error} />}
          <div ref={container} className={styles.drawing} data-testid="diagram" />
          <Zoom diagram={diagram} readOnly={readOnly} />
          {coverage.panel}
        </section>
        {diagram && !readOnly && (
          <PropertiesPanel
            diagram={diagram}
            selected={selected}
            definitions={data?.items ?? []}
            region={draft.region}
            origin={(element) => <ProcessOrigin draft={draft} diagram={diagram} element={element} content={content} />}
          />
        )}
      </div>
      <ProblemsPanel
        findings={findings}
        nodeName={(node) => (registry?.get(node)?.businessObject.get('name') as string | undefined) || node}
        onJump={({ node }) => diagram && node && jump(diagram, node, readOnly)}
      />
      <DraftGuard draft={draft} />
      <ConflictDialog draft={draft} reload={reload} />
    </div>
  )
}

function Zoom({ diagram, readOnly }: { readonly diagram: Diagram | undefined; readonly readOnly: boolean }) {
  const words = useWords(processWords)
  const zoom = (factor: number) => {
    const canvas = diagram?.service('canvas')
    canvas?.zoom(Math.min(4, Math.max(0.2, canvas.zoom() * factor)), 'auto')
  }
  return (
    <Space.Compact className={styles.zoom ?? ''}>
      <Button icon={<ZoomOutOutlined />} aria-label={words.zoomOut} title={words.zoomOut} onClick={() => zoom(0.8)} />
      <Button
        icon={<CompressOutlined />}
        aria-label={words.fit}
        title={words.fit}
        onClick={() => diagram && fitDiagram(diagram, readOnly)}
      />
      <Button icon={<ZoomInOutlined />} aria-label={words.zoomIn} title={words.zoomIn} onClick={() => zoom(1.25)} />
    </Space.Compact>
  )
}

/** Shows an element, opening the sub-process it is drawn in, and selects it. */
function jump(diagram: Diagram, node: string, readOnly: boolean): void {
  const element = diagram.service('elementRegistry').get(node)
  if (!element) return
  const canvas = diagram.service('canvas')
  const root = canvas.findRoot(element)
  if (root && root !== canvas.getRootElement()) canvas.setRootElement(root)
  if (element !== root) canvas.scrollToElement(element)
  if (!readOnly && element !== root) diagram.service('selection').select(element)
}
