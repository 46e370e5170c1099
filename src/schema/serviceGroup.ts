import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { Payload } from './userError.js';

@ObjectType('ServiceGroup', { description: 'Services on one provider account: a freeze, a slowdown and “quota reached” of one hold for all; quota and pace stay per service.' })
export class ServiceGroupType {
  @Field(() => ID, { description: 'The id of the group.' })
  id!: string;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => Date, { description: 'When it was made.' })
  createdAt!: Date;
}

export const ServiceGroupConnection = connectionOf('ServiceGroup', () => ServiceGroupType);

@InputType({ description: 'A group of services to be made.' })
export class CreateServiceGroupInput {
  @Field(() => String, { description: 'Its name, at most 100 characters, unique.' })
  name!: string;
}

@ObjectType({ description: 'What createServiceGroup did.' })
export class CreateServiceGroupPayload extends Payload {
  @Field(() => ServiceGroupType, { nullable: true, description: 'The group; null when refused.' })
  serviceGroup?: ServiceGroupType | null;
}

@InputType({ description: 'A service and the group it is to be in.' })
export class AssignServiceGroupInput {
  @Field(() => ID, { description: 'The service.' })
  id!: string;

  @Field(() => ID, { nullable: true, description: 'The group; null for none.' })
  groupId?: string | null;
}
