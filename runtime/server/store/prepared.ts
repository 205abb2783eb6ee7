import type { Compilable } from 'kysely'
import type { Db, Dialect, Queries } from './store.ts'

/** Stands for a value that comes later. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** A statement as the database takes it. `name` is its own among all statements of this process. */
export interface Statement {
  readonly name: string
  readonly sql: string
}

interface Compiled {
  readonly statement: Statement
  readonly order: readonly (Place | unknown)[]
}

let statements = 0

/**
 * A query that is built and compiled once and then run with other values: building is most of what a query costs.
 * `build` takes the values by their names, puts each straight into the query and decides nothing by it.
 *
 *     const taskById = prepared<{ id: string }, TaskRow>((db, { id }) => db.selectFrom('task').selectAll().where('id', '=', id))
 *     const [task] = await taskById(tx, { id })
 */
export function prepared<Values extends object, Row = never>(build: (db: Db, values: Values) => Compilable<Row>) {
  const known: { [D in Dialect]?: Compiled } = {}

  const compile = ({ db, dialect }: Queries): Compiled => {
    const places = new Proxy({}, { get: (_, name) => new Place(String(name)) }) as Values
    const { sql, parameters } = build(db, places).compile()
    statements += 1
    const compiled = { statement: { name: `gezhi_${statements}`, sql }, order: parameters }
    known[dialect] = compiled
    return compiled
  }

  return (on: Queries, values: Values): Promise<Row[]> => {
    const { statement, order } = known[on.dialect] ?? compile(on)
    const given = values as Readonly<Record<string, unknown>>
    const parameters = order.map((value) => (value instanceof Place ? given[value.name] : value))
    return on.run(statement, parameters) as Promise<Row[]>
  }
}
