import { type Endpoint, ErrorAnswer, endpoints } from '#runtime/api'
import { version } from '../version.ts'

/** The OpenAPI 3.1 document of the endpoints: the same schemas that requests are checked against. */
export function openApi() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, endpoint] of Object.entries(endpoints) as [string, Endpoint][]) {
    const [method, path] = name.split(' ') as [string, string]
    const key = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[key] = { ...paths[key], [method.toLowerCase()]: operation(name, endpoint) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Gezhi 格治', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'gezhi_session' },
        worker: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Error: ErrorAnswer },
    },
  }
}

function operation(name: string, endpoint: Endpoint) {
  const binary = name === 'POST /api/files'
  return {
    operationId: name.replaceAll(/[^a-zA-Z]+/g, '-').toLowerCase(),
    summary: endpoint.summary,
    security: security(endpoint),
    parameters: [...parameters('path', endpoint.params), ...parameters('query', endpoint.query)],
    ...(endpoint.body && {
      requestBody: { required: true, content: { 'application/json': { schema: endpoint.body } } },
    }),
    ...(binary && { requestBody: { required: true, content: { 'application/octet-stream': {} } } }),
    responses: {
      ...(endpoint.answer
        ? { 200: { description: 'Done', content: { 'application/json': { schema: endpoint.answer } } } }
        : { 204: { description: 'Done' } }),
      default: {
        description: 'Refused: `code` says why',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}

function security({ access }: Endpoint) {
  if (access === 'public') return []
  return access === 'worker' ? [{ worker: [] }] : [{ session: [] }]
}

function parameters(place: 'path' | 'query', schema: Endpoint['query']) {
  const { properties = {}, required = [] } = (schema ?? {}) as { properties?: object; required?: string[] }
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: of,
  }))
}
