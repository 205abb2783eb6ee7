export * from './definition/form-definition.ts'
