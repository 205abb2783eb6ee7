import { App } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '#runtime/client'
import { CoveragePanel } from '../coverage/coverage-panel.tsx'
import { coverageWords } from '../coverage/coverage-words.ts'
import { useCoverage } from '../coverage/use-coverage.ts'
import type { Draft } from '../draft/use-draft.ts'
import { markCoverage } from './coverage-marks.ts'
import type { Diagram } from './diagram/open-diagram.ts'

/** Which elements of the drawing the scenarios go through; runs them when it is opened. */
export function useProcessCoverage(draft: Draft, diagram: Diagram | undefined, onJump: (node: string) => void) {
  const words = useWords(coverageWords)
  const { message } = App.useApp()
  const [isOpen, setOpen] = useState(false)
  const { run, start, stop } = useCoverage(draft.region)
  const process = run.coverage?.processes.find(({ id }) => id === draft.definition.id)

  useEffect(() => {
    if (diagram && isOpen && process) return markCoverage(diagram, process)
  }, [diagram, isOpen, process])

  async function open() {
    setOpen(true)
    if (await draft.flush()) await start()
    else {
      setOpen(false)
      message.error(words.unsaved)
    }
  }
  function close() {
    stop()
    setOpen(false)
  }
  return {
    isOpen,
    open: () => void open(),
    close,
    panel: isOpen && (
      <CoveragePanel run={run} process={process} onAgain={() => void open()} onClose={close} onJump={onJump} />
    ),
  }
}
