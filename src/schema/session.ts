import { Field, InputType, ObjectType } from 'type-graphql';
import { Payload } from './userError.js';
import { UserType } from './user.js';

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: 'User name or e-mail address.' })
  name!: string;

  @Field(() => String, { description: 'The password.' })
  password!: string;
}

@InputType({ description: 'A session to be prolonged.' })
export class RefreshSessionInput {
  @Field(() => String, { description: 'The newest refresh token. Using an older one ends the session.' })
  refreshToken!: string;
}

@ObjectType({ description: 'A fresh pair of tokens.' })
export class Credentials {
  @Field(() => String, { description: 'To be sent as "Authorization: Bearer …", or as "authorization" in the connection parameters of a WebSocket.' })
  accessToken!: string;

  @Field(() => Date, { description: 'When the access token ends; refresh before.' })
  accessTokenExpiresAt!: Date;

  @Field(() => String, { description: 'Good for one refresh.' })
  refreshToken!: string;
}

@ObjectType({ description: 'What signIn did.' })
export class SignInPayload extends Payload {
  @Field(() => Credentials, { nullable: true, description: 'The tokens; null when refused.' })
  credentials?: Credentials | null;

  @Field(() => UserType, { nullable: true, description: 'Who signed in; null when refused.' })
  user?: UserType | null;
}

@ObjectType({ description: 'What refreshSession did.' })
export class RefreshSessionPayload extends Payload {
  @Field(() => Credentials, { nullable: true, description: 'The tokens; null when refused.' })
  credentials?: Credentials | null;

  @Field(() => UserType, { nullable: true, description: 'Whose session it is; null when refused.' })
  user?: UserType | null;
}

@ObjectType({ description: 'What signOut did.' })
export class SignOutPayload extends Payload {}
