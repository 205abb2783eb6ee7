import {
  AlignLeftOutlined,
  AppstoreAddOutlined,
  BorderOuterOutlined,
  CalendarOutlined,
  CameraOutlined,
  CheckCircleOutlined,
  CheckSquareOutlined,
  FieldNumberOutlined,
  FileTextOutlined,
  FontSizeOutlined,
  OrderedListOutlined,
  PaperClipOutlined,
  SwapOutlined,
} from '@ant-design/icons'
import type { ReactNode } from 'react'
import type { NodeKind } from '#forms'

const icons: Record<NodeKind, ReactNode> = {
  text: <FontSizeOutlined />,
  'long-text': <AlignLeftOutlined />,
  number: <FieldNumberOutlined />,
  date: <CalendarOutlined />,
  choice: <CheckCircleOutlined />,
  'multiple-choice': <CheckSquareOutlined />,
  'yes-no': <SwapOutlined />,
  'code-list': <OrderedListOutlined />,
  file: <PaperClipOutlined />,
  photo: <CameraOutlined />,
  group: <AppstoreAddOutlined />,
  section: <BorderOuterOutlined />,
  words: <FileTextOutlined />,
}

export function KindIcon({ kind }: { readonly kind: NodeKind }) {
  return <span aria-hidden="true">{icons[kind]}</span>
}
