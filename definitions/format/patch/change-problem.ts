import type { Finding } from '#findings'
import { doubt, problem, type Words } from '../finding.ts'
import type { Change } from './patch.ts'

type ChangeProblemCode =
  | 'patch-node-missing'
  | 'patch-value-missing'
  | 'patch-id-taken'
  | 'patch-locked'
  | 'patch-unlocks'
  | 'patch-root'
  | 'patch-circle'
  | 'patch-sibling-missing'

/** Why a change of a patch cannot be made, or not as it says; `named` is what stands in its way. */
export function changeProblem(code: ChangeProblemCode, change: Change, named: string): Finding {
  const { message, remedy } = words[code](change, named)
  const tell = code === 'patch-sibling-missing' || code === 'patch-value-missing' ? doubt : problem
  return tell(code, { node: change.node }, message, remedy)
}

const words: Record<ChangeProblemCode, (change: Change, named: string) => { message: Words; remedy: Words }> = {
  'patch-node-missing': ({ node }, named) => ({
    message: [`补丁要修改“${node}”，但“${named}”不存在`, `The patch changes "${node}", but "${named}" is not there`],
    remedy: ['请删去这处修改，或恢复该节点', 'Drop this change, or bring the node back'],
  }),
  'patch-value-missing': ({ node }, named) => ({
    message: [
      `补丁要清除“${node}”的“${named}”，但它没有值`,
      `The patch clears "${named}" of "${node}", which has no value`,
    ],
    remedy: ['这处修改已无作用，可以删去', 'This change does nothing; it can be dropped'],
  }),
  'patch-id-taken': ({ node }) => ({
    message: [`补丁要新增“${node}”，但这个编号已被使用`, `The patch adds "${node}", but that id is taken`],
    remedy: ['请给新增的节点另取编号', 'Give the new node another id'],
  }),
  'patch-locked': ({ node }, named) => ({
    message: [
      `“${named}”已被上级锁定，补丁不能修改“${node}”`,
      `"${named}" is locked from above, so the patch may not change "${node}"`,
    ],
    remedy: ['请删去这处修改，或请上级解除锁定', 'Drop this change, or ask those who locked it'],
  }),
  'patch-unlocks': ({ node }, named) => ({
    message: [
      `补丁要解除“${node}”的锁定，但“${named}”由上级锁定，只有上级可以解除`,
      `The patch unlocks "${node}", but "${named}" is locked from above, and only there it can be unlocked`,
    ],
    remedy: ['请删去这处修改，或请上级解除锁定', 'Drop this change, or ask those who locked it'],
  }),
  'patch-root': ({ node }) => ({
    message: [`补丁不能移动或删除整个定义“${node}”`, `A patch cannot move or remove the whole definition "${node}"`],
    remedy: ['请删去这处修改', 'Drop this change'],
  }),
  'patch-circle': ({ node }, named) => ({
    message: [
      `补丁要把“${node}”移到它自己所含的“${named}”中`,
      `The patch moves "${node}" into "${named}", which lies in it`,
    ],
    remedy: ['请另选位置', 'Choose another place'],
  }),
  'patch-sibling-missing': ({ node }, named) => ({
    message: [
      `“${node}”应排在“${named}”之后，但“${named}”不在那里；已排到最后`,
      `"${node}" is to stand behind "${named}", which is not there; it was put last`,
    ],
    remedy: ['请检查顺序', 'Look at the order'],
  }),
}
