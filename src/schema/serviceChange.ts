import { Field, Int, ObjectType } from 'type-graphql';
import { MappedService } from './service.js';

@ObjectType({ description: 'A service as it is now.' })
export class ServiceStatusChange {
  @Field(() => MappedService, { description: 'The service, as its users see it.' })
  service!: MappedService;

  @Field(() => Int, { description: 'Grows with changes of its state: the higher one is the later.' })
  version!: number;
}
