import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Words for people, in both languages of the product.' })
export class LocalizedText {
  @Field(() => String, { description: 'In Chinese.' })
  zh!: string;

  @Field(() => String, { description: 'In English.' })
  en!: string;
}
