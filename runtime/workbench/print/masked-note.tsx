import { Button } from 'antd'
import { useWords } from '#runtime/client'
import { workbenchWords } from '../words.ts'

export interface MaskedNoteProps {
  /** How many answers on the sheets are masked. */
  readonly count: number
  /** Asks for all of them. Left out where the person may not see them. */
  readonly onReveal: (() => void) | undefined
}

/** Says that masked answers are printed with asterisks, and leads to having them shown. */
export function MaskedNote({ count, onReveal }: MaskedNoteProps) {
  const words = useWords(workbenchWords)
  if (count === 0) return null
  return (
    <>
      {words.printMasked(count)}{' '}
      {onReveal && (
        <Button type="link" size="small" onClick={onReveal}>
          {words.printReveal}
        </Button>
      )}
    </>
  )
}
