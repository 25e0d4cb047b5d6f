/**
 * The package as it is, with the later drafts of JSON Schema; what it compiles is interpreted. JSON Type Definition
 * is not here: a megabyte and a half of code to check each of its schemas by is too much to interpret.
 */
import Ajv from 'ajv';
import * as codegen from 'ajv/dist/compile/codegen/index.js';

export default require('ajv');
export const draft2019: unknown = require('ajv/dist/2019.js');
export const draft2020: unknown = require('ajv/dist/2020.js');
export { codegen };

// Every instance makes the same code to check schemas by: it is read here, and not once a run.
for (const allErrors of [false, true]) new Ajv({ allErrors }).compile({});
