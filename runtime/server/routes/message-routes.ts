import type { Deps } from '../deps.ts'
import type { Handlers } from '../http/handlers.ts'
import { sendMessage } from '../use-cases/send-message.ts'

type MessageEndpoints = 'POST /api/messages' | 'POST /api/signals'

/** HTTP for messages and signals from outside. Translates requests into use cases and back; decides nothing. */
export function messageRoutes(deps: Deps): Pick<Handlers, MessageEndpoints> {
  const send = sendMessage(deps)

  return {
    'POST /api/messages': ({ user, body }) => send({ user, kind: 'message', ...body }),
    'POST /api/signals': ({ user, body }) => send({ user, kind: 'signal', ...body }),
  }
}
