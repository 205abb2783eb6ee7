import { evaluate, type FeelFunction } from 'feelin'

/** A function that feelin makes of its source, when it is called for the first time: making it takes a while. */
export function feelinFunction(source: string): (...args: unknown[]) => unknown {
  let made: FeelFunction | undefined
  return (...args) => {
    made ??= evaluate(source).value as FeelFunction
    return made.fn(...args)
  }
}
