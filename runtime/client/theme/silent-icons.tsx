import {
  CheckCircleFilled,
  CloseCircleFilled,
  CloseOutlined,
  DownOutlined,
  ExclamationCircleFilled,
  EyeInvisibleOutlined,
  EyeOutlined,
  InfoCircleFilled,
  LoadingOutlined,
} from '@ant-design/icons'

/** The pictures that antd puts beside words by itself. It would have their English names read out; these are silent. */
export const silentIcons = {
  busy: <LoadingOutlined aria-hidden="true" />,
  select: { suffixIcon: <DownOutlined aria-hidden="true" />, clearIcon: <CloseCircleFilled aria-hidden="true" /> },
  password: (visible: boolean) =>
    visible ? <EyeOutlined aria-hidden="true" /> : <EyeInvisibleOutlined aria-hidden="true" />,
  close: <CloseOutlined aria-hidden="true" />,
  alert: {
    successIcon: <CheckCircleFilled aria-hidden="true" />,
    infoIcon: <InfoCircleFilled aria-hidden="true" />,
    warningIcon: <ExclamationCircleFilled aria-hidden="true" />,
    errorIcon: <CloseCircleFilled aria-hidden="true" />,
  },
} as const
