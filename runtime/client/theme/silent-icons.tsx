import {
  CheckCircleFilled,
  CloseCircleFilled,
  CloseOutlined,
  ExclamationCircleFilled,
  InfoCircleFilled,
  LoadingOutlined,
} from '@ant-design/icons'

/** The pictures that antd puts beside words by itself. It would have their English names read out; these are silent. */
export const silentIcons = {
  busy: <LoadingOutlined aria-hidden="true" />,
  close: <CloseOutlined aria-hidden="true" />,
  alert: {
    successIcon: <CheckCircleFilled aria-hidden="true" />,
    infoIcon: <InfoCircleFilled aria-hidden="true" />,
    warningIcon: <ExclamationCircleFilled aria-hidden="true" />,
    errorIcon: <CloseCircleFilled aria-hidden="true" />,
  },
} as const
