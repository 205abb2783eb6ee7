import { pausesOf } from '#engine'

/** What is chosen where the drawing says `attribute`, which is empty where it says nothing. */
export const choiceOf = (attribute: string, usual: string): string => attribute || usual

/** What the drawing says where this is chosen: nothing for what is usual. */
export const attributeOf = (choice: string, usual: string): string => (choice === usual ? '' : choice)

/** The pauses as they are stored: without spaces. */
export const storedPauses = (typed: string): string =>
  typed
    .replace(/[\s，、;；]+/gu, ',')
    .replace(/^,+|,+$/gu, '')
    .replace(/,+/gu, ',')
    .toUpperCase()

/** Whether a retry back-off cannot be read; nothing is no problem. */
export const isWrongBackoff = (typed: string): boolean =>
  storedPauses(typed) !== '' && pausesOf(storedPauses(typed)) === undefined
