import { dictionary } from '#runtime/client'

export const paletteWords = dictionary(
  {
    add: '添加',
    search: '查找要添加的内容（/）',
    nothing: (typed: string) => `没有与“${typed}”相符的内容`,
    hint: '拖到画布上，或点击加在所选项之后。',
    text: '文字',
    numbers: '数字与时间',
    choices: '选择',
    people: '人员与地点',
    files: '文件与照片',
    structure: '结构',
    templates: '常用组合',
    found: (count: number) => `找到 ${count} 项`,
  },
  {
    add: 'Add',
    search: 'Find what to add (/)',
    nothing: (typed: string) => `Nothing answers to "${typed}"`,
    hint: 'Drag to the canvas, or click to add after what is selected.',
    text: 'Text',
    numbers: 'Numbers and times',
    choices: 'Choices',
    people: 'People and places',
    files: 'Files and photos',
    structure: 'Structure',
    templates: 'Common groups',
    found: (count: number) => `${count} found`,
  },
)
