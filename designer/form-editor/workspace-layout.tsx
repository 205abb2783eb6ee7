import { Drawer, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { useNarrow } from '#runtime/client'
import styles from './form-editor.module.css'

/** One of several things shown in the same place. */
export interface WorkspacePane {
  readonly id: string
  readonly label: string
  readonly content: () => ReactNode
}

export interface WorkspaceLayoutProps {
  /** Left of the views; on a phone, each a view of its own or a sheet. */
  readonly side: readonly WorkspacePane[]
  readonly sideLabel: string
  readonly openSide: string
  readonly onSide: (id: string) => void
  /** The form itself, in one of its appearances. */
  readonly views: readonly WorkspacePane[]
  readonly viewLabel: string
  readonly openView: string
  readonly onView: (id: string) => void
  /** Right of the views; on a phone a sheet. */
  readonly properties: ReactNode
  readonly propertiesLabel: string
  /** The sheet that is open on a phone: one of `side`, or the properties. */
  readonly sheet: string | undefined
  readonly onSheet: (id: string | undefined) => void
}

/** What a sheet with the properties is called among the sheets. */
export const propertiesSheet = 'properties'

/** Side panel, views and properties beside each other; on a phone the views alone, and the rest in sheets over them. */
export function WorkspaceLayout(props: WorkspaceLayoutProps) {
  const { side, openSide, views, openView, properties, propertiesLabel } = props
  const narrow = useNarrow()
  const view = views.find(({ id }) => id === openView) ?? views[0]!
  const options = (panes: readonly WorkspacePane[]) => panes.map(({ id, label }) => ({ value: id, label }))
  const chooser = (
    <Segmented
      aria-label={props.viewLabel}
      value={view.id}
      onChange={props.onView}
      options={options(views)}
      block={narrow}
    />
  )
  if (!narrow) {
    const left = side.find(({ id }) => id === openSide) ?? side[0]!
    return (
      <div className={styles.panes}>
        <div className={styles.outline}>
          <Segmented
            aria-label={props.sideLabel}
            className={styles.sideChooser ?? ''}
            value={left.id}
            onChange={props.onSide}
            options={options(side)}
            block
          />
          {left.content()}
        </div>
        <section className={styles.view} aria-label={view.label}>
          <div className={styles.viewChooser}>{chooser}</div>
          {view.content()}
        </section>
        <aside className={styles.properties} aria-label={propertiesLabel}>
          {properties}
        </aside>
      </div>
    )
  }
  const sheet = side.find(({ id }) => id === props.sheet)
  const isProperties = props.sheet === propertiesSheet
  return (
    <div className={styles.onePane}>
      {chooser}
      <section className={styles.view} aria-label={view.label}>
        {view.content()}
      </section>
      <nav className={styles.sheets}>
        {side.map(({ id, label }) => (
          <button key={id} type="button" onClick={() => props.onSheet(id)}>
            {label}
          </button>
        ))}
        <button type="button" onClick={() => props.onSheet(propertiesSheet)}>
          {propertiesLabel}
        </button>
      </nav>
      <Drawer
        placement="bottom"
        size="78%"
        open={sheet !== undefined || isProperties}
        title={isProperties ? propertiesLabel : sheet?.label}
        onClose={() => props.onSheet(undefined)}
        destroyOnHidden
      >
        <div className={styles.sheet}>{isProperties ? properties : sheet?.content()}</div>
      </Drawer>
    </div>
  )
}
