import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  CalendarOutlined,
  CameraOutlined,
  CloseCircleFilled,
  DeleteOutlined,
  DownOutlined,
  FileOutlined,
  LoadingOutlined,
  PictureOutlined,
  UploadOutlined,
} from '@ant-design/icons'
import type { ComponentType } from 'react'

/** Pictures beside words. antd would read out their English file names; these are silent. */
export const icons = {
  up: silent(ArrowUpOutlined),
  down: silent(ArrowDownOutlined),
  calendar: silent(CalendarOutlined),
  camera: silent(CameraOutlined),
  clear: silent(CloseCircleFilled),
  remove: silent(DeleteOutlined),
  open: silent(DownOutlined),
  file: silent(FileOutlined),
  busy: silent(LoadingOutlined),
  picture: silent(PictureOutlined),
  upload: silent(UploadOutlined),
} as const

function silent(Icon: ComponentType<{ 'aria-hidden': true; 'aria-label': undefined; role: 'presentation' }>) {
  return <Icon aria-hidden aria-label={undefined} role="presentation" />
}
