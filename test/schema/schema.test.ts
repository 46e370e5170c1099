import { describe, expect, test } from '@jest/globals';
import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isIntrospectionType, isListType, isNonNullType, isObjectType, parse, printSchema } from 'graphql';
import { readFile } from 'node:fs/promises';
import { refusalCodes } from '../../src/errors.js';
import { resolvers } from '../../src/resolvers/index.js';
import { buildApiSchema } from '../../src/schema/build.js';
import { printApiSchema } from '../../src/schema/emit.js';

const schema = buildApiSchema(resolvers);
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));

describe('the schema', () => {
  test('is committed as it is (A4): "npm run schema" after a change', async () => {
    expect(printApiSchema()).toBe(await readFile('schema.graphql', 'utf8'));
    expect(parse(printSchema(schema)).definitions.length).toBeGreaterThan(10);
  });

  test('describes every type, field, argument and enum value', () => {
    const silent: string[] = [];
    const look = (path: string, thing: { description?: string | null }): void => void (thing.description?.trim() || silent.push(path));
    for (const type of types) {
      if (!['Query', 'Mutation', 'Subscription', 'String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name)) look(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
      if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
      if (!isObjectType(type) && !isInterfaceType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field);
        for (const arg of field.args) look(`${type.name}.${field.name}(${arg.name})`, arg);
      }
    }
    expect(silent).toEqual([]);
  });

  test('has payloads with userErrors and at most one argument, "input", for every mutation', () => {
    const odd = Object.values(schema.getMutationType()!.getFields()).filter((field) => {
      const payload = getNamedType(field.type);
      const errors = isObjectType(payload) && payload.getFields().userErrors;
      return !errors || String(errors.type) !== '[UserError!]!' || field.args.some((arg) => arg.name !== 'input' || !isNonNullType(arg.type));
    });
    expect(odd.map((field) => field.name)).toEqual([]);
  });

  test('has no list of lists, and every list holds something', () => {
    const odd = types.flatMap((type) =>
      isObjectType(type) ? Object.values(type.getFields()).filter(({ type: of }) => {
        const list = isNonNullType(of) ? of.ofType : of;
        return isListType(list) && !isNonNullType(list.ofType);
      }).map((field) => `${type.name}.${field.name}`) : [],
    );
    expect(odd).toEqual([]);
  });

  test('has all refusal codes of the program (A5)', () => {
    const type = schema.getType('RefusalCode');
    expect(isEnumType(type) && type.getValues().map((value) => value.name)).toEqual([...refusalCodes]);
  });
});
