import { Field, ObjectType, registerEnumType } from 'type-graphql';

export const BusKind = { MEMORY: 'MEMORY', REDIS: 'REDIS' } as const;
registerEnumType(BusKind, {
  name: 'BusKind',
  description: 'What carries events between processes.',
  valuesConfig: { MEMORY: { description: 'Nothing: there is one process.' }, REDIS: { description: 'Redis.' } },
});

@ObjectType('ProcessInfo', { description: 'A living process of this installation.' })
export class ProcessInfoType {
  @Field(() => String, { description: 'The id of the process; new at each start.' })
  id!: string;

  @Field(() => String, { description: 'The machine it runs on.' })
  host!: string;

  @Field(() => [String], { description: 'What it does: api, scheduler, worker.' })
  roles!: string[];

  @Field(() => String, { description: 'The version of Sluice it runs.' })
  version!: string;

  @Field(() => Date, { description: 'When it was started.' })
  startedAt!: Date;
}

@ObjectType({ description: 'What this installation is.' })
export class SystemInfo {
  @Field(() => String, { description: 'The version of Sluice that answers.' })
  version!: string;

  @Field(() => [String], { description: 'The roles of the process that answers.' })
  roles!: readonly string[];

  @Field(() => BusKind, { description: 'What carries events between processes.' })
  bus!: keyof typeof BusKind;

  @Field(() => Boolean, { description: 'Whether the database is the built-in one.' })
  isDatabaseEmbedded!: boolean;

  @Field(() => String, { description: 'The version of PostgreSQL.' })
  databaseVersion!: string;

  @Field(() => [ProcessInfoType], { description: 'Every living process, oldest first.' })
  processes!: ProcessInfoType[];
}
