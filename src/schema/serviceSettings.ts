import { createUnionType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';

export const DataCentreEnum = { SINGAPORE: 'SINGAPORE', TURKEY: 'TURKEY', CUSTOM: 'CUSTOM' } as const;
registerEnumType(DataCentreEnum, {
  name: 'EngagelabDataCentre',
  description: 'Where the EngageLab account lives.',
  valuesConfig: {
    SINGAPORE: { description: 'Singapore.' },
    TURKEY: { description: 'Turkey.' },
    CUSTOM: { description: 'Another address, given as baseUrl.' },
  },
});

export const SmtpTlsEnum = { NONE: 'NONE', STARTTLS: 'STARTTLS', TLS: 'TLS' } as const;
registerEnumType(SmtpTlsEnum, {
  name: 'SmtpTls',
  description: 'How a connection to a relay is encrypted.',
  valuesConfig: {
    NONE: { description: 'Not at all: password and mails in clear text.' },
    STARTTLS: { description: 'After the greeting; demanded.' },
    TLS: { description: 'From the first byte.' },
  },
});

export const SandboxFailureEnum = { REJECTED: 'REJECTED', DEFERRED: 'DEFERRED', UNREACHABLE: 'UNREACHABLE', TIMEOUT: 'TIMEOUT' } as const;
registerEnumType(SandboxFailureEnum, {
  name: 'SandboxFailure',
  description: 'How a sandbox plays a failure.',
  valuesConfig: {
    REJECTED: { description: 'The recipient is refused.' },
    DEFERRED: { description: 'The recipient is put off.' },
    UNREACHABLE: { description: 'The service cannot be reached.' },
    TIMEOUT: { description: 'No answer comes.' },
  },
});

@ObjectType({ description: 'The readable settings of an EngageLab service.' })
export class EngagelabSettings {
  @Field(() => String, { description: 'The API user.' })
  apiUser!: string;

  @Field(() => DataCentreEnum, { description: 'Where the account lives.' })
  dataCentre!: keyof typeof DataCentreEnum;

  @Field(() => String, { nullable: true, description: 'The address of the API with CUSTOM; else null.' })
  baseUrl!: string | null;

  @Field(() => Int, { description: 'Most connections at once.' })
  connections!: number;
}

@ObjectType({ description: 'The readable settings of an SMTP service.' })
export class SmtpSettings {
  @Field(() => String, { description: 'The host of the relay.' })
  host!: string;

  @Field(() => Int, { description: 'Its port.' })
  port!: number;

  @Field(() => SmtpTlsEnum, { description: 'How the connection is encrypted.' })
  tls!: keyof typeof SmtpTlsEnum;

  @Field(() => String, { nullable: true, description: 'The user to log in as; null for no log-in.' })
  user!: string | null;

  @Field(() => Int, { description: 'Most connections at once.' })
  connections!: number;

  @Field(() => String, { nullable: true, description: 'The certificate of the authority that signed the relay’s, in PEM form; null for the well-known ones.' })
  ca!: string | null;
}

@ObjectType({ description: 'The settings of a sandbox service.' })
export class SandboxSettings {
  @Field(() => Int, { description: 'Most mails at once.' })
  connections!: number;

  @Field(() => Int, { description: 'How many milliseconds each mail takes.' })
  delayMs!: number;

  @Field(() => Int, { description: 'Each how-manieth mail fails; 0 for none.' })
  failEvery!: number;

  @Field(() => SandboxFailureEnum, { description: 'How it fails.' })
  failWith!: keyof typeof SandboxFailureEnum;
}

export const ServiceSettings = createUnionType({
  name: 'ServiceSettings',
  description: 'The settings of a provider.',
  types: () => [EngagelabSettings, SmtpSettings, SandboxSettings] as const,
  resolveType: (value: object) => ('apiUser' in value ? EngagelabSettings : 'host' in value ? SmtpSettings : SandboxSettings),
});
