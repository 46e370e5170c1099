/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An adjustment of a remaining quota. */
export type AdjustQuotaInput = {
  /** How many mails; not below 0. */
  amount: number;
  /** How. */
  mode: AdjustmentMode;
  /** Why; kept in the ledger. */
  note: string;
  /** Whose quota. */
  userId: string;
};

/** A change of what is left today. */
export type AdjustServiceQuotaInput = {
  /** How many mails; not below 0. */
  amount: number;
  /** The id of the service. */
  id: string;
  /** How. */
  mode: AdjustmentMode;
  /** Why; kept in the status log. */
  note: string;
};

/** How a quota is adjusted. */
export type AdjustmentMode =
  /** The amount is added. */
  | 'ADD'
  /** The amount is what remains. */
  | 'SET'
  /** The amount is taken away. */
  | 'SUBTRACT';

/** A service and the group it is to be in. */
export type AssignServiceGroupInput = {
  /** The group; null for none. */
  groupId?: string | null | undefined;
  /** The service. */
  id: string;
};

/** What came of one try to hand a mail over. */
export type AttemptOutcome =
  /** The recipient’s mailbox asked for patience. */
  | 'DEFERRED_RECIPIENT'
  /** The service asked for patience. */
  | 'DEFERRED_SERVICE'
  /** The provider refused it. */
  | 'FAILED'
  /** The provider accepted it. */
  | 'SENT'
  /** Left out on purpose. */
  | 'SKIPPED'
  /** The answer was lost. */
  | 'UNKNOWN'
  /** The service failed before the mail was handed over. */
  | 'UNREACHABLE';

/** Who a task mails, found anew when it starts. Suppressed addresses are always left out. */
export type AudienceRuleInput = {
  /** But none of these; at most 1,000. */
  excludeContactIds?: Array<string>;
  /** But nobody who has one of these; at most 100. */
  excludeTagIds?: Array<string>;
  /** Whether everybody is mailed. */
  includeAll?: boolean;
  /** These are mailed; at most 1,000. */
  includeContactIds?: Array<string>;
  /** Who has one of these tags is mailed; at most 100. */
  includeTagIds?: Array<string>;
};

/** How a row changed. */
export type AuditChangeKind =
  /** It was deleted. */
  | 'DELETE'
  /** It was made. */
  | 'INSERT'
  /** It was changed. */
  | 'UPDATE';

/** Which rows of the audit log; all conditions hold. */
export type AuditLogFilter = {
  /** One of these mutations, by name. */
  actions?: Array<string> | null | undefined;
  /** Of this user. */
  actorId?: string | null | undefined;
  /** From this network address. */
  address?: string | null | undefined;
  /** That named or changed this object, whatever it is. */
  objectId?: string | null | undefined;
  /** With this outcome. */
  outcome?: AuditOutcome | null | undefined;
  /** From this time on. */
  since?: string | Date | null | undefined;
  /** Before this time. */
  until?: string | Date | null | undefined;
};

/** What became of a mutation. */
export type AuditOutcome =
  /** It was done. */
  | 'DONE'
  /** It was refused and changed nothing. */
  | 'REFUSED';

/** What carries events between processes. */
export type BusKind =
  /** Nothing: there is one process. */
  | 'MEMORY'
  /** Redis. */
  | 'REDIS';

/** Which campaigns. */
export type CampaignFilter = {
  /** Those in one of these states. */
  states?: Array<CampaignState> | null | undefined;
};

/** What to change of a campaign; what is left out stays. */
export type CampaignPatch = {
  /** Calendar days from one task to the next, 0 to 365. */
  intervalDays?: number | null | undefined;
  /** Its name, at most 200 characters. */
  name?: string | null | undefined;
  /** When its first task starts; in the past: at once. */
  startAt?: string | Date | null | undefined;
  /** The zone in whose wall-clock time the interval is reckoned, like Asia/Shanghai. */
  zone?: string | null | undefined;
};

/** The state of a campaign. */
export type CampaignState =
  /** On the calendar or under way. */
  | 'ACTIVE'
  /** Ended by hand. */
  | 'CANCELLED'
  /** All its tasks have ended. */
  | 'COMPLETED'
  /** Being planned; holds no quota. */
  | 'DRAFT'
  /** Paused with its tasks. */
  | 'PAUSED';

/** A campaign to be cancelled. */
export type CancelCampaignInput = {
  /** The campaign. */
  id: string;
};

/** A task to be cancelled. */
export type CancelTaskInput = {
  /** The task. */
  id: string;
};

/** Something known about a contact. */
export type ContactAttributeInput = {
  /** What, at most 100 characters. */
  name: string;
  /** The value, at most 2,000 characters. */
  value: string;
};

/** Which contacts; all conditions hold. */
export type ContactFilter = {
  /** Those whose address or nickname contains this, without regard to case. */
  search?: string | null | undefined;
  /** Those with this tag. */
  tagId?: string | null | undefined;
};

/** How far an import is. */
export type ContactImportState =
  /** The whole file was read. */
  | 'COMPLETED'
  /** The file was not read to its end; what was read until then is imported. */
  | 'FAILED'
  /** The file is being read. */
  | 'RUNNING'
  /** The file has not been sent yet. */
  | 'WAITING';

/** Why a row was not imported. */
export type ContactRejectionReason =
  /** The row has more cells than the first line has columns: a delimiter inside a cell without quotes? */
  | 'COLUMN_COUNT'
  /** A value has control characters. */
  | 'CONTROL_CHARACTERS'
  /** The address stands in an earlier row of the file. */
  | 'DUPLICATE'
  /** This is not an e-mail address that can be mailed. */
  | 'EMAIL_INVALID'
  /** The row has no e-mail address. */
  | 'EMAIL_MISSING'
  /** A value is too long. */
  | 'TOO_LONG'
  /** More than 50 tags. */
  | 'TOO_MANY_TAGS';

/** A campaign to be made, as a draft. */
export type CreateCampaignInput = {
  /** Calendar days from one task to the next, 0 to 365. */
  intervalDays?: number;
  /** Its name, at most 200 characters. */
  name: string;
  /** When its first task starts; in the past: at once. */
  startAt: string | Date;
  /** Its tasks in order, 1 to 100. */
  tasks: Array<NewTaskInput>;
  /** The zone in whose wall-clock time the interval is reckoned, like Asia/Shanghai. */
  zone?: string;
};

/** A CSV file to be imported. */
export type CreateContactImportInput = {
  /** The name of the file, for people. */
  fileName: string;
  /** Tags that every imported contact is given; at most 50. */
  tagNames?: Array<string>;
};

/** A contact to be made. */
export type CreateContactInput = {
  /** What else is known; at most 100. */
  attributes?: Array<ContactAttributeInput>;
  /** The address. */
  email: string;
  /** What they are called, at most 200 characters. */
  nickname?: string | null | undefined;
  /** Tags by name, made where they do not exist; at most 50. */
  tagNames?: Array<string>;
};

/** A service to be registered, with exactly one of engagelab, smtp and sandbox. */
export type CreateEmailServiceInput = {
  /** How many mails it may send a day, at least 1. */
  dailyQuota: number;
  /** The domain of From addresses. */
  domain: string;
  /** For an EngageLab service. */
  engagelab?: EngagelabInput | null | undefined;
  /** How many failures in a row freeze it. */
  freezeThreshold?: number;
  /** Within how many seconds they must lie; left out for no limit. */
  freezeWindowSeconds?: number | null | undefined;
  /** Whether it is switched on at once. */
  isEnabled?: boolean;
  /** Whether a probe that succeeds thaws it after failures; refused credentials and unpaid accounts are thawed by hand. */
  isThawedByProbe?: boolean;
  /** Its name, at most 100 characters. */
  name: string;
  /** The least interval between two mails in milliseconds; 0 = unpaced. */
  paceMs?: number;
  /** How it comes to its quota; left out, at once. */
  rampUp?: RampUpInput | null | undefined;
  /** When the quota day begins, HH:MM in its zone. */
  resetTime?: string;
  /** For a sandbox. */
  sandbox?: SandboxInput | null | undefined;
  /** For an SMTP service. */
  smtp?: SmtpInput | null | undefined;
  /** The zone of the reset time. */
  zone?: string;
};

/** A sender to be made. */
export type CreateSenderInput = {
  /** The name shown in the From header, at most 100 characters. */
  displayName?: string | null | undefined;
  /** A-Z a-z 0-9 . _ -, 1 to 64, no leading, trailing or double dot. */
  name: string;
};

/** A group of services to be made. */
export type CreateServiceGroupInput = {
  /** Its name, at most 100 characters, unique. */
  name: string;
};

/** A template to be made. */
export type CreateTemplateInput = {
  /** The HTML, in Liquid, with <a href="{{ unsubscribe_url }}">; at most 300,000 characters. */
  html: string;
  /** Its name, for people. */
  name: string;
  /** What mail clients show beside the subject, in Liquid; null for none. */
  previewLine?: string | null | undefined;
  /** The subject line, in Liquid; at most 500 characters. */
  subject: string;
  /** The plain text, in Liquid, with {{ unsubscribe_url }}; null to derive it from the HTML. */
  text?: string | null | undefined;
};

/** A template set to be made. */
export type CreateTemplateSetInput = {
  /** Its name, for people. */
  name: string;
  /** Its templates, 1 to 50. */
  templateIds: Array<string>;
};

/** A user to be made. */
export type CreateUserInput = {
  /** The e-mail address. */
  email: string;
  /** Letters, digits and . _ -, at most 64. */
  name: string;
  /** At least 8 characters. */
  password: string;
  /** What they may do. */
  role?: Role;
};

/** A draft to be deleted. */
export type DeleteCampaignInput = {
  /** The campaign. */
  id: string;
};

/** A sender to be deleted. */
export type DeleteSenderInput = {
  /** The sender to delete. */
  id: string;
};

/** A campaign to be planned once more, as a draft. */
export type DuplicateCampaignInput = {
  /** The campaign to be like. */
  id: string;
  /** The name of the new one; left out, the same. */
  name?: string | null | undefined;
  /** When the first task of the new one starts. */
  startAt: string | Date;
};

/** Which services; all conditions hold. */
export type EmailServiceFilter = {
  /** To which one of these applies; archived ones only where this asks for them. */
  conditions?: Array<ServiceCondition> | null | undefined;
  /** In this group. */
  groupId?: string | null | undefined;
  /** Of one of these providers. */
  providers?: Array<Provider> | null | undefined;
  /** Whose name or domain holds this text, without regard to case. */
  text?: string | null | undefined;
};

/** The service that is meant. */
export type EmailServiceIdInput = {
  /** The id of the service. */
  id: string;
};

/** What to change of a service; what is left out stays. */
export type EmailServicePatch = {
  /** How many mails it may send a day; holds at once: what is left is the limit less what is used. */
  dailyQuota?: number | null | undefined;
  /** The domain of From addresses. */
  domain?: string | null | undefined;
  /** All settings of an EngageLab service. */
  engagelab?: EngagelabInput | null | undefined;
  /** How many failures in a row freeze it. */
  freezeThreshold?: number | null | undefined;
  /** Within how many seconds they must lie; null for no limit. */
  freezeWindowSeconds?: number | null | undefined;
  /** Whether a probe that succeeds thaws it after failures. */
  isThawedByProbe?: boolean | null | undefined;
  /** Its name. */
  name?: string | null | undefined;
  /** The least interval between two mails in milliseconds; 0 = unpaced. */
  paceMs?: number | null | undefined;
  /** How it comes to its quota; holds at once. One that is edited keeps its day; null takes it away, and one that is set later begins anew. */
  rampUp?: RampUpInput | null | undefined;
  /** When the quota day begins, HH:MM; holds from the next reset on. */
  resetTime?: string | null | undefined;
  /** All settings of a sandbox. */
  sandbox?: SandboxInput | null | undefined;
  /** All settings of an SMTP service. */
  smtp?: SmtpInput | null | undefined;
  /** The zone of the reset time; holds from the next reset on. */
  zone?: string | null | undefined;
};

/** Where the EngageLab account lives. */
export type EngagelabDataCentre =
  /** Another address, given as baseUrl. */
  | 'CUSTOM'
  /** Singapore. */
  | 'SINGAPORE'
  /** Turkey. */
  | 'TURKEY';

/** An EngageLab account. */
export type EngagelabInput = {
  /** The API key, a secret. In a patch, left out, it stays. */
  apiKey?: string | null | undefined;
  /** The API user. */
  apiUser: string;
  /** The address of the API; with CUSTOM only. */
  baseUrl?: string | null | undefined;
  /** Most connections at once, 1 to 200; 64 unless given. */
  connections?: number | null | undefined;
  /** Where the account lives; SINGAPORE unless given. */
  dataCentre?: EngagelabDataCentre | null | undefined;
  /** The app key that signs webhooks, a secret. In a patch, left out, it stays. */
  webhookAppKey?: string | null | undefined;
};

/** Why it cannot be told when a task will end. */
export type ForecastGap =
  /** It has ended. */
  | 'ENDED'
  /** It is a draft. */
  | 'NOT_SCHEDULED'
  /** There is no service to send it. */
  | 'NO_SERVICE'
  /** Its services are unpaced and none of its mails has gone out yet. */
  | 'RATE_UNKNOWN'
  /** All its services are frozen. */
  | 'SERVICES_FROZEN'
  /** At these quotas it takes more than ten years. */
  | 'TOO_FAR'
  /** It goes on by hand only. */
  | 'WAITS_FOR_PERSON'
  /** Its send window closes before. */
  | 'WINDOW_TOO_SHORT';

/** A service to be frozen. */
export type FreezeEmailServiceInput = {
  /** Why, for those who read the log. */
  detail?: string | null | undefined;
  /** The id of the service. */
  id: string;
};

/** Why a service is frozen. */
export type FrozenReason =
  /** The account at the provider is suspended or unpaid. */
  | 'BALANCE'
  /** The provider refused the credentials. */
  | 'CREDENTIALS'
  /** As many failures in a row as its policy allows. */
  | 'FAILURES'
  /** By an administrator. */
  | 'MANUAL';

/** A task of a new campaign. */
export type NewTaskInput = {
  /** Who is mailed. */
  audience: AudienceRuleInput;
  /** When it could start only so many hours late, it waits for a person; null: it starts however late it is. */
  lateAfterHours?: number | null | undefined;
  /** Its name, at most 200 characters; left out, that of the campaign with its number. */
  name?: string | null | undefined;
  /** When it starts, by hand; null: by the campaign’s start and interval. */
  plannedAt?: string | Date | null | undefined;
  /** Who it is from. */
  senderId: string;
  /** The set from which each mail draws its template. */
  templateSetId: string;
};

/** A campaign to be paused. */
export type PauseCampaignInput = {
  /** The campaign. */
  id: string;
};

/** Why a task is paused. */
export type PauseReason =
  /** With its campaign; goes on with it. */
  | 'CAMPAIGN_PAUSED'
  /** It missed its time and waits for a person. */
  | 'LATE'
  /** By hand; goes on by hand. */
  | 'MANUAL'
  /** No enabled service is mapped to the user; goes on by hand when one is. */
  | 'NO_AVAILABLE_SERVICE'
  /** The user’s quota does not suffice; goes on by hand when it does. */
  | 'NO_USER_QUOTA'
  /** The services have no quota left today; goes on by itself. */
  | 'SERVICE_QUOTA_EXHAUSTED';

/** A task to be paused. */
export type PauseTaskInput = {
  /** The task. */
  id: string;
};

/** Who delivers the mails of a service. */
export type Provider =
  /** The EngageLab e-mail API. */
  | 'ENGAGELAB'
  /** A mailbox inside Sluice that can be read and leaves nowhere. */
  | 'SANDBOX'
  /** An SMTP relay. */
  | 'SMTP';

/** Which rows of the ledger. */
export type QuotaLogFilter = {
  /** With one of these reasons. */
  reasons?: Array<QuotaReason> | null | undefined;
  /** From this time on. */
  since?: string | Date | null | undefined;
  /** Of this task. */
  taskId?: string | null | undefined;
  /** Before this time. */
  until?: string | Date | null | undefined;
  /** Of this user. Operators see their own only; left out, everybody sees their own. */
  userId?: string | null | undefined;
};

/** Why a remaining quota changed. */
export type QuotaReason =
  /** By an administrator. */
  | 'ADJUSTED'
  /** A task was scheduled, or edited afterwards. */
  | 'RESERVED'
  /** What a task did not hand over came back. */
  | 'RETURNED'
  /** A task was prepared and had more or fewer recipients than planned. */
  | 'SETTLED';

/** How a new service comes to its quota. */
export type RampUpInput = {
  /** What it grows to, at least start. */
  ceiling: number;
  /** The limit of the quota day in which it is set, at least 1. */
  start: number;
  /** By how much the limit grows with each calendar day in the zone of the service, at least 1. */
  stepPerDay: number;
};

/** A session to be prolonged. */
export type RefreshSessionInput = {
  /** The newest refresh token. Using an older one ends the session. */
  refreshToken: string;
};

/** Why a mutation was refused. Values are never renamed; new ones may be added. */
export type RefusalCode =
  /** Somebody else changed the object meanwhile; read it again. */
  | 'CONFLICT'
  /** A value that is not allowed. */
  | 'INVALID'
  /** Something that has not ended still needs this. */
  | 'IN_USE'
  /** The remaining quota is too small; the message says how many mails are missing. */
  | 'NOT_ENOUGH_QUOTA'
  /** There is no such object, or it is not yours. */
  | 'NOT_FOUND'
  /** The session has ended; sign in again. */
  | 'SESSION_ENDED'
  /** User name or password is wrong, or the user is disabled. */
  | 'SIGN_IN_FAILED'
  /** Somebody has this name already. */
  | 'TAKEN'
  /** The template has no unsubscribe link. */
  | 'TEMPLATE_NO_UNSUBSCRIBE_LINK'
  /** The template cannot be read; the message says where. */
  | 'TEMPLATE_SYNTAX'
  /** The template names a variable that does not exist. */
  | 'TEMPLATE_UNKNOWN_VARIABLE'
  /** Too many wrong passwords; the message says when to try again. */
  | 'TOO_MANY_ATTEMPTS'
  /** The object is not in a state that allows this. */
  | 'WRONG_STATE';

/** A campaign to be resumed. */
export type ResumeCampaignInput = {
  /** The campaign. */
  id: string;
};

/** A task to be resumed. */
export type ResumeTaskInput = {
  /** The task. */
  id: string;
};

/** An ended task of which mails are to be sent again. */
export type RetryTaskInput = {
  /** That recipients may get a mail twice is understood; must be true for UNKNOWN. */
  acknowledgeDuplicates?: boolean;
  /** The ended task. */
  id: string;
  /** Which of its mails. */
  what: RetryWhat;
};

/** Which mails of an ended task are sent again. */
export type RetryWhat =
  /** Those that failed. */
  | 'FAILED'
  /** Those of which nobody can tell whether they arrived: some recipients may get them twice. */
  | 'UNKNOWN';

/** What a user may do. */
export type Role =
  /** Manages users, services and quotas, and owns campaigns like an operator. */
  | 'ADMIN'
  /** Plans campaigns; sees only what is theirs. */
  | 'OPERATOR';

/** How a sandbox plays a failure. */
export type SandboxFailure =
  /** The recipient is put off. */
  | 'DEFERRED'
  /** The recipient is refused. */
  | 'REJECTED'
  /** No answer comes. */
  | 'TIMEOUT'
  /** The service cannot be reached. */
  | 'UNREACHABLE';

/** A sandbox, and what it plays. */
export type SandboxInput = {
  /** Most mails at once, 1 to 1000; 256 unless given. */
  connections?: number | null | undefined;
  /** How many milliseconds each mail takes; 0 unless given. */
  delayMs?: number | null | undefined;
  /** Each how-manieth mail fails; 0, none, unless given. */
  failEvery?: number | null | undefined;
  /** How it fails; REJECTED unless given. */
  failWith?: SandboxFailure | null | undefined;
};

/** The services that a user may use from now on. */
export type SaveServiceMappingInput = {
  /** All of them: what is missing here is taken away. */
  serviceIds: Array<string>;
  /** Whose. */
  userId: string;
};

/** A draft to be put on the calendar. */
export type ScheduleCampaignInput = {
  /** The campaign. */
  id: string;
};

/** What a service is at this moment; several may hold at once. */
export type ServiceCondition =
  /** Ended for good; then nothing else holds. */
  | 'ARCHIVED'
  /** Switched off. */
  | 'DISABLED'
  /** Switched on. */
  | 'ENABLED'
  /** Without quota left today. */
  | 'EXHAUSTED'
  /** Frozen, after failures or by hand. */
  | 'FROZEN';

/** What happened to a service. */
export type ServiceEvent =
  /** What is left of the day was changed: by hand, then the reason says from and to; or down to what the provider reports, then the reason is PROVIDER. */
  | 'ADJUSTED'
  /** Ended for good. */
  | 'ARCHIVED'
  /** Registered. */
  | 'CREATED'
  /** Switched off. */
  | 'DISABLED'
  /** Settings changed; the detail names which. */
  | 'EDITED'
  /** Switched on. */
  | 'ENABLED'
  /** The quota of the day was used up. */
  | 'EXHAUSTED'
  /** Stopped, after failures or by hand. */
  | 'FROZEN'
  /** A probe failed where the one before had succeeded. */
  | 'PROBE_FAILED'
  /** A probe succeeded where the one before had failed. */
  | 'PROBE_RECOVERED'
  /** A new quota day began. */
  | 'RESET'
  /** Slowed down by the provider. */
  | 'SLOWED'
  /** Allowed to send again. */
  | 'THAWED';

/** What keeps a service from sending, or slows it. */
export type ServiceLimitKind =
  /** Inside its pace interval. */
  | 'COOLING'
  /** Switched off by an administrator. */
  | 'DISABLED'
  /** The quota of today is used up. */
  | 'EXHAUSTED'
  /** Frozen after failures or by hand. */
  | 'FROZEN'
  /** Slowed by the provider. Shown to administrators only. */
  | 'SLOWED';

/** Which rows of the status log; all conditions hold. */
export type ServiceStatusLogFilter = {
  /** Done by this user. */
  actorId?: string | null | undefined;
  /** One of these events. */
  events?: Array<ServiceEvent> | null | undefined;
  /** Of one of these services. */
  serviceIds?: Array<string> | null | undefined;
  /** From this time on. */
  since?: string | Date | null | undefined;
  /** Before this time. */
  until?: string | Date | null | undefined;
};

/** Who signs in. */
export type SignInInput = {
  /** User name or e-mail address. */
  name: string;
  /** The password. */
  password: string;
};

/** Why a mail was left out. */
export type SkipReason =
  /** The contact no longer exists. */
  | 'ERASED'
  /** The contact answered an earlier stage, and the campaign stops there. */
  | 'STOPPED'
  /** The address must not be mailed: unsubscribed, bounced, complained, or by hand. */
  | 'SUPPRESSED';

/** An SMTP relay. */
export type SmtpInput = {
  /** The certificate of the authority that signed the relay’s, in PEM form. */
  ca?: string | null | undefined;
  /** Most connections at once, 1 to 200; 8 unless given. */
  connections?: number | null | undefined;
  /** The host name or IP address. */
  host: string;
  /** The password, a secret. In a patch, left out, it stays. */
  password?: string | null | undefined;
  /** The port. */
  port: number;
  /** How the connection is encrypted. */
  tls: SmtpTls;
  /** The user to log in as; left out for no log-in. */
  user?: string | null | undefined;
};

/** How a connection to a relay is encrypted. */
export type SmtpTls =
  /** Not at all: password and mails in clear text. */
  | 'NONE'
  /** After the greeting; demanded. */
  | 'STARTTLS'
  /** From the first byte. */
  | 'TLS';

/** Which mails of a task. */
export type SubtaskFilter = {
  /** Those in one of these states. */
  states?: Array<SubtaskState> | null | undefined;
};

/** The state of one mail. */
export type SubtaskState =
  /** Its task was cancelled before a service took it. */
  | 'CANCELLED'
  /** The provider refused it. */
  | 'FAILED'
  /** Waits for a service to take it. */
  | 'PENDING'
  /** A service has taken it. */
  | 'SENDING'
  /** The provider accepted it. */
  | 'SENT'
  /** Left out on purpose; uses no quota. */
  | 'SKIPPED'
  /** Nobody can tell whether the provider took it; later proof may. */
  | 'UNKNOWN';

/** What became of a task. */
export type TaskEvent =
  /** Ended by hand. */
  | 'CANCELLED'
  /** Planned. */
  | 'CREATED'
  /** Changed before it started. */
  | 'EDITED'
  /** It could not be prepared. */
  | 'FAILED'
  /** Every mail has ended. */
  | 'FINISHED'
  /** Stopped; the reason says why. */
  | 'PAUSED'
  /** Went on; the reason is the one that has ended. */
  | 'RESUMED'
  /** Put on the calendar; quota was reserved. */
  | 'SCHEDULED'
  /** Its mails go out. */
  | 'SENDING'
  /** Its time had come; recipients are being found. */
  | 'STARTED'
  /** It waits; the reason says for what. */
  | 'WAITING';

/** What a task is. */
export type TaskKind =
  /** A part of the plan. */
  | 'NORMAL'
  /** Sends mails of an ended task again. */
  | 'RETRY';

/** What keeps a task from sending. */
export type TaskLimitKind =
  /** Its campaign is paused; goes on with it. */
  | 'CAMPAIGN_PAUSED'
  /** It has ended. */
  | 'ENDED'
  /** Its last mails are on their way. */
  | 'IN_FLIGHT'
  /** It could not start in time and waits for a person. */
  | 'MISSED_ITS_TIME'
  /** It is a draft. */
  | 'NOT_SCHEDULED'
  /** No service that is switched on is mapped to the user. */
  | 'NO_SERVICE'
  /** Somebody has paused it; goes on by hand. */
  | 'PAUSED_BY_HAND'
  /** Its time has not come. */
  | 'PLANNED_LATER'
  /** Its recipients are being prepared. */
  | 'PREPARING'
  /** What is left waits because recipients asked for patience, or is to be repeated. */
  | 'RECIPIENTS_DEFERRED'
  /** It is outside its send window. */
  | 'SEND_WINDOW'
  /** Each of its services is frozen, exhausted or cooling. */
  | 'SERVICES'
  /** The user’s quota does not suffice; goes on by hand when it does. */
  | 'USER_QUOTA';

/** What to change of a task; what is left out stays. */
export type TaskPatch = {
  /** Who is mailed. Of a scheduled task the reserved quota moves by the difference. */
  audience?: AudienceRuleInput | null | undefined;
  /** When it could start only so many hours late, it waits for a person; null: it starts however late it is. */
  lateAfterHours?: number | null | undefined;
  /** Its name, at most 200 characters. */
  name?: string | null | undefined;
  /** When it starts, by hand; null: by the campaign’s start and interval. */
  plannedAt?: string | Date | null | undefined;
  /** Who it is from. */
  senderId?: string | null | undefined;
  /** The set from which each mail draws its template. Of a scheduled task it is frozen as it is now, also when the same is named again. */
  templateSetId?: string | null | undefined;
};

/** The state of a task. FINISHED, FAILED and CANCELLED are ends. */
export type TaskState =
  /** Ended by hand. */
  | 'CANCELLED'
  /** Being planned. */
  | 'DRAFT'
  /** It could not be prepared. */
  | 'FAILED'
  /** Every mail has ended, failed ones included. */
  | 'FINISHED'
  /** Stopped; the pause reason says why and how it goes on. */
  | 'PAUSED'
  /** Its recipients are being found. */
  | 'PREPARING'
  /** Waits for its time; its quota is reserved. */
  | 'SCHEDULED'
  /** Its mails are going out. */
  | 'SENDING';

/** What to change of a template; what is left out stays. */
export type TemplatePatch = {
  /** The HTML, in Liquid, with <a href="{{ unsubscribe_url }}">; at most 300,000 characters. */
  html?: string | null | undefined;
  /** Its name, for people. */
  name?: string | null | undefined;
  /** What mail clients show beside the subject, in Liquid; null for none. */
  previewLine?: string | null | undefined;
  /** The subject line, in Liquid; at most 500 characters. */
  subject?: string | null | undefined;
  /** The plain text, in Liquid, with {{ unsubscribe_url }}; null to derive it from the HTML. */
  text?: string | null | undefined;
};

/** What to change of a template set; what is left out stays. */
export type TemplateSetPatch = {
  /** Its name, for people. */
  name?: string | null | undefined;
  /** All its templates, 1 to 50: what is missing here is taken out. */
  templateIds?: Array<string> | null | undefined;
};

/** Why a service cannot send now; the gravest cause if there are several. */
export type UnavailableCause =
  /** Inside its pace interval. */
  | 'COOLING'
  /** Switched off by an administrator. */
  | 'DISABLED'
  /** The quota of today is used up. */
  | 'EXHAUSTED'
  /** Frozen after failures or by hand. */
  | 'FROZEN';

/** A change of a campaign none of whose tasks has started. */
export type UpdateCampaignInput = {
  /** The campaign to change. */
  id: string;
  /** What to change. */
  patch: CampaignPatch;
};

/** A change of a service. */
export type UpdateEmailServiceInput = {
  /** The service to change. */
  id: string;
  /** What to change. */
  patch: EmailServicePatch;
};

/** A change of a task that has not started. */
export type UpdateTaskInput = {
  /** The task to change. */
  id: string;
  /** What to change. */
  patch: TaskPatch;
};

/** A change of a template. */
export type UpdateTemplateInput = {
  /** The template to change. */
  id: string;
  /** What to change. */
  patch: TemplatePatch;
};

/** A change of a template set. Tasks that are scheduled keep the versions they have. */
export type UpdateTemplateSetInput = {
  /** The set to change. */
  id: string;
  /** What to change. */
  patch: TemplateSetPatch;
};

/** A change of a user. */
export type UpdateUserInput = {
  /** The user to change. */
  id: string;
  /** What to change. */
  patch: UserPatch;
};

/** What to change of a user; what is left out stays. */
export type UserPatch = {
  /** The e-mail address. */
  email?: string | null | undefined;
  /** Whether they may sign in; false ends their sessions at once. */
  isEnabled?: boolean | null | undefined;
  /** What they may do. */
  role?: Role | null | undefined;
};

/** Why a task that is sending has nothing under way. It goes on by itself. */
export type WaitingReason =
  /** It is outside its send window. */
  | 'OUTSIDE_WINDOW'
  /** Its services are inside their pace interval. */
  | 'SERVICES_COOLING'
  /** Its services are frozen. */
  | 'SERVICES_FROZEN';

export type AuditLogsQueryVariables = Exact<{
  filter?: AuditLogFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AuditLogsQuery = { auditLogs: { totalCount: number, edges: Array<{ node: { id: string, action: string, outcome: AuditOutcome, refusalCodes: Array<RefusalCode>, actorId: string | null, sessionId: string | null, tokenId: string | null, address: string, userAgent: string, requestId: string, inputJson: string, changesTotal: number, createdAt: string, actor: { id: string, name: string } | null, changes: Array<{ table: string, objectId: string | null, kind: AuditChangeKind, values: Array<{ name: string, before: string | null, after: string | null }> }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CampaignFieldsFragment = { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> };

export type CampaignProgressFieldsFragment = { campaignId: string, state: CampaignState, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number };

export type CampaignsQueryVariables = Exact<{
  filter?: CampaignFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CampaignsQuery = { campaigns: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CampaignQueryVariables = Exact<{
  id: string;
}>;


export type CampaignQuery = { campaign: { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, owner: { id: string, name: string }, progress: { campaignId: string, state: CampaignState, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number }, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> } | null };

export type CreateCampaignMutationVariables = Exact<{
  input: CreateCampaignInput;
}>;


export type CreateCampaignMutation = { createCampaign: { campaign: { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type UpdateCampaignMutationVariables = Exact<{
  input: UpdateCampaignInput;
}>;


export type UpdateCampaignMutation = { updateCampaign: { campaign: { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ScheduleCampaignMutationVariables = Exact<{
  input: ScheduleCampaignInput;
}>;


export type ScheduleCampaignMutation = { scheduleCampaign: { campaign: { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type PauseCampaignMutationVariables = Exact<{
  input: PauseCampaignInput;
}>;


export type PauseCampaignMutation = { pauseCampaign: { campaign: { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ResumeCampaignMutationVariables = Exact<{
  input: ResumeCampaignInput;
}>;


export type ResumeCampaignMutation = { resumeCampaign: { campaign: { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type CancelCampaignMutationVariables = Exact<{
  input: CancelCampaignInput;
}>;


export type CancelCampaignMutation = { cancelCampaign: { campaign: { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type CampaignProgressedSubscriptionVariables = Exact<{
  campaignId: string;
}>;


export type CampaignProgressedSubscription = { campaignProgressed: { campaignId: string, state: CampaignState, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number } };

export type DuplicateCampaignMutationVariables = Exact<{
  input: DuplicateCampaignInput;
}>;


export type DuplicateCampaignMutation = { duplicateCampaign: { campaign: { id: string, name: string, state: CampaignState, startAt: string, intervalDays: number, zone: string, createdAt: string, updatedAt: string, endedAt: string | null, tasks: Array<{ id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type DeleteCampaignMutationVariables = Exact<{
  input: DeleteCampaignInput;
}>;


export type DeleteCampaignMutation = { deleteCampaign: { deletedId: string | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ContactFieldsFragment = { id: string, email: string, nickname: string | null, createdAt: string, updatedAt: string, attributes: Array<{ name: string, value: string }>, tags: Array<{ id: string, name: string }> };

export type ContactsQueryVariables = Exact<{
  filter?: ContactFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ContactsQuery = { contacts: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, email: string, nickname: string | null, createdAt: string, updatedAt: string, attributes: Array<{ name: string, value: string }>, tags: Array<{ id: string, name: string }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type ContactQueryVariables = Exact<{
  id: string;
}>;


export type ContactQuery = { contact: { id: string, email: string, nickname: string | null, createdAt: string, updatedAt: string, attributes: Array<{ name: string, value: string }>, tags: Array<{ id: string, name: string }> } | null };

export type TagsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TagsQuery = { tags: { totalCount: number, edges: Array<{ node: { id: string, name: string, contactCount: number } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateContactMutationVariables = Exact<{
  input: CreateContactInput;
}>;


export type CreateContactMutation = { createContact: { contact: { id: string, email: string, nickname: string | null, createdAt: string, updatedAt: string, attributes: Array<{ name: string, value: string }>, tags: Array<{ id: string, name: string }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ContactImportFieldsFragment = { id: string, fileName: string, state: ContactImportState, tagNames: Array<string>, rowsRead: number, created: number, updated: number, rejected: number, failure: string | null, createdAt: string, endedAt: string | null };

export type CreateContactImportMutationVariables = Exact<{
  input: CreateContactImportInput;
}>;


export type CreateContactImportMutation = { createContactImport: { contactImport: { uploadUrl: string | null, id: string, fileName: string, state: ContactImportState, tagNames: Array<string>, rowsRead: number, created: number, updated: number, rejected: number, failure: string | null, createdAt: string, endedAt: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ContactImportQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ContactImportQuery = { contactImport: { uploadUrl: string | null, id: string, fileName: string, state: ContactImportState, tagNames: Array<string>, rowsRead: number, created: number, updated: number, rejected: number, failure: string | null, createdAt: string, endedAt: string | null, rejections: { totalCount: number, edges: Array<{ node: { line: number, reason: ContactRejectionReason, message: string, value: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type PreviewAudienceQueryVariables = Exact<{
  rule: AudienceRuleInput;
}>;


export type PreviewAudienceQuery = { previewAudience: { count: number, missingQuota: number, sample: Array<{ id: string, email: string, nickname: string | null, createdAt: string, updatedAt: string, attributes: Array<{ name: string, value: string }>, tags: Array<{ id: string, name: string }> }> } };

export type TaskExplanationQueryVariables = Exact<{
  id: string;
}>;


export type TaskExplanationQuery = { task: { id: string, explanation: { pausedAt: string | null, message: { zh: string, en: string }, limits: Array<{ kind: TaskLimitKind, until: string | null, missing: number | null }>, services: Array<{ id: string, name: string, domain: string, limits: Array<{ kind: ServiceLimitKind, until: string | null }>, detail: { frozenReason: FrozenReason | null, frozenDetail: string | null, probeAt: string | null, intervalMs: number, slowedMs: number, quotaLeft: number, users: number } | null }>, pausedBy: { id: string, name: string } | null, forecast: { endsAt: string | null, gap: ForecastGap | null, mailsLeft: number, message: { zh: string, en: string } } } } | null };

export type QuotaLogsQueryVariables = Exact<{
  filter?: QuotaLogFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type QuotaLogsQuery = { quotaLogs: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, delta: number, balanceAfter: number, reason: QuotaReason, note: string | null, taskId: string | null, createdAt: string, actor: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AdjustQuotaMutationVariables = Exact<{
  input: AdjustQuotaInput;
}>;


export type AdjustQuotaMutation = { adjustQuota: { user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type QuotaChangedSubscriptionVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type QuotaChangedSubscription = { quotaChanged: { userId: string, quotaRemaining: number, version: number } };

export type SystemInfoQueryVariables = Exact<{ [key: string]: never; }>;


export type SystemInfoQuery = { systemInfo: { version: string, roles: Array<string>, bus: BusKind, isDatabaseEmbedded: boolean, databaseVersion: string, processes: Array<{ id: string, host: string, roles: Array<string>, version: string, startedAt: string }> } };

export type SandboxMailFieldsFragment = { id: string, subtaskId: string, attempt: number, recipient: string, subject: string, from: string, message: string, receivedAt: string };

export type SandboxMailsQueryVariables = Exact<{
  serviceId: string;
  recipient?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SandboxMailsQuery = { sandboxMails: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, subtaskId: string, attempt: number, recipient: string, subject: string, from: string, message: string, receivedAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type SenderFieldsFragment = { id: string, name: string, displayName: string | null, createdAt: string, deletedAt: string | null };

export type SendersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SendersQuery = { senders: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, displayName: string | null, createdAt: string, deletedAt: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateSenderMutationVariables = Exact<{
  input: CreateSenderInput;
}>;


export type CreateSenderMutation = { createSender: { sender: { id: string, name: string, displayName: string | null, createdAt: string, deletedAt: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type DeleteSenderMutationVariables = Exact<{
  input: DeleteSenderInput;
}>;


export type DeleteSenderMutation = { deleteSender: { sender: { id: string, name: string, displayName: string | null, createdAt: string, deletedAt: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ServiceStateFieldsFragment = { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null };

export type ServiceFieldsFragment = { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
    | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
    | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
    | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
  , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } };

export type MappedServiceFieldsFragment = { id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } };

export type EmailServicesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  includeArchived?: boolean | null | undefined;
  filter?: EmailServiceFilter | null | undefined;
}>;


export type EmailServicesQuery = { emailServices: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
          | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
          | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
          | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
        , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type EmailServiceQueryVariables = Exact<{
  id: string;
}>;


export type EmailServiceQuery = { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
      | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
      | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
      | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
    , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null };

export type ServiceStatusLogQueryVariables = Exact<{
  id: string;
  events?: Array<ServiceEvent> | ServiceEvent | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ServiceStatusLogQuery = { emailService: { id: string, statusLog: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, event: ServiceEvent, reason: string | null, detail: string | null, createdAt: string, actor: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type ServiceStatusLogsQueryVariables = Exact<{
  filter?: ServiceStatusLogFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ServiceStatusLogsQuery = { serviceStatusLogs: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, event: ServiceEvent, reason: string | null, detail: string | null, createdAt: string, service: { id: string, name: string }, actor: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DeleteEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type DeleteEmailServiceMutation = { deleteEmailService: { deletedId: string | null, archived: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type UpdateEmailServiceMutationVariables = Exact<{
  input: UpdateEmailServiceInput;
}>;


export type UpdateEmailServiceMutation = { updateEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type EnableEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type EnableEmailServiceMutation = { enableEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type DisableEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type DisableEmailServiceMutation = { disableEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type FreezeEmailServiceMutationVariables = Exact<{
  input: FreezeEmailServiceInput;
}>;


export type FreezeEmailServiceMutation = { freezeEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ThawEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type ThawEmailServiceMutation = { thawEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ArchiveEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type ArchiveEmailServiceMutation = { archiveEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type AdjustServiceQuotaMutationVariables = Exact<{
  input: AdjustServiceQuotaInput;
}>;


export type AdjustServiceQuotaMutation = { adjustServiceQuota: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type CreateEmailServiceMutationVariables = Exact<{
  input: CreateEmailServiceInput;
}>;


export type CreateEmailServiceMutation = { createEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ServiceMappingQueryVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type ServiceMappingQuery = { serviceMapping: { isAnyAvailable: boolean, user: { id: string, name: string }, services: Array<{ id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } }> } | null };

export type SaveServiceMappingMutationVariables = Exact<{
  input: SaveServiceMappingInput;
}>;


export type SaveServiceMappingMutation = { saveServiceMapping: { serviceMapping: { isAnyAvailable: boolean, user: { id: string, name: string }, services: Array<{ id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ServiceStatusChangedSubscriptionVariables = Exact<{
  serviceId?: string | null | undefined;
}>;


export type ServiceStatusChangedSubscription = { serviceStatusChanged: { version: number, service: { id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } }, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } | null } };

export type ProbeEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type ProbeEmailServiceMutation = { probeEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ServiceGroupsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ServiceGroupsQuery = { serviceGroups: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, createdAt: string, services: { edges: Array<{ node: { id: string, name: string } }> } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateServiceGroupMutationVariables = Exact<{
  input: CreateServiceGroupInput;
}>;


export type CreateServiceGroupMutation = { createServiceGroup: { serviceGroup: { id: string, name: string, createdAt: string } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type AssignServiceGroupMutationVariables = Exact<{
  input: AssignServiceGroupInput;
}>;


export type AssignServiceGroupMutation = { assignServiceGroup: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, isThawedByProbe: boolean, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , rampUp: { start: number, stepPerDay: number, ceiling: number } | null, group: { id: string, name: string } | null, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, intervalMs: number, isOnProbation: boolean, isExhaustedByProvider: boolean, quotaLimit: number, rampDay: number | null, nextQuotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string, probe: { probedAt: string | null, isOk: boolean | null, latencyMs: number | null, code: string | null, text: string | null, dueAt: string | null, isAsked: boolean }, reportedQuota: { limit: number | null, used: number | null, remaining: number, reportedAt: string } | null } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type TokensFragment = { accessToken: string, accessTokenExpiresAt: string, refreshToken: string };

export type SignInMutationVariables = Exact<{
  input: SignInInput;
}>;


export type SignInMutation = { signIn: { credentials: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string } | null, user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { refreshSession: { credentials: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string } | null, user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type TaskFieldsFragment = { id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } };

export type TaskProgressFieldsFragment = { taskId: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number, message: { zh: string, en: string } | null };

export type SubtaskFieldsFragment = { id: string, seq: number, email: string, state: SubtaskState, skipReason: SkipReason | null, serviceName: string | null, fromAddress: string | null, messageId: string | null, code: string | null, text: string | null, attemptedAt: string | null, settledAt: string | null, retryOfId: string | null };

export type TaskQueryVariables = Exact<{
  id: string;
}>;


export type TaskQuery = { task: { id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, campaign: { id: string, name: string }, progress: { taskId: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number, message: { zh: string, en: string } | null }, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } } | null };

export type TaskSubtasksQueryVariables = Exact<{
  id: string;
  filter?: SubtaskFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TaskSubtasksQuery = { task: { subtasks: { totalCount: number, edges: Array<{ node: { id: string, seq: number, email: string, state: SubtaskState, skipReason: SkipReason | null, serviceName: string | null, fromAddress: string | null, messageId: string | null, code: string | null, text: string | null, attemptedAt: string | null, settledAt: string | null, retryOfId: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type TaskLogQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TaskLogQuery = { task: { log: { edges: Array<{ node: { id: string, event: TaskEvent, reason: string | null, createdAt: string, details: Array<{ name: string, value: string }>, actor: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type SubtaskQueryVariables = Exact<{
  id: string;
}>;


export type SubtaskQuery = { subtask: { id: string, seq: number, email: string, state: SubtaskState, skipReason: SkipReason | null, serviceName: string | null, fromAddress: string | null, messageId: string | null, code: string | null, text: string | null, attemptedAt: string | null, settledAt: string | null, retryOfId: string | null, task: { id: string }, attempts: Array<{ number: number, at: string, outcome: AttemptOutcome, code: string | null, serviceName: string | null }> } | null };

export type UpdateTaskMutationVariables = Exact<{
  input: UpdateTaskInput;
}>;


export type UpdateTaskMutation = { updateTask: { task: { id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type PauseTaskMutationVariables = Exact<{
  input: PauseTaskInput;
}>;


export type PauseTaskMutation = { pauseTask: { task: { id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ResumeTaskMutationVariables = Exact<{
  input: ResumeTaskInput;
}>;


export type ResumeTaskMutation = { resumeTask: { task: { id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type CancelTaskMutationVariables = Exact<{
  input: CancelTaskInput;
}>;


export type CancelTaskMutation = { cancelTask: { task: { id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type TaskProgressedSubscriptionVariables = Exact<{
  taskId: string;
}>;


export type TaskProgressedSubscription = { taskProgressed: { taskId: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number, message: { zh: string, en: string } | null } };

export type RetryTaskMutationVariables = Exact<{
  input: RetryTaskInput;
}>;


export type RetryTaskMutation = { retryTask: { task: { id: string, name: string, kind: TaskKind, retryOfId: string | null, retryWhat: RetryWhat | null, position: number, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, plannedAt: string, isPlannedByHand: boolean, lateAfterHours: number | null, reserved: number, failure: string | null, startedAt: string | null, endedAt: string | null, message: { zh: string, en: string } | null, audience: { includeAll: boolean, includeTagIds: Array<string>, includeContactIds: Array<string>, excludeTagIds: Array<string>, excludeContactIds: Array<string> }, templateSet: { id: string, name: string }, sender: { id: string, name: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type TemplateFieldsFragment = { id: string, name: string, version: number, subject: string, html: string, text: string | null, previewLine: string | null, createdAt: string, updatedAt: string };

export type TemplatesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TemplatesQuery = { templates: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, version: number, subject: string, html: string, text: string | null, previewLine: string | null, createdAt: string, updatedAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TemplateQueryVariables = Exact<{
  id: string;
}>;


export type TemplateQuery = { template: { id: string, name: string, version: number, subject: string, html: string, text: string | null, previewLine: string | null, createdAt: string, updatedAt: string } | null };

export type CreateTemplateMutationVariables = Exact<{
  input: CreateTemplateInput;
}>;


export type CreateTemplateMutation = { createTemplate: { template: { id: string, name: string, version: number, subject: string, html: string, text: string | null, previewLine: string | null, createdAt: string, updatedAt: string } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type UpdateTemplateMutationVariables = Exact<{
  input: UpdateTemplateInput;
}>;


export type UpdateTemplateMutation = { updateTemplate: { template: { id: string, name: string, version: number, subject: string, html: string, text: string | null, previewLine: string | null, createdAt: string, updatedAt: string } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type TemplateSetFieldsFragment = { id: string, name: string, createdAt: string, updatedAt: string, templates: Array<{ id: string, name: string, version: number }> };

export type TemplateSetsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TemplateSetsQuery = { templateSets: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, createdAt: string, updatedAt: string, templates: Array<{ id: string, name: string, version: number }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type TemplateSetQueryVariables = Exact<{
  id: string;
}>;


export type TemplateSetQuery = { templateSet: { id: string, name: string, createdAt: string, updatedAt: string, templates: Array<{ id: string, name: string, version: number }> } | null };

export type CreateTemplateSetMutationVariables = Exact<{
  input: CreateTemplateSetInput;
}>;


export type CreateTemplateSetMutation = { createTemplateSet: { templateSet: { id: string, name: string, createdAt: string, updatedAt: string, templates: Array<{ id: string, name: string, version: number }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type UpdateTemplateSetMutationVariables = Exact<{
  input: UpdateTemplateSetInput;
}>;


export type UpdateTemplateSetMutation = { updateTemplateSet: { templateSet: { id: string, name: string, createdAt: string, updatedAt: string, templates: Array<{ id: string, name: string, version: number }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type UserFieldsFragment = { id: string, name: string, email: string, role: Role, isEnabled: boolean, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, name: string, email: string, role: Role, isEnabled: boolean, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null };

export type UserQueryVariables = Exact<{
  id: string;
}>;


export type UserQuery = { user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null };

export type UsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UsersQuery = { users: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, email: string, role: Role, isEnabled: boolean, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { createUser: { user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type UpdateUserMutationVariables = Exact<{
  input: UpdateUserInput;
}>;


export type UpdateUserMutation = { updateUser: { user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const TaskFieldsFragmentDoc = new TypedDocumentString(`
    fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}
    `, {"fragmentName":"TaskFields"}) as unknown as TypedDocumentString<TaskFieldsFragment, unknown>;
export const CampaignFieldsFragmentDoc = new TypedDocumentString(`
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
    fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`, {"fragmentName":"CampaignFields"}) as unknown as TypedDocumentString<CampaignFieldsFragment, unknown>;
export const CampaignProgressFieldsFragmentDoc = new TypedDocumentString(`
    fragment CampaignProgressFields on CampaignProgress {
  campaignId
  state
  total
  pending
  sending
  sent
  failed
  unknown
  skipped
  cancelled
  version
}
    `, {"fragmentName":"CampaignProgressFields"}) as unknown as TypedDocumentString<CampaignProgressFieldsFragment, unknown>;
export const ContactFieldsFragmentDoc = new TypedDocumentString(`
    fragment ContactFields on Contact {
  id
  email
  nickname
  attributes {
    name
    value
  }
  tags {
    id
    name
  }
  createdAt
  updatedAt
}
    `, {"fragmentName":"ContactFields"}) as unknown as TypedDocumentString<ContactFieldsFragment, unknown>;
export const ContactImportFieldsFragmentDoc = new TypedDocumentString(`
    fragment ContactImportFields on ContactImport {
  id
  fileName
  state
  tagNames
  rowsRead
  created
  updated
  rejected
  failure
  createdAt
  endedAt
}
    `, {"fragmentName":"ContactImportFields"}) as unknown as TypedDocumentString<ContactImportFieldsFragment, unknown>;
export const SandboxMailFieldsFragmentDoc = new TypedDocumentString(`
    fragment SandboxMailFields on SandboxMail {
  id
  subtaskId
  attempt
  recipient
  subject
  from
  message
  receivedAt
}
    `, {"fragmentName":"SandboxMailFields"}) as unknown as TypedDocumentString<SandboxMailFieldsFragment, unknown>;
export const SenderFieldsFragmentDoc = new TypedDocumentString(`
    fragment SenderFields on Sender {
  id
  name
  displayName
  createdAt
  deletedAt
}
    `, {"fragmentName":"SenderFields"}) as unknown as TypedDocumentString<SenderFieldsFragment, unknown>;
export const ServiceStateFieldsFragmentDoc = new TypedDocumentString(`
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
    `, {"fragmentName":"ServiceStateFields"}) as unknown as TypedDocumentString<ServiceStateFieldsFragment, unknown>;
export const ServiceFieldsFragmentDoc = new TypedDocumentString(`
    fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}`, {"fragmentName":"ServiceFields"}) as unknown as TypedDocumentString<ServiceFieldsFragment, unknown>;
export const MappedServiceFieldsFragmentDoc = new TypedDocumentString(`
    fragment MappedServiceFields on MappedService {
  id
  name
  domain
  availability {
    isAvailable
    cause
    until
  }
}
    `, {"fragmentName":"MappedServiceFields"}) as unknown as TypedDocumentString<MappedServiceFieldsFragment, unknown>;
export const TokensFragmentDoc = new TypedDocumentString(`
    fragment Tokens on Credentials {
  accessToken
  accessTokenExpiresAt
  refreshToken
}
    `, {"fragmentName":"Tokens"}) as unknown as TypedDocumentString<TokensFragment, unknown>;
export const TaskProgressFieldsFragmentDoc = new TypedDocumentString(`
    fragment TaskProgressFields on TaskProgress {
  taskId
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  total
  pending
  sending
  sent
  failed
  unknown
  skipped
  cancelled
  version
}
    `, {"fragmentName":"TaskProgressFields"}) as unknown as TypedDocumentString<TaskProgressFieldsFragment, unknown>;
export const SubtaskFieldsFragmentDoc = new TypedDocumentString(`
    fragment SubtaskFields on Subtask {
  id
  seq
  email
  state
  skipReason
  serviceName
  fromAddress
  messageId
  code
  text
  attemptedAt
  settledAt
  retryOfId
}
    `, {"fragmentName":"SubtaskFields"}) as unknown as TypedDocumentString<SubtaskFieldsFragment, unknown>;
export const TemplateFieldsFragmentDoc = new TypedDocumentString(`
    fragment TemplateFields on Template {
  id
  name
  version
  subject
  html
  text
  previewLine
  createdAt
  updatedAt
}
    `, {"fragmentName":"TemplateFields"}) as unknown as TypedDocumentString<TemplateFieldsFragment, unknown>;
export const TemplateSetFieldsFragmentDoc = new TypedDocumentString(`
    fragment TemplateSetFields on TemplateSet {
  id
  name
  templates {
    id
    name
    version
  }
  createdAt
  updatedAt
}
    `, {"fragmentName":"TemplateSetFields"}) as unknown as TypedDocumentString<TemplateSetFieldsFragment, unknown>;
export const UserFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}
    `, {"fragmentName":"UserFields"}) as unknown as TypedDocumentString<UserFieldsFragment, unknown>;
export const AuditLogsDocument = new TypedDocumentString(`
    query AuditLogs($filter: AuditLogFilter, $first: Int, $after: String) {
  auditLogs(filter: $filter, first: $first, after: $after) {
    edges {
      node {
        id
        action
        outcome
        refusalCodes
        actorId
        actor {
          id
          name
        }
        sessionId
        tokenId
        address
        userAgent
        requestId
        inputJson
        changesTotal
        changes {
          table
          objectId
          kind
          values {
            name
            before
            after
          }
        }
        createdAt
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<AuditLogsQuery, AuditLogsQueryVariables>;
export const CampaignsDocument = new TypedDocumentString(`
    query Campaigns($filter: CampaignFilter, $first: Int, $after: String) {
  campaigns(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...CampaignFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<CampaignsQuery, CampaignsQueryVariables>;
export const CampaignDocument = new TypedDocumentString(`
    query Campaign($id: ID!) {
  campaign(id: $id) {
    ...CampaignFields
    owner {
      id
      name
    }
    progress {
      ...CampaignProgressFields
    }
  }
}
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
fragment CampaignProgressFields on CampaignProgress {
  campaignId
  state
  total
  pending
  sending
  sent
  failed
  unknown
  skipped
  cancelled
  version
}
fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<CampaignQuery, CampaignQueryVariables>;
export const CreateCampaignDocument = new TypedDocumentString(`
    mutation CreateCampaign($input: CreateCampaignInput!) {
  createCampaign(input: $input) {
    campaign {
      ...CampaignFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<CreateCampaignMutation, CreateCampaignMutationVariables>;
export const UpdateCampaignDocument = new TypedDocumentString(`
    mutation UpdateCampaign($input: UpdateCampaignInput!) {
  updateCampaign(input: $input) {
    campaign {
      ...CampaignFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<UpdateCampaignMutation, UpdateCampaignMutationVariables>;
export const ScheduleCampaignDocument = new TypedDocumentString(`
    mutation ScheduleCampaign($input: ScheduleCampaignInput!) {
  scheduleCampaign(input: $input) {
    campaign {
      ...CampaignFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<ScheduleCampaignMutation, ScheduleCampaignMutationVariables>;
export const PauseCampaignDocument = new TypedDocumentString(`
    mutation PauseCampaign($input: PauseCampaignInput!) {
  pauseCampaign(input: $input) {
    campaign {
      ...CampaignFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<PauseCampaignMutation, PauseCampaignMutationVariables>;
export const ResumeCampaignDocument = new TypedDocumentString(`
    mutation ResumeCampaign($input: ResumeCampaignInput!) {
  resumeCampaign(input: $input) {
    campaign {
      ...CampaignFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<ResumeCampaignMutation, ResumeCampaignMutationVariables>;
export const CancelCampaignDocument = new TypedDocumentString(`
    mutation CancelCampaign($input: CancelCampaignInput!) {
  cancelCampaign(input: $input) {
    campaign {
      ...CampaignFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<CancelCampaignMutation, CancelCampaignMutationVariables>;
export const CampaignProgressedDocument = new TypedDocumentString(`
    subscription CampaignProgressed($campaignId: ID!) {
  campaignProgressed(campaignId: $campaignId) {
    ...CampaignProgressFields
  }
}
    fragment CampaignProgressFields on CampaignProgress {
  campaignId
  state
  total
  pending
  sending
  sent
  failed
  unknown
  skipped
  cancelled
  version
}`) as unknown as TypedDocumentString<CampaignProgressedSubscription, CampaignProgressedSubscriptionVariables>;
export const DuplicateCampaignDocument = new TypedDocumentString(`
    mutation DuplicateCampaign($input: DuplicateCampaignInput!) {
  duplicateCampaign(input: $input) {
    campaign {
      ...CampaignFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment CampaignFields on Campaign {
  id
  name
  state
  startAt
  intervalDays
  zone
  createdAt
  updatedAt
  endedAt
  tasks {
    ...TaskFields
  }
}
fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<DuplicateCampaignMutation, DuplicateCampaignMutationVariables>;
export const DeleteCampaignDocument = new TypedDocumentString(`
    mutation DeleteCampaign($input: DeleteCampaignInput!) {
  deleteCampaign(input: $input) {
    deletedId
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteCampaignMutation, DeleteCampaignMutationVariables>;
export const ContactsDocument = new TypedDocumentString(`
    query Contacts($filter: ContactFilter, $first: Int, $after: String) {
  contacts(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...ContactFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment ContactFields on Contact {
  id
  email
  nickname
  attributes {
    name
    value
  }
  tags {
    id
    name
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ContactsQuery, ContactsQueryVariables>;
export const ContactDocument = new TypedDocumentString(`
    query Contact($id: ID!) {
  contact(id: $id) {
    ...ContactFields
  }
}
    fragment ContactFields on Contact {
  id
  email
  nickname
  attributes {
    name
    value
  }
  tags {
    id
    name
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<ContactQuery, ContactQueryVariables>;
export const TagsDocument = new TypedDocumentString(`
    query Tags($first: Int, $after: String) {
  tags(first: $first, after: $after) {
    edges {
      node {
        id
        name
        contactCount
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<TagsQuery, TagsQueryVariables>;
export const CreateContactDocument = new TypedDocumentString(`
    mutation CreateContact($input: CreateContactInput!) {
  createContact(input: $input) {
    contact {
      ...ContactFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ContactFields on Contact {
  id
  email
  nickname
  attributes {
    name
    value
  }
  tags {
    id
    name
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateContactMutation, CreateContactMutationVariables>;
export const CreateContactImportDocument = new TypedDocumentString(`
    mutation CreateContactImport($input: CreateContactImportInput!) {
  createContactImport(input: $input) {
    contactImport {
      ...ContactImportFields
      uploadUrl
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ContactImportFields on ContactImport {
  id
  fileName
  state
  tagNames
  rowsRead
  created
  updated
  rejected
  failure
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<CreateContactImportMutation, CreateContactImportMutationVariables>;
export const ContactImportDocument = new TypedDocumentString(`
    query ContactImport($id: ID!, $first: Int, $after: String) {
  contactImport(id: $id) {
    ...ContactImportFields
    uploadUrl
    rejections(first: $first, after: $after) {
      edges {
        node {
          line
          reason
          message
          value
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
}
    fragment ContactImportFields on ContactImport {
  id
  fileName
  state
  tagNames
  rowsRead
  created
  updated
  rejected
  failure
  createdAt
  endedAt
}`) as unknown as TypedDocumentString<ContactImportQuery, ContactImportQueryVariables>;
export const PreviewAudienceDocument = new TypedDocumentString(`
    query PreviewAudience($rule: AudienceRuleInput!) {
  previewAudience(rule: $rule) {
    count
    sample {
      ...ContactFields
    }
    missingQuota
  }
}
    fragment ContactFields on Contact {
  id
  email
  nickname
  attributes {
    name
    value
  }
  tags {
    id
    name
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<PreviewAudienceQuery, PreviewAudienceQueryVariables>;
export const TaskExplanationDocument = new TypedDocumentString(`
    query TaskExplanation($id: ID!) {
  task(id: $id) {
    id
    explanation {
      message {
        zh
        en
      }
      limits {
        kind
        until
        missing
      }
      services {
        id
        name
        domain
        limits {
          kind
          until
        }
        detail {
          frozenReason
          frozenDetail
          probeAt
          intervalMs
          slowedMs
          quotaLeft
          users
        }
      }
      pausedAt
      pausedBy {
        id
        name
      }
      forecast {
        endsAt
        gap
        mailsLeft
        message {
          zh
          en
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TaskExplanationQuery, TaskExplanationQueryVariables>;
export const QuotaLogsDocument = new TypedDocumentString(`
    query QuotaLogs($filter: QuotaLogFilter, $first: Int, $after: String) {
  quotaLogs(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        delta
        balanceAfter
        reason
        note
        taskId
        createdAt
        actor {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<QuotaLogsQuery, QuotaLogsQueryVariables>;
export const AdjustQuotaDocument = new TypedDocumentString(`
    mutation AdjustQuota($input: AdjustQuotaInput!) {
  adjustQuota(input: $input) {
    user {
      ...UserFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<AdjustQuotaMutation, AdjustQuotaMutationVariables>;
export const QuotaChangedDocument = new TypedDocumentString(`
    subscription QuotaChanged($userId: ID) {
  quotaChanged(userId: $userId) {
    userId
    quotaRemaining
    version
  }
}
    `) as unknown as TypedDocumentString<QuotaChangedSubscription, QuotaChangedSubscriptionVariables>;
export const SystemInfoDocument = new TypedDocumentString(`
    query SystemInfo {
  systemInfo {
    version
    roles
    bus
    isDatabaseEmbedded
    databaseVersion
    processes {
      id
      host
      roles
      version
      startedAt
    }
  }
}
    `) as unknown as TypedDocumentString<SystemInfoQuery, SystemInfoQueryVariables>;
export const SandboxMailsDocument = new TypedDocumentString(`
    query SandboxMails($serviceId: ID!, $recipient: String, $first: Int, $after: String) {
  sandboxMails(
    serviceId: $serviceId
    recipient: $recipient
    first: $first
    after: $after
  ) {
    edges {
      cursor
      node {
        ...SandboxMailFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment SandboxMailFields on SandboxMail {
  id
  subtaskId
  attempt
  recipient
  subject
  from
  message
  receivedAt
}`) as unknown as TypedDocumentString<SandboxMailsQuery, SandboxMailsQueryVariables>;
export const SendersDocument = new TypedDocumentString(`
    query Senders($first: Int, $after: String) {
  senders(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...SenderFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment SenderFields on Sender {
  id
  name
  displayName
  createdAt
  deletedAt
}`) as unknown as TypedDocumentString<SendersQuery, SendersQueryVariables>;
export const CreateSenderDocument = new TypedDocumentString(`
    mutation CreateSender($input: CreateSenderInput!) {
  createSender(input: $input) {
    sender {
      ...SenderFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment SenderFields on Sender {
  id
  name
  displayName
  createdAt
  deletedAt
}`) as unknown as TypedDocumentString<CreateSenderMutation, CreateSenderMutationVariables>;
export const DeleteSenderDocument = new TypedDocumentString(`
    mutation DeleteSender($input: DeleteSenderInput!) {
  deleteSender(input: $input) {
    sender {
      ...SenderFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment SenderFields on Sender {
  id
  name
  displayName
  createdAt
  deletedAt
}`) as unknown as TypedDocumentString<DeleteSenderMutation, DeleteSenderMutationVariables>;
export const EmailServicesDocument = new TypedDocumentString(`
    query EmailServices($first: Int, $after: String, $includeArchived: Boolean, $filter: EmailServiceFilter) {
  emailServices(
    first: $first
    after: $after
    includeArchived: $includeArchived
    filter: $filter
  ) {
    edges {
      cursor
      node {
        ...ServiceFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<EmailServicesQuery, EmailServicesQueryVariables>;
export const EmailServiceDocument = new TypedDocumentString(`
    query EmailService($id: ID!) {
  emailService(id: $id) {
    ...ServiceFields
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<EmailServiceQuery, EmailServiceQueryVariables>;
export const ServiceStatusLogDocument = new TypedDocumentString(`
    query ServiceStatusLog($id: ID!, $events: [ServiceEvent!], $first: Int, $after: String) {
  emailService(id: $id) {
    id
    statusLog(events: $events, first: $first, after: $after) {
      edges {
        cursor
        node {
          id
          event
          reason
          detail
          createdAt
          actor {
            id
            name
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
}
    `) as unknown as TypedDocumentString<ServiceStatusLogQuery, ServiceStatusLogQueryVariables>;
export const ServiceStatusLogsDocument = new TypedDocumentString(`
    query ServiceStatusLogs($filter: ServiceStatusLogFilter, $first: Int, $after: String) {
  serviceStatusLogs(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        event
        reason
        detail
        createdAt
        service {
          id
          name
        }
        actor {
          id
          name
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<ServiceStatusLogsQuery, ServiceStatusLogsQueryVariables>;
export const DeleteEmailServiceDocument = new TypedDocumentString(`
    mutation DeleteEmailService($input: EmailServiceIdInput!) {
  deleteEmailService(input: $input) {
    deletedId
    archived {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<DeleteEmailServiceMutation, DeleteEmailServiceMutationVariables>;
export const UpdateEmailServiceDocument = new TypedDocumentString(`
    mutation UpdateEmailService($input: UpdateEmailServiceInput!) {
  updateEmailService(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<UpdateEmailServiceMutation, UpdateEmailServiceMutationVariables>;
export const EnableEmailServiceDocument = new TypedDocumentString(`
    mutation EnableEmailService($input: EmailServiceIdInput!) {
  enableEmailService(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<EnableEmailServiceMutation, EnableEmailServiceMutationVariables>;
export const DisableEmailServiceDocument = new TypedDocumentString(`
    mutation DisableEmailService($input: EmailServiceIdInput!) {
  disableEmailService(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<DisableEmailServiceMutation, DisableEmailServiceMutationVariables>;
export const FreezeEmailServiceDocument = new TypedDocumentString(`
    mutation FreezeEmailService($input: FreezeEmailServiceInput!) {
  freezeEmailService(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<FreezeEmailServiceMutation, FreezeEmailServiceMutationVariables>;
export const ThawEmailServiceDocument = new TypedDocumentString(`
    mutation ThawEmailService($input: EmailServiceIdInput!) {
  thawEmailService(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<ThawEmailServiceMutation, ThawEmailServiceMutationVariables>;
export const ArchiveEmailServiceDocument = new TypedDocumentString(`
    mutation ArchiveEmailService($input: EmailServiceIdInput!) {
  archiveEmailService(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<ArchiveEmailServiceMutation, ArchiveEmailServiceMutationVariables>;
export const AdjustServiceQuotaDocument = new TypedDocumentString(`
    mutation AdjustServiceQuota($input: AdjustServiceQuotaInput!) {
  adjustServiceQuota(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<AdjustServiceQuotaMutation, AdjustServiceQuotaMutationVariables>;
export const CreateEmailServiceDocument = new TypedDocumentString(`
    mutation CreateEmailService($input: CreateEmailServiceInput!) {
  createEmailService(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<CreateEmailServiceMutation, CreateEmailServiceMutationVariables>;
export const ServiceMappingDocument = new TypedDocumentString(`
    query ServiceMapping($userId: ID) {
  serviceMapping(userId: $userId) {
    user {
      id
      name
    }
    services {
      ...MappedServiceFields
    }
    isAnyAvailable
  }
}
    fragment MappedServiceFields on MappedService {
  id
  name
  domain
  availability {
    isAvailable
    cause
    until
  }
}`) as unknown as TypedDocumentString<ServiceMappingQuery, ServiceMappingQueryVariables>;
export const SaveServiceMappingDocument = new TypedDocumentString(`
    mutation SaveServiceMapping($input: SaveServiceMappingInput!) {
  saveServiceMapping(input: $input) {
    serviceMapping {
      user {
        id
        name
      }
      services {
        ...MappedServiceFields
      }
      isAnyAvailable
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment MappedServiceFields on MappedService {
  id
  name
  domain
  availability {
    isAvailable
    cause
    until
  }
}`) as unknown as TypedDocumentString<SaveServiceMappingMutation, SaveServiceMappingMutationVariables>;
export const ServiceStatusChangedDocument = new TypedDocumentString(`
    subscription ServiceStatusChanged($serviceId: ID) {
  serviceStatusChanged(serviceId: $serviceId) {
    service {
      ...MappedServiceFields
    }
    state {
      ...ServiceStateFields
    }
    version
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment MappedServiceFields on MappedService {
  id
  name
  domain
  availability {
    isAvailable
    cause
    until
  }
}`) as unknown as TypedDocumentString<ServiceStatusChangedSubscription, ServiceStatusChangedSubscriptionVariables>;
export const ProbeEmailServiceDocument = new TypedDocumentString(`
    mutation ProbeEmailService($input: EmailServiceIdInput!) {
  probeEmailService(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<ProbeEmailServiceMutation, ProbeEmailServiceMutationVariables>;
export const ServiceGroupsDocument = new TypedDocumentString(`
    query ServiceGroups($first: Int, $after: String) {
  serviceGroups(first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        name
        createdAt
        services(first: 50) {
          edges {
            node {
              id
              name
            }
          }
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    `) as unknown as TypedDocumentString<ServiceGroupsQuery, ServiceGroupsQueryVariables>;
export const CreateServiceGroupDocument = new TypedDocumentString(`
    mutation CreateServiceGroup($input: CreateServiceGroupInput!) {
  createServiceGroup(input: $input) {
    serviceGroup {
      id
      name
      createdAt
    }
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<CreateServiceGroupMutation, CreateServiceGroupMutationVariables>;
export const AssignServiceGroupDocument = new TypedDocumentString(`
    mutation AssignServiceGroup($input: AssignServiceGroupInput!) {
  assignServiceGroup(input: $input) {
    emailService {
      ...ServiceFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment ServiceStateFields on EmailServiceState {
  frozenReason
  frozenDetail
  frozenAt
  failures
  coolingUntil
  slowedMs
  intervalMs
  isOnProbation
  probe {
    probedAt
    isOk
    latencyMs
    code
    text
    dueAt
    isAsked
  }
  isExhaustedByProvider
  quotaLimit
  rampDay
  nextQuotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
  reportedQuota {
    limit
    used
    remaining
    reportedAt
  }
}
fragment ServiceFields on EmailService {
  id
  name
  provider
  domain
  settings {
    __typename
    ... on EngagelabSettings {
      apiUser
      dataCentre
      baseUrl
      connections
    }
    ... on SmtpSettings {
      host
      port
      tls
      user
      connections
    }
    ... on SandboxSettings {
      connections
      delayMs
      failEvery
      failWith
    }
  }
  credentialsHint
  isEnabled
  archivedAt
  dailyQuota
  resetTime
  zone
  paceMs
  freezeThreshold
  freezeWindowSeconds
  isThawedByProbe
  rampUp {
    start
    stepPerDay
    ceiling
  }
  group {
    id
    name
  }
  createdAt
  updatedAt
  state {
    ...ServiceStateFields
  }
}`) as unknown as TypedDocumentString<AssignServiceGroupMutation, AssignServiceGroupMutationVariables>;
export const SignInDocument = new TypedDocumentString(`
    mutation SignIn($input: SignInInput!) {
  signIn(input: $input) {
    credentials {
      ...Tokens
    }
    user {
      ...UserFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment Tokens on Credentials {
  accessToken
  accessTokenExpiresAt
  refreshToken
}
fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<SignInMutation, SignInMutationVariables>;
export const RefreshSessionDocument = new TypedDocumentString(`
    mutation RefreshSession($input: RefreshSessionInput!) {
  refreshSession(input: $input) {
    credentials {
      ...Tokens
    }
    user {
      ...UserFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment Tokens on Credentials {
  accessToken
  accessTokenExpiresAt
  refreshToken
}
fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const SignOutDocument = new TypedDocumentString(`
    mutation SignOut {
  signOut {
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<SignOutMutation, SignOutMutationVariables>;
export const TaskDocument = new TypedDocumentString(`
    query Task($id: ID!) {
  task(id: $id) {
    ...TaskFields
    campaign {
      id
      name
    }
    progress {
      ...TaskProgressFields
    }
  }
}
    fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}
fragment TaskProgressFields on TaskProgress {
  taskId
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  total
  pending
  sending
  sent
  failed
  unknown
  skipped
  cancelled
  version
}`) as unknown as TypedDocumentString<TaskQuery, TaskQueryVariables>;
export const TaskSubtasksDocument = new TypedDocumentString(`
    query TaskSubtasks($id: ID!, $filter: SubtaskFilter, $first: Int, $after: String) {
  task(id: $id) {
    subtasks(filter: $filter, first: $first, after: $after) {
      edges {
        node {
          ...SubtaskFields
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
}
    fragment SubtaskFields on Subtask {
  id
  seq
  email
  state
  skipReason
  serviceName
  fromAddress
  messageId
  code
  text
  attemptedAt
  settledAt
  retryOfId
}`) as unknown as TypedDocumentString<TaskSubtasksQuery, TaskSubtasksQueryVariables>;
export const TaskLogDocument = new TypedDocumentString(`
    query TaskLog($id: ID!, $first: Int, $after: String) {
  task(id: $id) {
    log(first: $first, after: $after) {
      edges {
        node {
          id
          event
          reason
          details {
            name
            value
          }
          actor {
            id
            name
          }
          createdAt
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TaskLogQuery, TaskLogQueryVariables>;
export const SubtaskDocument = new TypedDocumentString(`
    query Subtask($id: ID!) {
  subtask(id: $id) {
    ...SubtaskFields
    task {
      id
    }
    attempts {
      number
      at
      outcome
      code
      serviceName
    }
  }
}
    fragment SubtaskFields on Subtask {
  id
  seq
  email
  state
  skipReason
  serviceName
  fromAddress
  messageId
  code
  text
  attemptedAt
  settledAt
  retryOfId
}`) as unknown as TypedDocumentString<SubtaskQuery, SubtaskQueryVariables>;
export const UpdateTaskDocument = new TypedDocumentString(`
    mutation UpdateTask($input: UpdateTaskInput!) {
  updateTask(input: $input) {
    task {
      ...TaskFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<UpdateTaskMutation, UpdateTaskMutationVariables>;
export const PauseTaskDocument = new TypedDocumentString(`
    mutation PauseTask($input: PauseTaskInput!) {
  pauseTask(input: $input) {
    task {
      ...TaskFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<PauseTaskMutation, PauseTaskMutationVariables>;
export const ResumeTaskDocument = new TypedDocumentString(`
    mutation ResumeTask($input: ResumeTaskInput!) {
  resumeTask(input: $input) {
    task {
      ...TaskFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<ResumeTaskMutation, ResumeTaskMutationVariables>;
export const CancelTaskDocument = new TypedDocumentString(`
    mutation CancelTask($input: CancelTaskInput!) {
  cancelTask(input: $input) {
    task {
      ...TaskFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<CancelTaskMutation, CancelTaskMutationVariables>;
export const TaskProgressedDocument = new TypedDocumentString(`
    subscription TaskProgressed($taskId: ID!) {
  taskProgressed(taskId: $taskId) {
    ...TaskProgressFields
  }
}
    fragment TaskProgressFields on TaskProgress {
  taskId
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  total
  pending
  sending
  sent
  failed
  unknown
  skipped
  cancelled
  version
}`) as unknown as TypedDocumentString<TaskProgressedSubscription, TaskProgressedSubscriptionVariables>;
export const RetryTaskDocument = new TypedDocumentString(`
    mutation RetryTask($input: RetryTaskInput!) {
  retryTask(input: $input) {
    task {
      ...TaskFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TaskFields on Task {
  id
  name
  kind
  retryOfId
  retryWhat
  position
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  plannedAt
  isPlannedByHand
  lateAfterHours
  audience {
    includeAll
    includeTagIds
    includeContactIds
    excludeTagIds
    excludeContactIds
  }
  templateSet {
    id
    name
  }
  sender {
    id
    name
  }
  reserved
  failure
  startedAt
  endedAt
}`) as unknown as TypedDocumentString<RetryTaskMutation, RetryTaskMutationVariables>;
export const TemplatesDocument = new TypedDocumentString(`
    query Templates($first: Int, $after: String) {
  templates(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...TemplateFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment TemplateFields on Template {
  id
  name
  version
  subject
  html
  text
  previewLine
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TemplatesQuery, TemplatesQueryVariables>;
export const TemplateDocument = new TypedDocumentString(`
    query Template($id: ID!) {
  template(id: $id) {
    ...TemplateFields
  }
}
    fragment TemplateFields on Template {
  id
  name
  version
  subject
  html
  text
  previewLine
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TemplateQuery, TemplateQueryVariables>;
export const CreateTemplateDocument = new TypedDocumentString(`
    mutation CreateTemplate($input: CreateTemplateInput!) {
  createTemplate(input: $input) {
    template {
      ...TemplateFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TemplateFields on Template {
  id
  name
  version
  subject
  html
  text
  previewLine
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateTemplateMutation, CreateTemplateMutationVariables>;
export const UpdateTemplateDocument = new TypedDocumentString(`
    mutation UpdateTemplate($input: UpdateTemplateInput!) {
  updateTemplate(input: $input) {
    template {
      ...TemplateFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TemplateFields on Template {
  id
  name
  version
  subject
  html
  text
  previewLine
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateTemplateMutation, UpdateTemplateMutationVariables>;
export const TemplateSetsDocument = new TypedDocumentString(`
    query TemplateSets($first: Int, $after: String) {
  templateSets(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...TemplateSetFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment TemplateSetFields on TemplateSet {
  id
  name
  templates {
    id
    name
    version
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TemplateSetsQuery, TemplateSetsQueryVariables>;
export const TemplateSetDocument = new TypedDocumentString(`
    query TemplateSet($id: ID!) {
  templateSet(id: $id) {
    ...TemplateSetFields
  }
}
    fragment TemplateSetFields on TemplateSet {
  id
  name
  templates {
    id
    name
    version
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<TemplateSetQuery, TemplateSetQueryVariables>;
export const CreateTemplateSetDocument = new TypedDocumentString(`
    mutation CreateTemplateSet($input: CreateTemplateSetInput!) {
  createTemplateSet(input: $input) {
    templateSet {
      ...TemplateSetFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TemplateSetFields on TemplateSet {
  id
  name
  templates {
    id
    name
    version
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateTemplateSetMutation, CreateTemplateSetMutationVariables>;
export const UpdateTemplateSetDocument = new TypedDocumentString(`
    mutation UpdateTemplateSet($input: UpdateTemplateSetInput!) {
  updateTemplateSet(input: $input) {
    templateSet {
      ...TemplateSetFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment TemplateSetFields on TemplateSet {
  id
  name
  templates {
    id
    name
    version
  }
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateTemplateSetMutation, UpdateTemplateSetMutationVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const UserDocument = new TypedDocumentString(`
    query User($id: ID!) {
  user(id: $id) {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<UserQuery, UserQueryVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users($first: Int, $after: String) {
  users(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...UserFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const CreateUserDocument = new TypedDocumentString(`
    mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    user {
      ...UserFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<CreateUserMutation, CreateUserMutationVariables>;
export const UpdateUserDocument = new TypedDocumentString(`
    mutation UpdateUser($input: UpdateUserInput!) {
  updateUser(input: $input) {
    user {
      ...UserFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<UpdateUserMutation, UpdateUserMutationVariables>;