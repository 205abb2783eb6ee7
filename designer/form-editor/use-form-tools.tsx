import { HistoryOutlined, QuestionCircleOutlined, TableOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import type { Clip, CodeList, FormDefinition, FormLibrary } from '#forms'
import type { DefinitionSummary } from '#runtime/api'
import { useNarrow, useWords } from '#runtime/client'
import { HeaderPasteDialog } from './header-paste/header-paste-dialog.tsx'
import { headerPasteWords } from './header-paste/header-paste-words.ts'
import { helpWords } from './help/help-words.ts'
import { ShortcutsHelp } from './help/shortcuts-help.tsx'
import { HistoryDrawer } from './history/history-drawer.tsx'
import { historyWords } from './history/history-words.ts'

export interface FormToolsOptions {
  readonly region: string
  readonly form: FormDefinition
  /** What is published, as it is stored. */
  readonly published: string
  /** What the form was before in this session, the newest last. */
  readonly steps: readonly FormDefinition[]
  readonly codeLists: readonly CodeList[]
  readonly library: FormLibrary
  readonly definitions: readonly DefinitionSummary[]
  readonly edit: (form: FormDefinition) => void
  /** Adds nodes after what is selected, as one edit. */
  readonly put: (clip: Clip, said: () => string) => void
  /** Whether a section may stand there. */
  readonly maySection: boolean
}

type Open =
  | { readonly what: 'help' }
  | { readonly what: 'history' }
  | { readonly what: 'cells'; readonly given: string }

/** What opens over the editor: earlier states, fields from a spreadsheet, and the list of keys. */
export function useFormTools(options: FormToolsOptions) {
  const { region, form, published, steps, codeLists, library, definitions, edit, put, maySection } = options
  const words = { ...useWords(helpWords), history: useWords(historyWords).open, cells: useWords(headerPasteWords).open }
  const narrow = useNarrow()
  const [open, setOpen] = useState<Open>()
  const lists = useMemo(
    () => new Set(definitions.filter(({ kind }) => kind === 'codeList').map(({ id }) => id)),
    [definitions],
  )
  const close = () => setOpen(undefined)
  const openHelp = () => setOpen({ what: 'help' })
  const openHeaderPaste = (given = '') => setOpen({ what: 'cells', given })
  return {
    openHelp,
    openHeaderPaste,
    buttons: (
      <>
        <Button
          icon={<HistoryOutlined />}
          aria-label={words.history}
          title={words.history}
          onClick={() => setOpen({ what: 'history' })}
        />
        {!narrow && (
          <Button icon={<QuestionCircleOutlined />} aria-label={words.open} title={words.open} onClick={openHelp} />
        )}
      </>
    ),
    headerPaste: (
      <Button icon={<TableOutlined />} block onClick={() => openHeaderPaste()}>
        {words.cells}
      </Button>
    ),
    dialogs: (
      <>
        <ShortcutsHelp open={open?.what === 'help'} onClose={close} />
        {open?.what === 'history' && (
          <HistoryDrawer
            region={region}
            form={form}
            published={published}
            steps={steps}
            codeLists={codeLists}
            library={library}
            onBack={edit}
            onClose={close}
          />
        )}
        {open?.what === 'cells' && (
          <HeaderPasteDialog given={open.given} maySection={maySection} lists={lists} onAdd={put} onClose={close} />
        )}
      </>
    ),
  }
}
