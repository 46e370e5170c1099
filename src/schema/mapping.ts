import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { MappedService } from './service.js';
import { Payload } from './userError.js';
import { UserType } from './user.js';

@ObjectType({ description: 'Which services a user may use.' })
export class ServiceMapping {
  @Field(() => UserType, { description: 'Whose it is.' })
  user!: UserType;

  @Field(() => [MappedService], { description: 'The services, by name; at most 1,000.' })
  services!: MappedService[];

  @Field(() => Boolean, { description: 'Whether at least one of them can send now; a service inside its pace interval counts.' })
  isAnyAvailable!: boolean;
}

@InputType({ description: 'The services that a user may use from now on.' })
export class SaveServiceMappingInput {
  @Field(() => ID, { description: 'Whose.' })
  userId!: string;

  @Field(() => [ID], { description: 'All of them: what is missing here is taken away.' })
  serviceIds!: string[];
}

@ObjectType({ description: 'What saveServiceMapping did.' })
export class SaveServiceMappingPayload extends Payload {
  @Field(() => ServiceMapping, { nullable: true, description: 'The mapping; null when refused.' })
  serviceMapping?: ServiceMapping | null;
}
