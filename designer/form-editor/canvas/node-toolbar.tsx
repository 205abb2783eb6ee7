import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  BorderOuterOutlined,
  CopyOutlined,
  DeleteOutlined,
  SettingOutlined,
  SnippetsOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import { useWords } from '#runtime/client'
import styles from './canvas.module.css'
import { useCanvas } from './canvas-context.ts'
import { canvasWords } from './canvas-words.ts'

export interface NodeToolbarProps {
  readonly id: string
  readonly title: string
  /** Whether a section can be put around it. */
  readonly mayWrap: boolean
}

/** What is done most with the selected node; all of it has a key too. */
export function NodeToolbar({ id, title, mayWrap }: NodeToolbarProps) {
  const words = useWords(canvasWords)
  const { actions } = useCanvas()
  const button = (label: string, icon: ReactNode, does: () => void) => (
    <button
      type="button"
      tabIndex={-1}
      title={label}
      aria-label={`${label} ${title}`}
      onClick={(event) => {
        event.stopPropagation()
        does()
      }}
    >
      {icon}
    </button>
  )
  return (
    <span className={styles.tools}>
      {actions.properties && button(words.properties, <SettingOutlined />, () => actions.properties?.(id))}
      {button(words.moveUp, <ArrowUpOutlined />, () => actions.moveUp(id))}
      {button(words.moveDown, <ArrowDownOutlined />, () => actions.moveDown(id))}
      {button(words.duplicate, <CopyOutlined />, actions.duplicate)}
      {button(words.copy, <SnippetsOutlined />, actions.copy)}
      {mayWrap && button(words.wrap, <BorderOuterOutlined />, actions.wrap)}
      {button(words.remove, <DeleteOutlined />, () => actions.remove(id))}
    </span>
  )
}
