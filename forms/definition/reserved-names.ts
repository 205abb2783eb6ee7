const keywords =
  'if then else for in return some every satisfies and or between function external null true false not of instance case today item partial'
const functions =
  'abs after all any append before ceiling coincides concatenate contains context count date day decimal duration during even exp finishes flatten floor insert list log lower matches max mean median meets min mode modulo month month now number odd overlaps product range remove replace reverse sort split sqrt starts stddev string sublist substring sum time trim union upper week year'

/** Names a field cannot have: FEEL, or the form itself, means something else by them. */
export const reservedNames: ReadonlySet<string> = new Set(keywords.split(' '))

/** Names a field had better not have: its rules could no longer call the function of that name. */
export const functionNames: ReadonlySet<string> = new Set(functions.split(' '))

/** FEEL's functions of more than one word. */
const phrases = [
  'date and time',
  'years and months duration',
  'get value',
  'get entries',
  'context put',
  'context merge',
  'substring before',
  'substring after',
  'string length',
  'string join',
  'upper case',
  'lower case',
  'starts with',
  'ends with',
  'list contains',
  'list replace',
  'insert before',
  'index of',
  'distinct values',
  'duplicate values',
  'partition',
  'round up',
  'round down',
  'round half up',
  'round half down',
  'day of year',
  'day of week',
  'month of year',
  'week of year',
  'met by',
  'overlapped by',
  'overlaps before',
  'overlaps after',
  'finished by',
  'started by',
  'is defined',
  'is',
  'get or else',
  'assert',
]

/** True for what FEEL itself knows. */
export function isFeelName(name: string): boolean {
  return reservedNames.has(name) || functionNames.has(name) || phrases.includes(name)
}
