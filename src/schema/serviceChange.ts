import { Field, Int, ObjectType } from 'type-graphql';
import { MappedService, ServiceStateType } from './service.js';

@ObjectType('ServiceStatusChange', { description: 'A service as it is now.' })
export class ServiceStatusChangeType {
  @Field(() => MappedService, { description: 'The service, as its users see it.' })
  service!: MappedService;

  @Field(() => ServiceStateType, { nullable: true, description: 'Its whole state, for administrators; null for operators.' })
  state!: ServiceStateType | null;

  @Field(() => Int, { description: 'Grows when the engine or an administrator changes its state: the higher one is the later.' })
  version!: number;
}
