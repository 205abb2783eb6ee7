import { PrinterOutlined } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import { Link, useLocation, useNavigate } from 'react-router'
import type { TaskDetail } from '#runtime/api'
import {
  momentWords,
  PageHeader,
  RegionName,
  useLocale,
  useLocalize,
  useNarrow,
  useWide,
  useWords,
} from '#runtime/client'
import { useReveal } from '../masked/use-reveal.tsx'
import { DueTag } from '../parts/due-tag.tsx'
import { Facts } from '../parts/facts.tsx'
import { FilledAnswers } from '../parts/filled-answers.tsx'
import { Panel } from '../parts/panel.tsx'
import { workbenchWords } from '../words.ts'
import { EarlierForms } from './earlier-forms.tsx'
import { NewerForm } from './newer-form.tsx'
import styles from './task.module.css'
import { TaskForm } from './task-form.tsx'
import { taskPath } from './task-path.ts'

export interface TaskViewProps {
  readonly task: TaskDetail
  readonly onReload: () => unknown
}

/** What is to be done, for which case, and the form to do it with. */
export function TaskView({ task, onReload }: TaskViewProps) {
  const words = useWords(workbenchWords)
  const localize = useLocalize()
  const { locale } = useLocale()
  const { search } = useLocation()
  const navigate = useNavigate()
  const wide = useWide()
  const narrow = useNarrow()
  const open = task.status === 'open'
  return (
    <div className={styles.page}>
      <PageHeader
        title={localize(task.name)}
        back={wide ? undefined : `/${search}`}
        aside={open && task.due ? <DueTag due={task.due} /> : null}
        actions={
          task.form && (
            <Button
              icon={<PrinterOutlined aria-hidden="true" />}
              aria-label={words.print}
              onClick={() => navigate(`/print${taskPath(task.id)}`)}
            >
              {narrow ? null : words.print}
            </Button>
          )
        }
      />
      <Panel
        title={task.caseTitle}
        actions={<Link to={`/cases/${encodeURIComponent(task.caseId)}`}>{words.viewCase}</Link>}
      >
        <Facts
          facts={[
            { name: words.caseNumber, value: task.caseNumber, whole: true },
            { name: words.region, value: <RegionName code={task.region} name={task.regionName} /> },
            { name: words.due, value: task.due ? momentWords(task.due, locale) : words.noDue },
            ...(narrow
              ? []
              : [
                  { name: words.process, value: localize(task.processTitle) },
                  { name: words.createdAt, value: momentWords(task.createdAt, locale) },
                ]),
          ]}
        />
        <EarlierForms caseId={task.caseId} />
      </Panel>
      {open && task.mayComplete && task.newerForm && <NewerForm task={task} onReload={onReload} />}
      {open && task.mayComplete ? (
        <TaskForm key={task.release} task={task} onReload={onReload} />
      ) : (
        <>
          <Alert
            type="info"
            showIcon
            title={open ? words.taskNotYours : task.status === 'completed' ? words.taskDone : words.taskCancelled}
          />
          {task.form && task.status !== 'cancelled' && (
            <Panel title={localize(task.name)}>
              <Completed task={task} />
            </Panel>
          )}
          {task.form && task.draft && !open && (
            <Panel title={words.yourDraft}>
              <FilledAnswers form={task.form} answers={task.draft.answers} />
            </Panel>
          )}
        </>
      )}
    </div>
  )
}

/** What the task was answered with. */
function Completed({ task }: { readonly task: TaskDetail }) {
  const { caseId, mayReveal, form, id } = task
  const { onReveal, shown, dialog } = useReveal({ caseId, mayReveal, where: 'page' })
  if (!form) return null
  return (
    <>
      {dialog}
      <FilledAnswers
        form={form}
        {...shown(id, task.answers, task.masked)}
        onReveal={onReveal && ((pointer) => onReveal(id, pointer))}
      />
    </>
  )
}
