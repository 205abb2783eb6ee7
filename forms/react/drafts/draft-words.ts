import type { Locale } from '#findings'

const chinese = {
  loading: '正在打开…',
  unsaved: '有改动未保存',
  saving: '正在保存草稿…',
  saved: (time: string) => `草稿已保存 ${time}`,
  onlyHere: (time: string) => `草稿已存在本机 ${time}，联网后自动上传`,
  failed: '草稿没有保存上，稍后会再试。请先不要关闭页面。',
  conflict: '草稿暂停保存',
  resumed: (time: string) => `已打开 ${time} 保存的草稿，接着填即可。`,
  discard: '放弃草稿',
  discardAsk: '放弃草稿，回到刚打开时的样子？',
  discarded: '草稿已放弃。',
  undo: '撤销',
  cancel: '取消',
  close: '知道了',
  lost: '表单已更新，下面这些原来填的内容没有对应的位置，请看看是否要补到别处：',
  conflictTitle: '这份草稿在别处也改过',
  conflictText: (time: string) => `另一个窗口或设备在 ${time} 保存了不同的内容。请选择留下哪一份，另一份会被替换。`,
  goneText: '这份草稿已在别处提交或放弃。可以保留这里填的内容，也可以回到刚打开时的样子。',
  keepMine: '用我这里的',
  takeTheirs: '用另一份',
  startAnew: '不要了',
  elsewhere: '另一个窗口刚保存了这份表单，这里显示的不是最新内容。',
  showNewest: '打开最新的',
  keepHere: '继续用这里的',
  differences: '不同之处',
  field: '项目',
  mine: '我这里',
  theirs: '另一份',
}

const english: typeof chinese = {
  loading: 'Opening…',
  unsaved: 'Not saved yet',
  saving: 'Saving the draft…',
  saved: (time) => `Draft saved ${time}`,
  onlyHere: (time) => `Draft kept on this device ${time}; sent when there is a connection`,
  failed: 'The draft was not saved and will be tried again. Do not close the page yet.',
  conflict: 'Draft not being saved',
  resumed: (time) => `Opened the draft of ${time}; carry on where you left it.`,
  discard: 'Discard draft',
  discardAsk: 'Discard the draft and go back to the form as it opened?',
  discarded: 'The draft was discarded.',
  undo: 'Undo',
  cancel: 'Cancel',
  close: 'Close',
  lost: 'The form has changed, and these answers have no place in it any more. See whether they belong elsewhere:',
  conflictTitle: 'This draft was changed elsewhere too',
  conflictText: (time) =>
    `Another window or device saved something different at ${time}. Choose which to keep; the other is replaced.`,
  goneText:
    'This draft was submitted or discarded elsewhere. Keep what is typed here, or go back to the form as it opened.',
  keepMine: 'Keep mine',
  takeTheirs: 'Take the other',
  startAnew: 'Drop it',
  elsewhere: 'Another window has just saved this form; what you see here is not the newest.',
  showNewest: 'Open the newest',
  keepHere: 'Carry on here',
  differences: 'What differs',
  field: 'Field',
  mine: 'Here',
  theirs: 'The other',
}

export type DraftWords = typeof chinese

export const draftWords: Readonly<Record<Locale, DraftWords>> = { 'zh-CN': chinese, en: english }

/** An instant as a person reads it: the time of today, or the day and the time. In China's time. */
export function momentOf(instant: string, locale: Locale): string {
  const day = (date: Date) => date.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
  const isToday = day(new Date(instant)) === day(new Date())
  return new Date(instant).toLocaleString(locale, {
    timeZone: 'Asia/Shanghai',
    hourCycle: 'h23',
    ...(isToday ? {} : { month: 'numeric', day: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
  })
}
