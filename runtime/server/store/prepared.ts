import type { Compilable, CompiledQuery } from 'kysely'
import type { Db } from './store.ts'

/** Stands for a value that comes later. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/**
 * A query that is built and compiled once and then run with other values: building is most of what a query costs.
 * `build` takes the values by their names, puts each straight into the query and decides nothing by it.
 *
 *     const taskById = prepared<{ id: string }, TaskRow>((db, { id }) => db.selectFrom('task').selectAll().where('id', '=', id))
 *     const [task] = await taskById(tx.db, { id })
 */
export function prepared<Values extends object, Row = never>(build: (db: Db, values: Values) => Compilable<Row>) {
  let compiled: CompiledQuery<Row> | undefined
  let order: readonly (Place | unknown)[] = []

  return async (db: Db, values: Values): Promise<Row[]> => {
    if (!compiled) {
      const places = new Proxy({}, { get: (_, name) => new Place(String(name)) }) as Values
      compiled = build(db, places).compile()
      order = compiled.parameters
    }
    const given = values as Readonly<Record<string, unknown>>
    const parameters = order.map((value) => (value instanceof Place ? given[value.name] : value))
    return (await db.executeQuery<Row>({ ...compiled, parameters })).rows
  }
}
