/** The entry `./engine` of the package: the engine without React, and the car wash with its schemas and rules. */
export * from '../../../domain'
export * from '../../engine'
