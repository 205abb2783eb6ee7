import type { WidgetProps } from './widgets.ts'

/** What tells assistive technology about the control that the label belongs to. */
export function accessible({ id, required, invalid, describedBy }: WidgetProps) {
  return { id, 'aria-required': required, 'aria-invalid': invalid, 'aria-describedby': describedBy } as const
}

/** The same for an answer made of several controls, which the label names together. */
export function accessibleGroup({ id, describedBy }: WidgetProps) {
  return { role: 'group', 'aria-labelledby': `${id}-label`, 'aria-describedby': describedBy } as const
}

/** True where a finger points: the device's own pickers serve better than ours. */
export function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches
}
