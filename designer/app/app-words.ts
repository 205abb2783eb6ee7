import { dictionary } from '#runtime/client'

export const appWords = dictionary(
  {
    designer: '设计器',
    definitions: '定义',
    settings: '设置',
    publish: '发布',
    releases: '发布记录',
    operations: '运行',
    region: '区域',
    chooseRegion: '选择区域',
    backToList: '返回定义列表',
    noPermissionTitle: '没有设计权限',
    noPermissionText: '您的账号不能修改任何区域的定义。如需要，请联系上级管理员。',
    openWorkbench: '回到工作台',
  },
  {
    designer: 'Designer',
    definitions: 'Definitions',
    settings: 'Settings',
    publish: 'Publish',
    releases: 'Releases',
    operations: 'Operations',
    region: 'Region',
    chooseRegion: 'Choose a region',
    backToList: 'Back to the definitions',
    noPermissionTitle: 'You may not design',
    noPermissionText: 'Your account may change the definitions of no region. Ask an administrator above you.',
    openWorkbench: 'Back to the workbench',
  },
)
