import { county } from './shengzhou.ts'

/** Anyone may read it: the demo holds nothing but examples. */
export const demoPassword = 'gezhi-demo'

const street = '330683001'
const community = '330683001003'
const grid = '330683001003001'

/** One account a role, placed so that a case goes from one to the next: 剡湖街道 城隍坊社区 第一网格. */
export const demoAccounts = [
  { userName: 'admin', displayName: '管理员 陈明', role: 'admin', region: county.code },
  { userName: 'grid', displayName: '网格员 王小兰', role: 'grid_worker', region: grid },
  { userName: 'community', displayName: '社区 李建国', role: 'community_staff', region: community },
  { userName: 'street', displayName: '街道 张海燕', role: 'street_operator', region: street },
  { userName: 'department', displayName: '部门 周志强', role: 'dept_handler', region: county.code },
  { userName: 'leader', displayName: '领导 吴敏', role: 'leader', region: county.code },
] as const
