import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { AdjustmentModeEnum } from './quota.js';
import { EmailServiceType } from './service.js';
import { DataCentreEnum, SandboxFailureEnum, SmtpTlsEnum } from './serviceSettings.js';
import { Payload } from './userError.js';

@InputType({ description: 'An EngageLab account.' })
export class EngagelabInput {
  @Field(() => String, { description: 'The API user.' })
  apiUser!: string;

  @Field(() => String, { nullable: true, description: 'The API key, a secret. In a patch, left out, it stays.' })
  apiKey?: string | null;

  @Field(() => DataCentreEnum, { nullable: true, description: 'Where the account lives; SINGAPORE unless given.' })
  dataCentre?: keyof typeof DataCentreEnum | null;

  @Field(() => String, { nullable: true, description: 'The address of the API; with CUSTOM only.' })
  baseUrl?: string | null;

  @Field(() => String, { nullable: true, description: 'The app key that signs webhooks, a secret. In a patch, left out, it stays.' })
  webhookAppKey?: string | null;

  @Field(() => Int, { nullable: true, description: 'Most connections at once, 1 to 200; 64 unless given.' })
  connections?: number | null;
}

@InputType({ description: 'An SMTP relay.' })
export class SmtpInput {
  @Field(() => String, { description: 'The host name or IP address.' })
  host!: string;

  @Field(() => Int, { description: 'The port.' })
  port!: number;

  @Field(() => SmtpTlsEnum, { description: 'How the connection is encrypted.' })
  tls!: keyof typeof SmtpTlsEnum;

  @Field(() => String, { nullable: true, description: 'The user to log in as; left out for no log-in.' })
  user?: string | null;

  @Field(() => String, { nullable: true, description: 'The password, a secret. In a patch, left out, it stays.' })
  password?: string | null;

  @Field(() => Int, { nullable: true, description: 'Most connections at once, 1 to 200; 8 unless given.' })
  connections?: number | null;

  @Field(() => String, { nullable: true, description: 'The certificate of the authority that signed the relay’s, in PEM form.' })
  ca?: string | null;
}

@InputType({ description: 'A sandbox, and what it plays.' })
export class SandboxInput {
  @Field(() => Int, { nullable: true, description: 'Most mails at once, 1 to 1000; 256 unless given.' })
  connections?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many milliseconds each mail takes; 0 unless given.' })
  delayMs?: number | null;

  @Field(() => Int, { nullable: true, description: 'Each how-manieth mail fails; 0, none, unless given.' })
  failEvery?: number | null;

  @Field(() => SandboxFailureEnum, { nullable: true, description: 'How it fails; REJECTED unless given.' })
  failWith?: keyof typeof SandboxFailureEnum | null;
}

@InputType({ description: 'How a new service comes to its quota.' })
export class RampUpInput {
  @Field(() => Int, { description: 'The limit of the quota day in which it is set, at least 1.' })
  start!: number;

  @Field(() => Int, { description: 'By how much the limit grows with each calendar day in the zone of the service, at least 1.' })
  stepPerDay!: number;

  @Field(() => Int, { description: 'What it grows to, at least start.' })
  ceiling!: number;
}

@InputType({ description: 'A service to be registered, with exactly one of engagelab, smtp and sandbox.' })
export class CreateEmailServiceInput {
  @Field(() => String, { description: 'Its name, at most 100 characters.' })
  name!: string;

  @Field(() => String, { description: 'The domain of From addresses.' })
  domain!: string;

  @Field(() => Int, { description: 'How many mails it may send a day, at least 1.' })
  dailyQuota!: number;

  @Field(() => String, { defaultValue: '00:00', description: 'When the quota day begins, HH:MM in its zone.' })
  resetTime!: string;

  @Field(() => String, { defaultValue: 'Asia/Shanghai', description: 'The zone of the reset time.' })
  zone!: string;

  @Field(() => Int, { defaultValue: 0, description: 'The least interval between two mails in milliseconds; 0 = unpaced.' })
  paceMs!: number;

  @Field(() => Int, { defaultValue: 10, description: 'How many failures in a row freeze it.' })
  freezeThreshold!: number;

  @Field(() => Int, { nullable: true, description: 'Within how many seconds they must lie; left out for no limit.' })
  freezeWindowSeconds?: number | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether a probe that succeeds thaws it after failures; refused credentials and unpaid accounts are thawed by hand.',
  })
  isThawedByProbe!: boolean;

  @Field(() => RampUpInput, { nullable: true, description: 'How it comes to its quota; left out, at once.' })
  rampUp?: RampUpInput | null;

  @Field(() => Boolean, { defaultValue: true, description: 'Whether it is switched on at once.' })
  isEnabled!: boolean;

  @Field(() => EngagelabInput, { nullable: true, description: 'For an EngageLab service.' })
  engagelab?: EngagelabInput | null;

  @Field(() => SmtpInput, { nullable: true, description: 'For an SMTP service.' })
  smtp?: SmtpInput | null;

  @Field(() => SandboxInput, { nullable: true, description: 'For a sandbox.' })
  sandbox?: SandboxInput | null;
}

@InputType({ description: 'What to change of a service; what is left out stays.' })
export class EmailServicePatch {
  @Field(() => String, { nullable: true, description: 'Its name.' })
  name?: string;

  @Field(() => String, { nullable: true, description: 'The domain of From addresses.' })
  domain?: string;

  @Field(() => Int, { nullable: true, description: 'How many mails it may send a day; holds at once: what is left is the limit less what is used.' })
  dailyQuota?: number;

  @Field(() => String, { nullable: true, description: 'When the quota day begins, HH:MM; holds from the next reset on.' })
  resetTime?: string;

  @Field(() => String, { nullable: true, description: 'The zone of the reset time; holds from the next reset on.' })
  zone?: string;

  @Field(() => Int, { nullable: true, description: 'The least interval between two mails in milliseconds; 0 = unpaced.' })
  paceMs?: number;

  @Field(() => Int, { nullable: true, description: 'How many failures in a row freeze it.' })
  freezeThreshold?: number;

  @Field(() => Int, { nullable: true, description: 'Within how many seconds they must lie; null for no limit.' })
  freezeWindowSeconds?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a probe that succeeds thaws it after failures.' })
  isThawedByProbe?: boolean;

  @Field(() => RampUpInput, { nullable: true, description: 'How it comes to its quota; holds at once. One that is edited keeps its day; null takes it away, and one that is set later begins anew.' })
  rampUp?: RampUpInput | null;

  @Field(() => EngagelabInput, { nullable: true, description: 'All settings of an EngageLab service.' })
  engagelab?: EngagelabInput;

  @Field(() => SmtpInput, { nullable: true, description: 'All settings of an SMTP service.' })
  smtp?: SmtpInput;

  @Field(() => SandboxInput, { nullable: true, description: 'All settings of a sandbox.' })
  sandbox?: SandboxInput;
}

@InputType({ description: 'A change of a service.' })
export class UpdateEmailServiceInput {
  @Field(() => ID, { description: 'The service to change.' })
  id!: string;

  @Field(() => EmailServicePatch, { description: 'What to change.' })
  patch!: EmailServicePatch;
}

@InputType({ description: 'The service that is meant.' })
export class EmailServiceIdInput {
  @Field(() => ID, { description: 'The id of the service.' })
  id!: string;
}

@InputType({ description: 'A service to be frozen.' })
export class FreezeEmailServiceInput extends EmailServiceIdInput {
  @Field(() => String, { nullable: true, description: 'Why, for those who read the log.' })
  detail?: string | null;
}

@InputType({ description: 'A change of what is left today.' })
export class AdjustServiceQuotaInput extends EmailServiceIdInput {
  @Field(() => AdjustmentModeEnum, { description: 'How.' })
  mode!: keyof typeof AdjustmentModeEnum;

  @Field(() => Int, { description: 'How many mails; not below 0.' })
  amount!: number;

  @Field(() => String, { description: 'Why; kept in the status log.' })
  note!: string;
}

@ObjectType({ description: 'What deleteEmailService did.' })
export class DeleteEmailServicePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The id of the service that is gone; null when refused, or when it has a history and was archived.' })
  deletedId?: string | null;

  @Field(() => EmailServiceType, { nullable: true, description: 'The service that was archived because it has a history; null otherwise.' })
  archived?: EmailServiceType | null;
}

@ObjectType({ description: 'What a change of a service did.' })
export class EmailServicePayload extends Payload {
  @Field(() => EmailServiceType, { nullable: true, description: 'The service; null when refused.' })
  emailService?: EmailServiceType | null;
}
