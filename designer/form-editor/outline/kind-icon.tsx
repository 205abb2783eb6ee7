import {
  AlignLeftOutlined,
  ApartmentOutlined,
  AppstoreAddOutlined,
  BlockOutlined,
  BorderOuterOutlined,
  CalendarOutlined,
  CameraOutlined,
  CarryOutOutlined,
  CheckCircleOutlined,
  CheckSquareOutlined,
  ClockCircleOutlined,
  EditOutlined,
  EnvironmentOutlined,
  FieldNumberOutlined,
  FileTextOutlined,
  FontSizeOutlined,
  HomeOutlined,
  IdcardOutlined,
  OrderedListOutlined,
  PaperClipOutlined,
  PayCircleOutlined,
  PhoneOutlined,
  SwapOutlined,
  TableOutlined,
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
  money: <PayCircleOutlined />,
  time: <ClockCircleOutlined />,
  'date-range': <CarryOutOutlined />,
  cascade: <ApartmentOutlined />,
  'person-id': <IdcardOutlined />,
  phone: <PhoneOutlined />,
  address: <HomeOutlined />,
  signature: <EditOutlined />,
  'map-point': <EnvironmentOutlined />,
  table: <TableOutlined />,
  use: <BlockOutlined />,
  group: <AppstoreAddOutlined />,
  section: <BorderOuterOutlined />,
  words: <FileTextOutlined />,
}

export function KindIcon({ kind }: { readonly kind: NodeKind }) {
  return <span aria-hidden="true">{icons[kind]}</span>
}
