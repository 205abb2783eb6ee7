import { sortableDay } from './dates.ts'
import { feelinFunction } from './feelin-function.ts'
import { decimalOf } from './numbers.ts'
import { isContext, isRange, isTemporal, kindOf } from './values.ts'
import { shallowCost, type Work } from './work.ts'

type Place = { readonly from: number; readonly to: number }
type Operator = (left: unknown, right: unknown, work: Work, place: Place) => unknown

/** An operator as feelin has it; used for dates, times and durations, where its rules are long. */
function feelins(operator: string): (left: unknown, right: unknown) => unknown {
  return feelinFunction(`function(a, b) a ${operator} b`)
}

function arithmetic(
  sign: string,
  verb: string,
  numbers: (left: number, right: number) => number | null,
  temporals?: (left: unknown, right: unknown) => unknown,
): Operator {
  return (left, right, work, place) => {
    if (typeof left === 'number' && typeof right === 'number') return finite(numbers(left, right))
    if (sign === '+' && typeof left === 'string' && typeof right === 'string') {
      work.spend(shallowCost(left) + shallowCost(right))
      return left + right
    }
    if (temporals && isTemporal(left) && isTemporal(right)) {
      work.spend(10)
      return temporals(left, right)
    }
    return work.warn('INVALID_TYPE', `Cannot ${verb} ${kindOf(left)} and ${kindOf(right)}`, place)
  }
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}

function comparison(sign: string, holds: (left: number | string, right: number | string) => boolean): Operator {
  const temporals = feelins(sign)
  return (left, right, work, place) => {
    if (typeof left === 'number' && typeof right === 'number') return holds(left, right)
    if (typeof left === 'string' && typeof right === 'string') return holds(left, right)
    if (isTemporal(left) && isTemporal(right) && left.constructor === right.constructor) {
      work.spend(10)
      const [from, to] = [sortableDay(left), sortableDay(right)]
      if (from !== undefined && to !== undefined) return holds(from, to)
      return temporals(left, right)
    }
    return work.warn('NOT_COMPARABLE', `Cannot compare ${kindOf(left)} with ${kindOf(right)}`, place)
  }
}

const temporalEquals = feelins('=')

/** FEEL equality: `null` where the values are of different types (DMN 1.3, table 53). */
export function equals(left: unknown, right: unknown, work: Work): boolean | null {
  work.spend(1)
  if (left === null || right === null) return left === right
  if (typeof left !== 'object' || typeof right !== 'object') return typeof left === typeof right ? left === right : null
  if (isTemporal(left) && isTemporal(right)) {
    work.spend(10)
    return temporalEquals(left, right) as boolean | null
  }
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => equals(item, right[index], work) === true)
  }
  if (isContext(left) && isContext(right)) {
    const keys = Object.keys(left)
    work.spend(keys.length)
    if (keys.length !== Object.keys(right).length) return false
    return keys.every((key) => Object.hasOwn(right, key) && equals(left[key], right[key], work) === true)
  }
  if (isRange(left) && isRange(right)) {
    const bounds = ['start', 'end', 'start included', 'end included'] as const
    return bounds.every((bound) => equals(left[bound], right[bound], work) === true)
  }
  return null
}

export const operators: Readonly<Record<string, Operator>> = {
  '+': arithmetic('+', 'add', (left, right) => decimalOf(left + right), feelins('+')),
  '-': arithmetic('-', 'subtract', (left, right) => decimalOf(left - right), feelins('-')),
  '*': arithmetic('*', 'multiply', (left, right) => decimalOf(left * right)),
  '/': arithmetic('/', 'divide', (left, right) => (right === 0 ? null : left / right)),
  '**': arithmetic('**', 'raise', (left, right) => left ** right),
  '^': arithmetic('^', 'raise', (left, right) => left ** right),
  '=': (left, right, work) => equals(left, right, work),
  '!=': (left, right, work) => negate(equals(left, right, work)),
  '<': comparison('<', (left, right) => left < right),
  '<=': comparison('<=', (left, right) => left <= right),
  '>': comparison('>', (left, right) => left > right),
  '>=': comparison('>=', (left, right) => left >= right),
}

export function negate(value: unknown): boolean | null {
  return typeof value === 'boolean' ? !value : null
}

/** Three-valued `and`, `or`: anything but true and false is unknown. */
export function known(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}
