/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** An alert that somebody knows of. */
export type AcknowledgeAlertInput = {
  /** The alert. */
  id: string;
};

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

/** What became of a message to a webhook. */
export type AlertDeliveryState =
  /** It was accepted. */
  | 'DELIVERED'
  /** It was not worth telling any more: the alert was acknowledged, or the webhook switched off. */
  | 'DROPPED'
  /** It was not accepted, and is not tried any more. */
  | 'FAILED'
  /** It is being delivered, or waits for its next try. */
  | 'PENDING';

/** Which alerts; all conditions hold. */
export type AlertFilter = {
  /** Of one of these rules. */
  rules?: Array<AlertRule> | null | undefined;
  /** Of one of these severities. */
  severities?: Array<AlertSeverity> | null | undefined;
  /** Raised from this time on. */
  since?: string | Date | null | undefined;
  /** In one of these states. */
  states?: Array<AlertState> | null | undefined;
  /** About this object. */
  subjectId?: string | null | undefined;
  /** About this kind of object. */
  subjectKind?: AlertSubject | null | undefined;
  /** Raised before this time. */
  until?: string | Date | null | undefined;
  /** Of this user. Operators see their own only. */
  userId?: string | null | undefined;
};

/** What an alert is about. */
export type AlertRule =
  /** The last tasks of a user were hardly opened. */
  | 'LOW_OPEN_RATE'
  /** The remaining quota of a user fell below their threshold. */
  | 'LOW_QUOTA'
  /** No scheduler leads: no task starts. */
  | 'NO_LEADER'
  /** Too many mails of a service bounce. */
  | 'SERVICE_BOUNCE_RATE'
  /** The quota of a service is used up. */
  | 'SERVICE_EXHAUSTED'
  /** A service fails again and again within a short time. */
  | 'SERVICE_FAILURES'
  /** A service is frozen. */
  | 'SERVICE_FROZEN'
  /** The last probe of a service failed. */
  | 'SERVICE_PROBE_FAILED'
  /** A task paused itself, or a campaign was paused. */
  | 'TASK_PAUSED';

/** What to change of a rule; what is left out stays. */
export type AlertSettingInput = {
  /** How many there must be: mails for SERVICE_BOUNCE_RATE, tasks in a row for LOW_OPEN_RATE. */
  atLeast?: number | null | undefined;
  /** For how many seconds the cause must be gone before the alert is resolved. */
  clearSeconds?: number | null | undefined;
  /** Whether it raises alerts. Switched off, its alerts are resolved. */
  isEnabled?: boolean | null | undefined;
  /** For how many seconds after that the same cause raises no new alert. */
  quietSeconds?: number | null | undefined;
  /** The rule. */
  rule: AlertRule;
  /** How grave its alerts are; of alerts that are open it stays. */
  severity?: AlertSeverity | null | undefined;
  /** From which value on: a share from 0 to 1 for SERVICE_BOUNCE_RATE (above it) and LOW_OPEN_RATE (below it), a count for SERVICE_FAILURES. */
  threshold?: number | null | undefined;
  /** Over which time it is looked at: back from now for SERVICE_BOUNCE_RATE and SERVICE_FAILURES; how long after its end a task counts for LOW_OPEN_RATE; how long nobody led for NO_LEADER. */
  windowSeconds?: number | null | undefined;
};

/** How grave an alert is. */
export type AlertSeverity =
  /** Somebody should look at it now. */
  | 'CRITICAL'
  /** Good to know. */
  | 'INFO'
  /** Somebody should look at it today. */
  | 'WARNING';

/** How far an alert is. */
export type AlertState =
  /** Its cause holds, and somebody knows; nobody is told of it any more. */
  | 'ACKNOWLEDGED'
  /** Its cause holds, and nobody has said that they know. */
  | 'OPEN'
  /** Its cause is gone. */
  | 'RESOLVED';

/** What kind of object an alert is about. */
export type AlertSubject =
  /** A campaign. */
  | 'CAMPAIGN'
  /** A service. */
  | 'SERVICE'
  /** The installation. */
  | 'SYSTEM'
  /** A task. */
  | 'TASK'
  /** A user. */
  | 'USER';

/** The webhook that is meant. */
export type AlertWebhookIdInput = {
  /** The id of the webhook. */
  id: string;
};

/** What to change of a webhook; what is left out stays. */
export type AlertWebhookPatch = {
  /** Whether it is told of alerts. */
  isEnabled?: boolean | null | undefined;
  /** Its name, at most 100 characters, unique. */
  name?: string | null | undefined;
  /** Only alerts of these rules; null for all. */
  rules?: Array<AlertRule> | null | undefined;
  /** Only alerts of these severities; null for all. */
  severities?: Array<AlertSeverity> | null | undefined;
  /** Where messages are posted: https, without user and password. Private networks, also by http, only where the installation allows them. */
  url?: string | null | undefined;
};

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

/** Why none of a user’s services can send. */
export type AvailabilityWarningCode =
  /** Services are mapped, but all are switched off. */
  | 'NO_AVAILABLE_SERVICE'
  /** No service is mapped to the user. */
  | 'NO_SERVICE_MAPPED'
  /** Those with quota left today are frozen. */
  | 'SERVICES_FROZEN'
  /** None has quota left today. */
  | 'SERVICE_QUOTA_EXHAUSTED';

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

/** A new password for oneself. */
export type ChangePasswordInput = {
  /** At least 8 characters, not easily guessed, not on the list of the most used ones. */
  newPassword: string;
  /** The password that holds now. */
  oldPassword: string;
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

/** A webhook to be made. */
export type CreateAlertWebhookInput = {
  /** Whether it is told of alerts. */
  isEnabled?: boolean;
  /** Its name, at most 100 characters, unique. */
  name: string;
  /** Only alerts of these rules; null for all. */
  rules?: Array<AlertRule> | null | undefined;
  /** Only alerts of these severities; null for all. */
  severities?: Array<AlertSeverity> | null | undefined;
  /** Where messages are posted: https, without user and password. Private networks, also by http, only where the installation allows them. */
  url: string;
};

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

/** A personal token to be made. */
export type CreatePersonalTokenInput = {
  /** When it expires, within 366 days. Either this or expiresInDays. */
  expiresAt?: string | Date | null | undefined;
  /** In how many days it expires, 1 to 366. Either this or expiresAt. */
  expiresInDays?: number | null | undefined;
  /** What it is for, at most 100 characters. */
  name: string;
  /** What it may do. */
  scope: TokenScope;
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
  /** At least 8 characters, not easily guessed, not on the list of the most used ones. */
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

/** A user to be deleted. */
export type DeleteUserInput = {
  /** The user. */
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

/** A session to be ended. */
export type EndSessionInput = {
  /** The session: one of your own, or as an administrator anybody’s. */
  id: string;
};

/** A user whose sessions are to be ended. */
export type EndUserSessionsInput = {
  /** The user. */
  userId: string;
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

/** Whether a scheduler leads. */
export type LeadershipState =
  /** One leads. */
  | 'LED'
  /** Nobody has said so for five seconds: nothing is started, prepared or tidied. */
  | 'NONE'
  /** Redis does not answer: every scheduler does the work, at a slower beat. */
  | 'UNSURE';

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

/** Which personal tokens. */
export type PersonalTokenFilter = {
  /** Also those that have expired or were revoked. */
  includeEnded?: boolean;
  /** Of this user; left out, your own. Others’ are for administrators. */
  userId?: string | null | undefined;
};

/** Who delivers the mails of a service. */
export type Provider =
  /** The EngageLab e-mail API. */
  | 'ENGAGELAB'
  /** A mailbox inside Sluice that can be read and leaves nowhere. */
  | 'SANDBOX'
  /** An SMTP relay. */
  | 'SMTP';

/** Which rows of the ledger; all conditions hold. */
export type QuotaLogFilter = {
  /** Changed by this user. Operators find what they changed themselves. */
  actorId?: string | null | undefined;
  /** Of any task of this campaign. */
  campaignId?: string | null | undefined;
  /** Of all users. For administrators. */
  isOfEverybody?: boolean | null | undefined;
  /** With one of these reasons. */
  reasons?: Array<QuotaReason> | null | undefined;
  /** From this time on. */
  since?: string | Date | null | undefined;
  /** Of this task. */
  taskId?: string | null | undefined;
  /** Before this time. */
  until?: string | Date | null | undefined;
  /** Of this user. Operators see their own only; with neither this nor userIds nor isOfEverybody, everybody sees their own. */
  userId?: string | null | undefined;
  /** Of one of these users, at most 1,000. */
  userIds?: Array<string> | null | undefined;
};

/** In which order rows of the ledger are listed. */
export type QuotaLogOrder =
  /** The largest addition first. */
  | 'MOST_ADDED_FIRST'
  /** The largest deduction first. */
  | 'MOST_TAKEN_FIRST'
  /** The latest change first. */
  | 'NEWEST_FIRST'
  /** The earliest change first. */
  | 'OLDEST_FIRST';

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

/** A user who gets a new password. */
export type ResetPasswordInput = {
  /** The user; not yourself. */
  id: string;
  /** At least 8 characters, not easily guessed, not on the list of the most used ones. */
  password: string;
};

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

/** A personal token to be revoked. */
export type RevokePersonalTokenInput = {
  /** The token: one of your own, or as an administrator anybody’s. */
  id: string;
};

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

/** Which mappings; all conditions hold. */
export type ServiceMappingFilter = {
  /** Of users who have a service that can send, or of those who have none. */
  isAnyAvailable?: boolean | null | undefined;
  /** Of users who may use this service. */
  serviceId?: string | null | undefined;
};

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

/** Why a session ended. */
export type SessionEndedReason =
  /** An administrator ended it. */
  | 'ENDED_BY_ADMIN'
  /** The user ended it from another device. */
  | 'ENDED_BY_USER'
  /** The user changed the password on another device. */
  | 'PASSWORD_CHANGED'
  /** An administrator set a new password. */
  | 'PASSWORD_RESET'
  /** A refresh token was used a second time: somebody had a copy. */
  | 'REFRESH_REUSED'
  /** The user signed out on that device. */
  | 'SIGNED_OUT'
  /** The user was archived. */
  | 'USER_ARCHIVED'
  /** The user was disabled. */
  | 'USER_DISABLED';

/** Which sessions. */
export type SessionFilter = {
  /** Also those that have ended or expired. */
  includeEnded?: boolean;
  /** Of this user; left out, your own. Others’ are for administrators. */
  userId?: string | null | undefined;
};

/** Below how many mails a user is told that their quota is low. */
export type SetLowQuotaThresholdInput = {
  /** How many mails; 0: the quota is never low. Null: the default, the larger of 10 % of the last grant and 100. */
  threshold?: number | null | undefined;
  /** Whose. */
  userId: string;
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

/** How long a row of statistics is. */
export type StatisticsStep =
  /** A day of the zone, of 23 to 25 hours. At most 400 of them. */
  | 'DAY'
  /** An hour. At most 800 of them. */
  | 'HOUR';

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

/** What speaks for a service. */
export type SuggestionReason =
  /** Its last probe succeeded. */
  | 'PROBED_WELL'
  /** It can send, and has quota left today. */
  | 'QUOTA_LEFT'
  /** It has no interval between two mails. */
  | 'UNPACED'
  /** No enabled user may use it yet. */
  | 'USED_BY_NOBODY';

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

/** Why a personal token was revoked. */
export type TokenRevokedReason =
  /** An administrator set a new password for its user. */
  | 'PASSWORD_RESET'
  /** An administrator revoked it. */
  | 'REVOKED_BY_ADMIN'
  /** Its user revoked it. */
  | 'REVOKED_BY_USER'
  /** Its user was archived. */
  | 'USER_ARCHIVED'
  /** Its user was disabled. */
  | 'USER_DISABLED';

/** What a personal token may do. */
export type TokenScope =
  /** Queries and subscriptions; every mutation is refused. */
  | 'READ'
  /** All that its user may do, but nothing that gives or takes access: users, passwords, sessions, tokens. */
  | 'WRITE';

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

/** Who is told of alerts by mail from now on; replaces what was set before. */
export type UpdateAlertMailSettingsInput = {
  /** The name shown in the From header; null for none. */
  displayName?: string | null | undefined;
  /** Whether alerts are told by mail. */
  isEnabled: boolean;
  /** Further addresses that get them; at most 50. */
  recipients?: Array<string>;
  /** Only alerts of these rules; null for all. */
  rules?: Array<AlertRule> | null | undefined;
  /** The local part of the From address; its domain is that of the service. */
  senderLocalPart?: string;
  /** The service that sends them; must be given when mails are to be sent. */
  serviceId?: string | null | undefined;
  /** Only alerts of these severities; null for all. */
  severities?: Array<AlertSeverity> | null | undefined;
  /** Whether all enabled administrators get them. */
  toAdministrators?: boolean;
};

/** Changes of rules. */
export type UpdateAlertSettingsInput = {
  /** The rules to change, each once. */
  settings: Array<AlertSettingInput>;
};

/** A change of a webhook. */
export type UpdateAlertWebhookInput = {
  /** The webhook to change. */
  id: string;
  /** What to change. */
  patch: AlertWebhookPatch;
};

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

/** Which users; all conditions hold. */
export type UserFilter = {
  /** Also those that are archived. */
  includeArchived?: boolean;
  /** With this role. */
  role?: Role | null | undefined;
  /** In this state. */
  state?: UserState | null | undefined;
  /** With this text in the name or e-mail address, without regard to case. */
  text?: string | null | undefined;
};

/** What to change of a user; what is left out stays. */
export type UserPatch = {
  /** The e-mail address. */
  email?: string | null | undefined;
  /** Whether they may sign in; false ends their sessions and tokens at once and pauses their tasks; not for yourself or the last administrator. */
  isEnabled?: boolean | null | undefined;
  /** What they may do; not for yourself or the last administrator. */
  role?: Role | null | undefined;
};

/** Whether a user may do anything at all. */
export type UserState =
  /** Deleted, but with a history that names them: they never sign in again, their name and address stay taken. */
  | 'ARCHIVED'
  /** They may not sign in until they are enabled again. */
  | 'DISABLED'
  /** They may sign in. */
  | 'ENABLED';

/** Why a task that is sending has nothing under way. It goes on by itself. */
export type WaitingReason =
  /** It is outside its send window. */
  | 'OUTSIDE_WINDOW'
  /** Its services are inside their pace interval. */
  | 'SERVICES_COOLING'
  /** Its services are frozen. */
  | 'SERVICES_FROZEN';

export type AlertFieldsFragment = { id: string, rule: AlertRule, severity: AlertSeverity, state: AlertState, subjectKind: AlertSubject, subjectId: string | null, raisedAt: string, lastSeenAt: string, resolvedAt: string | null, acknowledgedAt: string | null, text: { zh: string, en: string }, values: Array<{ name: string, value: string }>, owner: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null };

export type AlertSettingFieldsFragment = { rule: AlertRule, isEnabled: boolean, severity: AlertSeverity, threshold: number | null, windowSeconds: number | null, atLeast: number | null, clearSeconds: number, quietSeconds: number };

export type AlertWebhookFieldsFragment = { id: string, name: string, url: string, isEnabled: boolean, isGone: boolean, rules: Array<AlertRule> | null, severities: Array<AlertSeverity> | null, secretHint: string, previousUntil: string | null, createdAt: string, updatedAt: string };

export type AlertDeliveryFieldsFragment = { id: string, alertId: string | null, type: string, state: AlertDeliveryState, nextAttemptAt: string | null, createdAt: string, attempts: Array<{ number: number, at: string, status: number | null, latencyMs: number, error: string | null }> };

export type AlertMailFieldsFragment = { isEnabled: boolean, serviceId: string | null, senderLocalPart: string, displayName: string | null, toAdministrators: boolean, recipients: Array<string>, rules: Array<AlertRule> | null, severities: Array<AlertSeverity> | null, updatedAt: string };

export type AlertsQueryVariables = Exact<{
  filter?: AlertFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertsQuery = { alerts: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, rule: AlertRule, severity: AlertSeverity, state: AlertState, subjectKind: AlertSubject, subjectId: string | null, raisedAt: string, lastSeenAt: string, resolvedAt: string | null, acknowledgedAt: string | null, text: { zh: string, en: string }, values: Array<{ name: string, value: string }>, owner: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AcknowledgeAlertMutationVariables = Exact<{
  input: AcknowledgeAlertInput;
}>;


export type AcknowledgeAlertMutation = { acknowledgeAlert: { alert: { id: string, rule: AlertRule, severity: AlertSeverity, state: AlertState, subjectKind: AlertSubject, subjectId: string | null, raisedAt: string, lastSeenAt: string, resolvedAt: string | null, acknowledgedAt: string | null, text: { zh: string, en: string }, values: Array<{ name: string, value: string }>, owner: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type AlertsChangedSubscriptionVariables = Exact<{
  after?: number | null | undefined;
}>;


export type AlertsChangedSubscription = { alertsChanged: { position: number, hasGap: boolean, alerts: Array<{ id: string, rule: AlertRule, severity: AlertSeverity, state: AlertState, subjectKind: AlertSubject, subjectId: string | null, raisedAt: string, lastSeenAt: string, resolvedAt: string | null, acknowledgedAt: string | null, text: { zh: string, en: string }, values: Array<{ name: string, value: string }>, owner: { id: string, name: string } | null, acknowledgedBy: { id: string, name: string } | null }> } };

export type AlertSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertSettingsQuery = { alertSettings: Array<{ rule: AlertRule, isEnabled: boolean, severity: AlertSeverity, threshold: number | null, windowSeconds: number | null, atLeast: number | null, clearSeconds: number, quietSeconds: number }> };

export type UpdateAlertSettingsMutationVariables = Exact<{
  input: UpdateAlertSettingsInput;
}>;


export type UpdateAlertSettingsMutation = { updateAlertSettings: { alertSettings: Array<{ rule: AlertRule, isEnabled: boolean, severity: AlertSeverity, threshold: number | null, windowSeconds: number | null, atLeast: number | null, clearSeconds: number, quietSeconds: number }> | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type AlertMailSettingsQueryVariables = Exact<{ [key: string]: never; }>;


export type AlertMailSettingsQuery = { alertMailSettings: { isEnabled: boolean, serviceId: string | null, senderLocalPart: string, displayName: string | null, toAdministrators: boolean, recipients: Array<string>, rules: Array<AlertRule> | null, severities: Array<AlertSeverity> | null, updatedAt: string } | null };

export type UpdateAlertMailSettingsMutationVariables = Exact<{
  input: UpdateAlertMailSettingsInput;
}>;


export type UpdateAlertMailSettingsMutation = { updateAlertMailSettings: { alertMailSettings: { isEnabled: boolean, serviceId: string | null, senderLocalPart: string, displayName: string | null, toAdministrators: boolean, recipients: Array<string>, rules: Array<AlertRule> | null, severities: Array<AlertSeverity> | null, updatedAt: string } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type AlertWebhooksQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertWebhooksQuery = { alertWebhooks: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, url: string, isEnabled: boolean, isGone: boolean, rules: Array<AlertRule> | null, severities: Array<AlertSeverity> | null, secretHint: string, previousUntil: string | null, createdAt: string, updatedAt: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AlertWebhookQueryVariables = Exact<{
  id: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AlertWebhookQuery = { alertWebhook: { id: string, name: string, url: string, isEnabled: boolean, isGone: boolean, rules: Array<AlertRule> | null, severities: Array<AlertSeverity> | null, secretHint: string, previousUntil: string | null, createdAt: string, updatedAt: string, deliveries: { totalCount: number, edges: Array<{ node: { id: string, alertId: string | null, type: string, state: AlertDeliveryState, nextAttemptAt: string | null, createdAt: string, attempts: Array<{ number: number, at: string, status: number | null, latencyMs: number, error: string | null }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type CreateAlertWebhookMutationVariables = Exact<{
  input: CreateAlertWebhookInput;
}>;


export type CreateAlertWebhookMutation = { createAlertWebhook: { secret: string | null, alertWebhook: { id: string, name: string, url: string, isEnabled: boolean, isGone: boolean, rules: Array<AlertRule> | null, severities: Array<AlertSeverity> | null, secretHint: string, previousUntil: string | null, createdAt: string, updatedAt: string } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type UpdateAlertWebhookMutationVariables = Exact<{
  input: UpdateAlertWebhookInput;
}>;


export type UpdateAlertWebhookMutation = { updateAlertWebhook: { alertWebhook: { id: string, name: string, url: string, isEnabled: boolean, isGone: boolean, rules: Array<AlertRule> | null, severities: Array<AlertSeverity> | null, secretHint: string, previousUntil: string | null, createdAt: string, updatedAt: string } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type DeleteAlertWebhookMutationVariables = Exact<{
  input: AlertWebhookIdInput;
}>;


export type DeleteAlertWebhookMutation = { deleteAlertWebhook: { id: string | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type RotateAlertWebhookSecretMutationVariables = Exact<{
  input: AlertWebhookIdInput;
}>;


export type RotateAlertWebhookSecretMutation = { rotateAlertWebhookSecret: { secret: string | null, alertWebhook: { id: string, name: string, url: string, isEnabled: boolean, isGone: boolean, rules: Array<AlertRule> | null, severities: Array<AlertSeverity> | null, secretHint: string, previousUntil: string | null, createdAt: string, updatedAt: string } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type TestAlertWebhookMutationVariables = Exact<{
  input: AlertWebhookIdInput;
}>;


export type TestAlertWebhookMutation = { testAlertWebhook: { alertDelivery: { id: string, alertId: string | null, type: string, state: AlertDeliveryState, nextAttemptAt: string | null, createdAt: string, attempts: Array<{ number: number, at: string, status: number | null, latencyMs: number, error: string | null }> } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

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

export type DashboardQueryVariables = Exact<{
  userId?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type DashboardQuery = { dashboard: { user: { id: string, name: string }, quota: { userId: string, quotaRemaining: number, isLow: boolean, lowSince: string | null, threshold: number, isDefaultThreshold: boolean, lastGrant: number | null, version: number }, tasks: { draft: number, scheduled: number, preparing: number, sending: number, paused: number, nextPlannedAt: string | null, pauses: Array<{ reason: PauseReason, count: number, message: { zh: string, en: string } }> }, runningTasks: { totalCount: number, edges: Array<{ node: { id: string, name: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, message: { zh: string, en: string } | null, progress: { taskId: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number, message: { zh: string, en: string } | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, pausedTasks: { totalCount: number, edges: Array<{ node: { id: string, name: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, message: { zh: string, en: string } | null, progress: { taskId: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number, message: { zh: string, en: string } | null } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } }, services: { isAnyAvailable: boolean, services: Array<{ id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } }>, summary: { services: number, available: number, cooling: number, exhausted: number, frozen: number, disabled: number, quotaRemaining: number | null }, warning: { code: AvailabilityWarningCode, until: string | null, text: { zh: string, en: string } } | null } } | null };

export type DashboardTaskFieldsFragment = { id: string, name: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, message: { zh: string, en: string } | null, progress: { taskId: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number, message: { zh: string, en: string } | null } };

export type TaskExplanationQueryVariables = Exact<{
  id: string;
}>;


export type TaskExplanationQuery = { task: { id: string, explanation: { pausedAt: string | null, message: { zh: string, en: string }, limits: Array<{ kind: TaskLimitKind, until: string | null, missing: number | null }>, services: Array<{ id: string, name: string, domain: string, limits: Array<{ kind: ServiceLimitKind, until: string | null }>, detail: { frozenReason: FrozenReason | null, frozenDetail: string | null, probeAt: string | null, intervalMs: number, slowedMs: number, quotaLeft: number, users: number } | null }>, pausedBy: { id: string, name: string } | null, forecast: { endsAt: string | null, gap: ForecastGap | null, mailsLeft: number, message: { zh: string, en: string } } } } | null };

export type AvailabilitySummaryFieldsFragment = { services: number, available: number, cooling: number, exhausted: number, frozen: number, disabled: number, quotaRemaining: number | null };

export type AvailabilityWarningFieldsFragment = { code: AvailabilityWarningCode, until: string | null, text: { zh: string, en: string } };

export type ServiceAvailabilityQueryVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type ServiceAvailabilityQuery = { serviceMapping: { isAnyAvailable: boolean, user: { id: string, name: string }, services: Array<{ id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } }>, summary: { services: number, available: number, cooling: number, exhausted: number, frozen: number, disabled: number, quotaRemaining: number | null }, warning: { code: AvailabilityWarningCode, until: string | null, text: { zh: string, en: string } } | null, suggestions: Array<{ quotaRemaining: number, users: number, intervalMs: number, reasons: Array<SuggestionReason>, service: { id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } } }> | null } | null };

export type ServiceMappingsQueryVariables = Exact<{
  filter?: ServiceMappingFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ServiceMappingsQuery = { serviceMappings: { totalCount: number, edges: Array<{ cursor: string, node: { isAnyAvailable: boolean, user: { id: string, name: string }, services: Array<{ id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } }>, summary: { services: number, available: number, cooling: number, exhausted: number, frozen: number, disabled: number, quotaRemaining: number | null }, warning: { code: AvailabilityWarningCode, until: string | null, text: { zh: string, en: string } } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AvailabilityChangedSubscriptionVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type AvailabilityChangedSubscription = { availabilityChanged: { userId: string, isAnyAvailable: boolean, services: Array<{ id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } }>, summary: { services: number, available: number, cooling: number, exhausted: number, frozen: number, disabled: number, quotaRemaining: number | null }, warning: { code: AvailabilityWarningCode, until: string | null, text: { zh: string, en: string } } | null } };

export type OutcomeRatesFieldsFragment = { sent: number, failed: number, unknown: number, bounced: number, returned: number };

export type SendingRatesFieldsFragment = { oneMinute: { sent: number, failed: number, unknown: number, bounced: number, returned: number }, fiveMinutes: { sent: number, failed: number, unknown: number, bounced: number, returned: number }, fifteenMinutes: { sent: number, failed: number, unknown: number, bounced: number, returned: number } };

export type MonitoringFieldsFragment = { at: string, serviceCounts: { total: number, enabled: number, ready: number, disabled: number, frozen: number, exhausted: number, cooling: number, slowed: number }, services: Array<{ id: string, name: string, domain: string, frozenReason: FrozenReason | null, frozenDetail: string | null, slowedMs: number, quotaLimit: number, quotaUsed: number, quotaRemaining: number, inFlight: number, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null }, rates: { oneMinute: { sent: number, failed: number }, fiveMinutes: { sent: number, failed: number }, fifteenMinutes: { sent: number, failed: number } } }>, quota: { services: number, users: number }, rates: { oneMinute: { sent: number, failed: number, unknown: number, bounced: number, returned: number }, fiveMinutes: { sent: number, failed: number, unknown: number, bounced: number, returned: number }, fifteenMinutes: { sent: number, failed: number, unknown: number, bounced: number, returned: number } }, minutes: Array<{ minute: string, sent: number, failed: number, unknown: number, bounced: number, returned: number }>, tasks: { counts: Array<{ state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, count: number }>, list: Array<{ id: string, name: string, campaignId: string, campaignName: string, userId: string, userName: string, startedAt: string | null, changedAt: string, progress: { taskId: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number, message: { zh: string, en: string } | null } }> }, workers: Array<{ processId: string, host: string | null, version: string | null, startedAt: string | null, leaseEndsAt: string, flushedAt: string | null, lanes: number, claims: number, inFlight: number }>, leadership: { state: LeadershipState, lastSaidAt: string | null, schedulers: number, leader: { processId: string, host: string, version: string, since: string } | null }, lag: { dueTaskMs: number | null, claimMs: number | null, idleServices: number, outcomeMs: number | null }, errors: Array<{ serviceId: string, serviceName: string, code: string, text: string | null, count: number, firstAt: string, lastAt: string }> };

export type MonitoringQueryVariables = Exact<{
  onlyUnavailable?: boolean;
}>;


export type MonitoringQuery = { monitoring: { at: string, serviceCounts: { total: number, enabled: number, ready: number, disabled: number, frozen: number, exhausted: number, cooling: number, slowed: number }, services: Array<{ id: string, name: string, domain: string, frozenReason: FrozenReason | null, frozenDetail: string | null, slowedMs: number, quotaLimit: number, quotaUsed: number, quotaRemaining: number, inFlight: number, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null }, rates: { oneMinute: { sent: number, failed: number }, fiveMinutes: { sent: number, failed: number }, fifteenMinutes: { sent: number, failed: number } } }>, quota: { services: number, users: number }, rates: { oneMinute: { sent: number, failed: number, unknown: number, bounced: number, returned: number }, fiveMinutes: { sent: number, failed: number, unknown: number, bounced: number, returned: number }, fifteenMinutes: { sent: number, failed: number, unknown: number, bounced: number, returned: number } }, minutes: Array<{ minute: string, sent: number, failed: number, unknown: number, bounced: number, returned: number }>, tasks: { counts: Array<{ state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, count: number }>, list: Array<{ id: string, name: string, campaignId: string, campaignName: string, userId: string, userName: string, startedAt: string | null, changedAt: string, progress: { taskId: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number, message: { zh: string, en: string } | null } }> }, workers: Array<{ processId: string, host: string | null, version: string | null, startedAt: string | null, leaseEndsAt: string, flushedAt: string | null, lanes: number, claims: number, inFlight: number }>, leadership: { state: LeadershipState, lastSaidAt: string | null, schedulers: number, leader: { processId: string, host: string, version: string, since: string } | null }, lag: { dueTaskMs: number | null, claimMs: number | null, idleServices: number, outcomeMs: number | null }, errors: Array<{ serviceId: string, serviceName: string, code: string, text: string | null, count: number, firstAt: string, lastAt: string }> } };

export type MonitoringChangedSubscriptionVariables = Exact<{
  onlyUnavailable?: boolean;
}>;


export type MonitoringChangedSubscription = { monitoringChanged: { at: string, serviceCounts: { total: number, enabled: number, ready: number, disabled: number, frozen: number, exhausted: number, cooling: number, slowed: number }, services: Array<{ id: string, name: string, domain: string, frozenReason: FrozenReason | null, frozenDetail: string | null, slowedMs: number, quotaLimit: number, quotaUsed: number, quotaRemaining: number, inFlight: number, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null }, rates: { oneMinute: { sent: number, failed: number }, fiveMinutes: { sent: number, failed: number }, fifteenMinutes: { sent: number, failed: number } } }>, quota: { services: number, users: number }, rates: { oneMinute: { sent: number, failed: number, unknown: number, bounced: number, returned: number }, fiveMinutes: { sent: number, failed: number, unknown: number, bounced: number, returned: number }, fifteenMinutes: { sent: number, failed: number, unknown: number, bounced: number, returned: number } }, minutes: Array<{ minute: string, sent: number, failed: number, unknown: number, bounced: number, returned: number }>, tasks: { counts: Array<{ state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, count: number }>, list: Array<{ id: string, name: string, campaignId: string, campaignName: string, userId: string, userName: string, startedAt: string | null, changedAt: string, progress: { taskId: string, state: TaskState, pauseReason: PauseReason | null, waitingReason: WaitingReason | null, total: number, pending: number, sending: number, sent: number, failed: number, unknown: number, skipped: number, cancelled: number, version: number, message: { zh: string, en: string } | null } }> }, workers: Array<{ processId: string, host: string | null, version: string | null, startedAt: string | null, leaseEndsAt: string, flushedAt: string | null, lanes: number, claims: number, inFlight: number }>, leadership: { state: LeadershipState, lastSaidAt: string | null, schedulers: number, leader: { processId: string, host: string, version: string, since: string } | null }, lag: { dueTaskMs: number | null, claimMs: number | null, idleServices: number, outcomeMs: number | null }, errors: Array<{ serviceId: string, serviceName: string, code: string, text: string | null, count: number, firstAt: string, lastAt: string }> } };

export type SendingStatisticsFieldsFragment = { from: string, until: string, sent: number, failed: number, unknown: number, bounced: number, returned: number, failures: number, sentRate: number | null, failedRate: number | null, bouncedRate: number | null, quotaUsed: number | null };

export type ServiceStatisticsQueryVariables = Exact<{
  id: string;
  by: StatisticsStep;
  since: string | Date;
  until?: string | Date | null | undefined;
  zone?: string | null | undefined;
}>;


export type ServiceStatisticsQuery = { emailService: { id: string, statistics: Array<{ from: string, until: string, sent: number, failed: number, unknown: number, bounced: number, returned: number, failures: number, sentRate: number | null, failedRate: number | null, bouncedRate: number | null, quotaUsed: number | null }> } | null };

export type SendingStatisticsQueryVariables = Exact<{
  by: StatisticsStep;
  since: string | Date;
  until?: string | Date | null | undefined;
  zone?: string | null | undefined;
}>;


export type SendingStatisticsQuery = { sendingStatistics: Array<{ from: string, until: string, sent: number, failed: number, unknown: number, bounced: number, returned: number, failures: number, sentRate: number | null, failedRate: number | null, bouncedRate: number | null, quotaUsed: number | null }> };

export type QuotaLogsQueryVariables = Exact<{
  filter?: QuotaLogFilter | null | undefined;
  orderBy?: QuotaLogOrder | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type QuotaLogsQuery = { quotaLogs: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, number: number, delta: number, balanceAfter: number, reason: QuotaReason, note: string | null, taskId: string | null, createdAt: string, actor: { id: string, name: string } | null, user: { id: string, name: string }, task: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AdjustQuotaMutationVariables = Exact<{
  input: AdjustQuotaInput;
}>;


export type AdjustQuotaMutation = { adjustQuota: { user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type QuotaChangedSubscriptionVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type QuotaChangedSubscription = { quotaChanged: { userId: string, quotaRemaining: number, isLow: boolean, lowSince: string | null, threshold: number, isDefaultThreshold: boolean, lastGrant: number | null, version: number } };

export type UserQuotaFieldsFragment = { userId: string, quotaRemaining: number, isLow: boolean, lowSince: string | null, threshold: number, isDefaultThreshold: boolean, lastGrant: number | null, version: number };

export type UserQuotaQueryVariables = Exact<{
  userId: string;
}>;


export type UserQuotaQuery = { user: { id: string, quota: { userId: string, quotaRemaining: number, isLow: boolean, lowSince: string | null, threshold: number, isDefaultThreshold: boolean, lastGrant: number | null, version: number } } | null };

export type QuotaProofQueryVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type QuotaProofQuery = { quotaProof: { userId: string, quotaRemaining: number, ledgerSum: number, rows: number, lastNumber: number, brokenAt: number | null, isConsistent: boolean } | null };

export type SetLowQuotaThresholdMutationVariables = Exact<{
  input: SetLowQuotaThresholdInput;
}>;


export type SetLowQuotaThresholdMutation = { setLowQuotaThreshold: { user: { id: string, quota: { userId: string, quotaRemaining: number, isLow: boolean, lowSince: string | null, threshold: number, isDefaultThreshold: boolean, lastGrant: number | null, version: number } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type TaskQuotaNeedFieldsFragment = { reserved: number, recipients: number | null, missing: number | null, task: { id: string, name: string } };

export type CampaignQuotaNeedFieldsFragment = { needed: number | null, missing: number | null, campaign: { id: string, name: string }, tasks: Array<{ reserved: number, recipients: number | null, missing: number | null, task: { id: string, name: string } }> };

export type QuotaForecastQueryVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type QuotaForecastQuery = { quotaForecast: { userId: string, quotaRemaining: number, openTasks: number, reserved: number, toSend: number, draftsTotal: number, needed: number, missing: number, isComplete: boolean, drafts: Array<{ needed: number | null, missing: number | null, campaign: { id: string, name: string }, tasks: Array<{ reserved: number, recipients: number | null, missing: number | null, task: { id: string, name: string } }> }>, scheduled: Array<{ reserved: number, recipients: number | null, missing: number | null, task: { id: string, name: string } }> } | null };

export type CampaignQuotaNeedQueryVariables = Exact<{
  id: string;
}>;


export type CampaignQuotaNeedQuery = { campaign: { id: string, quotaNeed: { needed: number | null, missing: number | null, campaign: { id: string, name: string }, tasks: Array<{ reserved: number, recipients: number | null, missing: number | null, task: { id: string, name: string } }> } | null } | null };

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


export type SignInMutation = { signIn: { credentials: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string } | null, user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type RefreshSessionMutationVariables = Exact<{
  input: RefreshSessionInput;
}>;


export type RefreshSessionMutation = { refreshSession: { credentials: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string } | null, user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type SignOutMutationVariables = Exact<{ [key: string]: never; }>;


export type SignOutMutation = { signOut: { userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: { endedCount: number | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type SessionFieldsFragment = { id: string, userAgent: string, address: string, createdAt: string, lastUsedAt: string, expiresAt: string, endedAt: string | null, endedReason: SessionEndedReason | null, isCurrent: boolean, isAlive: boolean };

export type SessionsQueryVariables = Exact<{
  filter?: SessionFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionsQuery = { sessions: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, userAgent: string, address: string, createdAt: string, lastUsedAt: string, expiresAt: string, endedAt: string | null, endedReason: SessionEndedReason | null, isCurrent: boolean, isAlive: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type EndSessionMutationVariables = Exact<{
  input: EndSessionInput;
}>;


export type EndSessionMutation = { endSession: { session: { id: string, userAgent: string, address: string, createdAt: string, lastUsedAt: string, expiresAt: string, endedAt: string | null, endedReason: SessionEndedReason | null, isCurrent: boolean, isAlive: boolean } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type EndOtherSessionsMutationVariables = Exact<{ [key: string]: never; }>;


export type EndOtherSessionsMutation = { endOtherSessions: { endedCount: number | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type EndUserSessionsMutationVariables = Exact<{
  input: EndUserSessionsInput;
}>;


export type EndUserSessionsMutation = { endUserSessions: { endedCount: number | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

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

export type PersonalTokenFieldsFragment = { id: string, name: string, scope: TokenScope, hint: string, createdAt: string, expiresAt: string, lastUsedAt: string | null, lastUsedAddress: string | null, revokedAt: string | null, revokedReason: TokenRevokedReason | null, isAlive: boolean };

export type PersonalTokensQueryVariables = Exact<{
  filter?: PersonalTokenFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type PersonalTokensQuery = { personalTokens: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, scope: TokenScope, hint: string, createdAt: string, expiresAt: string, lastUsedAt: string | null, lastUsedAddress: string | null, revokedAt: string | null, revokedReason: TokenRevokedReason | null, isAlive: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreatePersonalTokenMutationVariables = Exact<{
  input: CreatePersonalTokenInput;
}>;


export type CreatePersonalTokenMutation = { createPersonalToken: { token: string | null, personalToken: { id: string, name: string, scope: TokenScope, hint: string, createdAt: string, expiresAt: string, lastUsedAt: string | null, lastUsedAddress: string | null, revokedAt: string | null, revokedReason: TokenRevokedReason | null, isAlive: boolean } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type RevokePersonalTokenMutationVariables = Exact<{
  input: RevokePersonalTokenInput;
}>;


export type RevokePersonalTokenMutation = { revokePersonalToken: { personalToken: { id: string, name: string, scope: TokenScope, hint: string, createdAt: string, expiresAt: string, lastUsedAt: string | null, lastUsedAddress: string | null, revokedAt: string | null, revokedReason: TokenRevokedReason | null, isAlive: boolean } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type UserFieldsFragment = { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null };

export type UserQueryVariables = Exact<{
  id: string;
}>;


export type UserQuery = { user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null };

export type UsersQueryVariables = Exact<{
  filter?: UserFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type UsersQuery = { users: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { createUser: { user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type UpdateUserMutationVariables = Exact<{
  input: UpdateUserInput;
}>;


export type UpdateUserMutation = { updateUser: { user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type DeleteUserMutationVariables = Exact<{
  input: DeleteUserInput;
}>;


export type DeleteUserMutation = { deleteUser: { deletedId: string | null, archivedUser: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: { user: { id: string, name: string, email: string, role: Role, isEnabled: boolean, state: UserState, archivedAt: string | null, quotaRemaining: number, createdAt: string, lastSignInAt: string | null, lastSignInAddress: string | null } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

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
export const AlertFieldsFragmentDoc = new TypedDocumentString(`
    fragment AlertFields on Alert {
  id
  rule
  severity
  state
  subjectKind
  subjectId
  text {
    zh
    en
  }
  values {
    name
    value
  }
  owner {
    id
    name
  }
  raisedAt
  lastSeenAt
  resolvedAt
  acknowledgedAt
  acknowledgedBy {
    id
    name
  }
}
    `, {"fragmentName":"AlertFields"}) as unknown as TypedDocumentString<AlertFieldsFragment, unknown>;
export const AlertSettingFieldsFragmentDoc = new TypedDocumentString(`
    fragment AlertSettingFields on AlertSetting {
  rule
  isEnabled
  severity
  threshold
  windowSeconds
  atLeast
  clearSeconds
  quietSeconds
}
    `, {"fragmentName":"AlertSettingFields"}) as unknown as TypedDocumentString<AlertSettingFieldsFragment, unknown>;
export const AlertWebhookFieldsFragmentDoc = new TypedDocumentString(`
    fragment AlertWebhookFields on AlertWebhook {
  id
  name
  url
  isEnabled
  isGone
  rules
  severities
  secretHint
  previousUntil
  createdAt
  updatedAt
}
    `, {"fragmentName":"AlertWebhookFields"}) as unknown as TypedDocumentString<AlertWebhookFieldsFragment, unknown>;
export const AlertDeliveryFieldsFragmentDoc = new TypedDocumentString(`
    fragment AlertDeliveryFields on AlertDelivery {
  id
  alertId
  type
  state
  nextAttemptAt
  createdAt
  attempts {
    number
    at
    status
    latencyMs
    error
  }
}
    `, {"fragmentName":"AlertDeliveryFields"}) as unknown as TypedDocumentString<AlertDeliveryFieldsFragment, unknown>;
export const AlertMailFieldsFragmentDoc = new TypedDocumentString(`
    fragment AlertMailFields on AlertMailSettings {
  isEnabled
  serviceId
  senderLocalPart
  displayName
  toAdministrators
  recipients
  rules
  severities
  updatedAt
}
    `, {"fragmentName":"AlertMailFields"}) as unknown as TypedDocumentString<AlertMailFieldsFragment, unknown>;
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
export const DashboardTaskFieldsFragmentDoc = new TypedDocumentString(`
    fragment DashboardTaskFields on Task {
  id
  name
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  progress {
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
}`, {"fragmentName":"DashboardTaskFields"}) as unknown as TypedDocumentString<DashboardTaskFieldsFragment, unknown>;
export const AvailabilitySummaryFieldsFragmentDoc = new TypedDocumentString(`
    fragment AvailabilitySummaryFields on AvailabilitySummary {
  services
  available
  cooling
  exhausted
  frozen
  disabled
  quotaRemaining
}
    `, {"fragmentName":"AvailabilitySummaryFields"}) as unknown as TypedDocumentString<AvailabilitySummaryFieldsFragment, unknown>;
export const AvailabilityWarningFieldsFragmentDoc = new TypedDocumentString(`
    fragment AvailabilityWarningFields on AvailabilityWarning {
  code
  text {
    zh
    en
  }
  until
}
    `, {"fragmentName":"AvailabilityWarningFields"}) as unknown as TypedDocumentString<AvailabilityWarningFieldsFragment, unknown>;
export const OutcomeRatesFieldsFragmentDoc = new TypedDocumentString(`
    fragment OutcomeRatesFields on OutcomeRates {
  sent
  failed
  unknown
  bounced
  returned
}
    `, {"fragmentName":"OutcomeRatesFields"}) as unknown as TypedDocumentString<OutcomeRatesFieldsFragment, unknown>;
export const SendingRatesFieldsFragmentDoc = new TypedDocumentString(`
    fragment SendingRatesFields on SendingRates {
  oneMinute {
    ...OutcomeRatesFields
  }
  fiveMinutes {
    ...OutcomeRatesFields
  }
  fifteenMinutes {
    ...OutcomeRatesFields
  }
}
    fragment OutcomeRatesFields on OutcomeRates {
  sent
  failed
  unknown
  bounced
  returned
}`, {"fragmentName":"SendingRatesFields"}) as unknown as TypedDocumentString<SendingRatesFieldsFragment, unknown>;
export const MonitoringFieldsFragmentDoc = new TypedDocumentString(`
    fragment MonitoringFields on Monitoring {
  at
  serviceCounts {
    total
    enabled
    ready
    disabled
    frozen
    exhausted
    cooling
    slowed
  }
  services(onlyUnavailable: $onlyUnavailable) {
    id
    name
    domain
    availability {
      isAvailable
      cause
      until
    }
    frozenReason
    frozenDetail
    slowedMs
    quotaLimit
    quotaUsed
    quotaRemaining
    inFlight
    rates {
      oneMinute {
        sent
        failed
      }
      fiveMinutes {
        sent
        failed
      }
      fifteenMinutes {
        sent
        failed
      }
    }
  }
  quota {
    services
    users
  }
  rates {
    ...SendingRatesFields
  }
  minutes {
    minute
    sent
    failed
    unknown
    bounced
    returned
  }
  tasks {
    counts {
      state
      pauseReason
      waitingReason
      count
    }
    list {
      id
      name
      campaignId
      campaignName
      userId
      userName
      startedAt
      changedAt
      progress {
        ...TaskProgressFields
      }
    }
  }
  workers {
    processId
    host
    version
    startedAt
    leaseEndsAt
    flushedAt
    lanes
    claims
    inFlight
  }
  leadership {
    state
    leader {
      processId
      host
      version
      since
    }
    lastSaidAt
    schedulers
  }
  lag {
    dueTaskMs
    claimMs
    idleServices
    outcomeMs
  }
  errors {
    serviceId
    serviceName
    code
    text
    count
    firstAt
    lastAt
  }
}
    fragment OutcomeRatesFields on OutcomeRates {
  sent
  failed
  unknown
  bounced
  returned
}
fragment SendingRatesFields on SendingRates {
  oneMinute {
    ...OutcomeRatesFields
  }
  fiveMinutes {
    ...OutcomeRatesFields
  }
  fifteenMinutes {
    ...OutcomeRatesFields
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
}`, {"fragmentName":"MonitoringFields"}) as unknown as TypedDocumentString<MonitoringFieldsFragment, unknown>;
export const SendingStatisticsFieldsFragmentDoc = new TypedDocumentString(`
    fragment SendingStatisticsFields on SendingStatistics {
  from
  until
  sent
  failed
  unknown
  bounced
  returned
  failures
  sentRate
  failedRate
  bouncedRate
  quotaUsed
}
    `, {"fragmentName":"SendingStatisticsFields"}) as unknown as TypedDocumentString<SendingStatisticsFieldsFragment, unknown>;
export const UserQuotaFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserQuotaFields on UserQuota {
  userId
  quotaRemaining
  isLow
  lowSince
  threshold
  isDefaultThreshold
  lastGrant
  version
}
    `, {"fragmentName":"UserQuotaFields"}) as unknown as TypedDocumentString<UserQuotaFieldsFragment, unknown>;
export const TaskQuotaNeedFieldsFragmentDoc = new TypedDocumentString(`
    fragment TaskQuotaNeedFields on TaskQuotaNeed {
  task {
    id
    name
  }
  reserved
  recipients
  missing
}
    `, {"fragmentName":"TaskQuotaNeedFields"}) as unknown as TypedDocumentString<TaskQuotaNeedFieldsFragment, unknown>;
export const CampaignQuotaNeedFieldsFragmentDoc = new TypedDocumentString(`
    fragment CampaignQuotaNeedFields on CampaignQuotaNeed {
  campaign {
    id
    name
  }
  needed
  missing
  tasks {
    ...TaskQuotaNeedFields
  }
}
    fragment TaskQuotaNeedFields on TaskQuotaNeed {
  task {
    id
    name
  }
  reserved
  recipients
  missing
}`, {"fragmentName":"CampaignQuotaNeedFields"}) as unknown as TypedDocumentString<CampaignQuotaNeedFieldsFragment, unknown>;
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
export const SessionFieldsFragmentDoc = new TypedDocumentString(`
    fragment SessionFields on Session {
  id
  userAgent
  address
  createdAt
  lastUsedAt
  expiresAt
  endedAt
  endedReason
  isCurrent
  isAlive
}
    `, {"fragmentName":"SessionFields"}) as unknown as TypedDocumentString<SessionFieldsFragment, unknown>;
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
export const PersonalTokenFieldsFragmentDoc = new TypedDocumentString(`
    fragment PersonalTokenFields on PersonalToken {
  id
  name
  scope
  hint
  createdAt
  expiresAt
  lastUsedAt
  lastUsedAddress
  revokedAt
  revokedReason
  isAlive
}
    `, {"fragmentName":"PersonalTokenFields"}) as unknown as TypedDocumentString<PersonalTokenFieldsFragment, unknown>;
export const UserFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserFields on User {
  id
  name
  email
  role
  isEnabled
  state
  archivedAt
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}
    `, {"fragmentName":"UserFields"}) as unknown as TypedDocumentString<UserFieldsFragment, unknown>;
export const AlertsDocument = new TypedDocumentString(`
    query Alerts($filter: AlertFilter, $first: Int, $after: String) {
  alerts(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...AlertFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment AlertFields on Alert {
  id
  rule
  severity
  state
  subjectKind
  subjectId
  text {
    zh
    en
  }
  values {
    name
    value
  }
  owner {
    id
    name
  }
  raisedAt
  lastSeenAt
  resolvedAt
  acknowledgedAt
  acknowledgedBy {
    id
    name
  }
}`) as unknown as TypedDocumentString<AlertsQuery, AlertsQueryVariables>;
export const AcknowledgeAlertDocument = new TypedDocumentString(`
    mutation AcknowledgeAlert($input: AcknowledgeAlertInput!) {
  acknowledgeAlert(input: $input) {
    alert {
      ...AlertFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AlertFields on Alert {
  id
  rule
  severity
  state
  subjectKind
  subjectId
  text {
    zh
    en
  }
  values {
    name
    value
  }
  owner {
    id
    name
  }
  raisedAt
  lastSeenAt
  resolvedAt
  acknowledgedAt
  acknowledgedBy {
    id
    name
  }
}`) as unknown as TypedDocumentString<AcknowledgeAlertMutation, AcknowledgeAlertMutationVariables>;
export const AlertsChangedDocument = new TypedDocumentString(`
    subscription AlertsChanged($after: Int) {
  alertsChanged(after: $after) {
    position
    hasGap
    alerts {
      ...AlertFields
    }
  }
}
    fragment AlertFields on Alert {
  id
  rule
  severity
  state
  subjectKind
  subjectId
  text {
    zh
    en
  }
  values {
    name
    value
  }
  owner {
    id
    name
  }
  raisedAt
  lastSeenAt
  resolvedAt
  acknowledgedAt
  acknowledgedBy {
    id
    name
  }
}`) as unknown as TypedDocumentString<AlertsChangedSubscription, AlertsChangedSubscriptionVariables>;
export const AlertSettingsDocument = new TypedDocumentString(`
    query AlertSettings {
  alertSettings {
    ...AlertSettingFields
  }
}
    fragment AlertSettingFields on AlertSetting {
  rule
  isEnabled
  severity
  threshold
  windowSeconds
  atLeast
  clearSeconds
  quietSeconds
}`) as unknown as TypedDocumentString<AlertSettingsQuery, AlertSettingsQueryVariables>;
export const UpdateAlertSettingsDocument = new TypedDocumentString(`
    mutation UpdateAlertSettings($input: UpdateAlertSettingsInput!) {
  updateAlertSettings(input: $input) {
    alertSettings {
      ...AlertSettingFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AlertSettingFields on AlertSetting {
  rule
  isEnabled
  severity
  threshold
  windowSeconds
  atLeast
  clearSeconds
  quietSeconds
}`) as unknown as TypedDocumentString<UpdateAlertSettingsMutation, UpdateAlertSettingsMutationVariables>;
export const AlertMailSettingsDocument = new TypedDocumentString(`
    query AlertMailSettings {
  alertMailSettings {
    ...AlertMailFields
  }
}
    fragment AlertMailFields on AlertMailSettings {
  isEnabled
  serviceId
  senderLocalPart
  displayName
  toAdministrators
  recipients
  rules
  severities
  updatedAt
}`) as unknown as TypedDocumentString<AlertMailSettingsQuery, AlertMailSettingsQueryVariables>;
export const UpdateAlertMailSettingsDocument = new TypedDocumentString(`
    mutation UpdateAlertMailSettings($input: UpdateAlertMailSettingsInput!) {
  updateAlertMailSettings(input: $input) {
    alertMailSettings {
      ...AlertMailFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AlertMailFields on AlertMailSettings {
  isEnabled
  serviceId
  senderLocalPart
  displayName
  toAdministrators
  recipients
  rules
  severities
  updatedAt
}`) as unknown as TypedDocumentString<UpdateAlertMailSettingsMutation, UpdateAlertMailSettingsMutationVariables>;
export const AlertWebhooksDocument = new TypedDocumentString(`
    query AlertWebhooks($first: Int, $after: String) {
  alertWebhooks(first: $first, after: $after) {
    edges {
      cursor
      node {
        ...AlertWebhookFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment AlertWebhookFields on AlertWebhook {
  id
  name
  url
  isEnabled
  isGone
  rules
  severities
  secretHint
  previousUntil
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<AlertWebhooksQuery, AlertWebhooksQueryVariables>;
export const AlertWebhookDocument = new TypedDocumentString(`
    query AlertWebhook($id: ID!, $first: Int, $after: String) {
  alertWebhook(id: $id) {
    ...AlertWebhookFields
    deliveries(first: $first, after: $after) {
      edges {
        node {
          ...AlertDeliveryFields
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
    fragment AlertWebhookFields on AlertWebhook {
  id
  name
  url
  isEnabled
  isGone
  rules
  severities
  secretHint
  previousUntil
  createdAt
  updatedAt
}
fragment AlertDeliveryFields on AlertDelivery {
  id
  alertId
  type
  state
  nextAttemptAt
  createdAt
  attempts {
    number
    at
    status
    latencyMs
    error
  }
}`) as unknown as TypedDocumentString<AlertWebhookQuery, AlertWebhookQueryVariables>;
export const CreateAlertWebhookDocument = new TypedDocumentString(`
    mutation CreateAlertWebhook($input: CreateAlertWebhookInput!) {
  createAlertWebhook(input: $input) {
    alertWebhook {
      ...AlertWebhookFields
    }
    secret
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AlertWebhookFields on AlertWebhook {
  id
  name
  url
  isEnabled
  isGone
  rules
  severities
  secretHint
  previousUntil
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<CreateAlertWebhookMutation, CreateAlertWebhookMutationVariables>;
export const UpdateAlertWebhookDocument = new TypedDocumentString(`
    mutation UpdateAlertWebhook($input: UpdateAlertWebhookInput!) {
  updateAlertWebhook(input: $input) {
    alertWebhook {
      ...AlertWebhookFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AlertWebhookFields on AlertWebhook {
  id
  name
  url
  isEnabled
  isGone
  rules
  severities
  secretHint
  previousUntil
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<UpdateAlertWebhookMutation, UpdateAlertWebhookMutationVariables>;
export const DeleteAlertWebhookDocument = new TypedDocumentString(`
    mutation DeleteAlertWebhook($input: AlertWebhookIdInput!) {
  deleteAlertWebhook(input: $input) {
    id
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<DeleteAlertWebhookMutation, DeleteAlertWebhookMutationVariables>;
export const RotateAlertWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateAlertWebhookSecret($input: AlertWebhookIdInput!) {
  rotateAlertWebhookSecret(input: $input) {
    alertWebhook {
      ...AlertWebhookFields
    }
    secret
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AlertWebhookFields on AlertWebhook {
  id
  name
  url
  isEnabled
  isGone
  rules
  severities
  secretHint
  previousUntil
  createdAt
  updatedAt
}`) as unknown as TypedDocumentString<RotateAlertWebhookSecretMutation, RotateAlertWebhookSecretMutationVariables>;
export const TestAlertWebhookDocument = new TypedDocumentString(`
    mutation TestAlertWebhook($input: AlertWebhookIdInput!) {
  testAlertWebhook(input: $input) {
    alertDelivery {
      ...AlertDeliveryFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment AlertDeliveryFields on AlertDelivery {
  id
  alertId
  type
  state
  nextAttemptAt
  createdAt
  attempts {
    number
    at
    status
    latencyMs
    error
  }
}`) as unknown as TypedDocumentString<TestAlertWebhookMutation, TestAlertWebhookMutationVariables>;
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
export const DashboardDocument = new TypedDocumentString(`
    query Dashboard($userId: ID, $first: Int) {
  dashboard(userId: $userId) {
    user {
      id
      name
    }
    quota {
      ...UserQuotaFields
    }
    tasks {
      draft
      scheduled
      preparing
      sending
      paused
      pauses {
        reason
        count
        message {
          zh
          en
        }
      }
      nextPlannedAt
    }
    runningTasks(first: $first) {
      edges {
        node {
          ...DashboardTaskFields
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
    pausedTasks(first: $first) {
      edges {
        node {
          ...DashboardTaskFields
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
    services {
      services {
        ...MappedServiceFields
      }
      isAnyAvailable
      summary {
        ...AvailabilitySummaryFields
      }
      warning {
        ...AvailabilityWarningFields
      }
    }
  }
}
    fragment DashboardTaskFields on Task {
  id
  name
  state
  pauseReason
  waitingReason
  message {
    zh
    en
  }
  progress {
    ...TaskProgressFields
  }
}
fragment AvailabilitySummaryFields on AvailabilitySummary {
  services
  available
  cooling
  exhausted
  frozen
  disabled
  quotaRemaining
}
fragment AvailabilityWarningFields on AvailabilityWarning {
  code
  text {
    zh
    en
  }
  until
}
fragment UserQuotaFields on UserQuota {
  userId
  quotaRemaining
  isLow
  lowSince
  threshold
  isDefaultThreshold
  lastGrant
  version
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
}`) as unknown as TypedDocumentString<DashboardQuery, DashboardQueryVariables>;
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
export const ServiceAvailabilityDocument = new TypedDocumentString(`
    query ServiceAvailability($userId: ID) {
  serviceMapping(userId: $userId) {
    user {
      id
      name
    }
    services {
      ...MappedServiceFields
    }
    isAnyAvailable
    summary {
      ...AvailabilitySummaryFields
    }
    warning {
      ...AvailabilityWarningFields
    }
    suggestions {
      service {
        ...MappedServiceFields
      }
      quotaRemaining
      users
      intervalMs
      reasons
    }
  }
}
    fragment AvailabilitySummaryFields on AvailabilitySummary {
  services
  available
  cooling
  exhausted
  frozen
  disabled
  quotaRemaining
}
fragment AvailabilityWarningFields on AvailabilityWarning {
  code
  text {
    zh
    en
  }
  until
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
}`) as unknown as TypedDocumentString<ServiceAvailabilityQuery, ServiceAvailabilityQueryVariables>;
export const ServiceMappingsDocument = new TypedDocumentString(`
    query ServiceMappings($filter: ServiceMappingFilter, $first: Int, $after: String) {
  serviceMappings(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        user {
          id
          name
        }
        services {
          ...MappedServiceFields
        }
        isAnyAvailable
        summary {
          ...AvailabilitySummaryFields
        }
        warning {
          ...AvailabilityWarningFields
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
    fragment AvailabilitySummaryFields on AvailabilitySummary {
  services
  available
  cooling
  exhausted
  frozen
  disabled
  quotaRemaining
}
fragment AvailabilityWarningFields on AvailabilityWarning {
  code
  text {
    zh
    en
  }
  until
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
}`) as unknown as TypedDocumentString<ServiceMappingsQuery, ServiceMappingsQueryVariables>;
export const AvailabilityChangedDocument = new TypedDocumentString(`
    subscription AvailabilityChanged($userId: ID) {
  availabilityChanged(userId: $userId) {
    userId
    services {
      ...MappedServiceFields
    }
    isAnyAvailable
    summary {
      ...AvailabilitySummaryFields
    }
    warning {
      ...AvailabilityWarningFields
    }
  }
}
    fragment AvailabilitySummaryFields on AvailabilitySummary {
  services
  available
  cooling
  exhausted
  frozen
  disabled
  quotaRemaining
}
fragment AvailabilityWarningFields on AvailabilityWarning {
  code
  text {
    zh
    en
  }
  until
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
}`) as unknown as TypedDocumentString<AvailabilityChangedSubscription, AvailabilityChangedSubscriptionVariables>;
export const MonitoringDocument = new TypedDocumentString(`
    query Monitoring($onlyUnavailable: Boolean! = false) {
  monitoring {
    ...MonitoringFields
  }
}
    fragment OutcomeRatesFields on OutcomeRates {
  sent
  failed
  unknown
  bounced
  returned
}
fragment SendingRatesFields on SendingRates {
  oneMinute {
    ...OutcomeRatesFields
  }
  fiveMinutes {
    ...OutcomeRatesFields
  }
  fifteenMinutes {
    ...OutcomeRatesFields
  }
}
fragment MonitoringFields on Monitoring {
  at
  serviceCounts {
    total
    enabled
    ready
    disabled
    frozen
    exhausted
    cooling
    slowed
  }
  services(onlyUnavailable: $onlyUnavailable) {
    id
    name
    domain
    availability {
      isAvailable
      cause
      until
    }
    frozenReason
    frozenDetail
    slowedMs
    quotaLimit
    quotaUsed
    quotaRemaining
    inFlight
    rates {
      oneMinute {
        sent
        failed
      }
      fiveMinutes {
        sent
        failed
      }
      fifteenMinutes {
        sent
        failed
      }
    }
  }
  quota {
    services
    users
  }
  rates {
    ...SendingRatesFields
  }
  minutes {
    minute
    sent
    failed
    unknown
    bounced
    returned
  }
  tasks {
    counts {
      state
      pauseReason
      waitingReason
      count
    }
    list {
      id
      name
      campaignId
      campaignName
      userId
      userName
      startedAt
      changedAt
      progress {
        ...TaskProgressFields
      }
    }
  }
  workers {
    processId
    host
    version
    startedAt
    leaseEndsAt
    flushedAt
    lanes
    claims
    inFlight
  }
  leadership {
    state
    leader {
      processId
      host
      version
      since
    }
    lastSaidAt
    schedulers
  }
  lag {
    dueTaskMs
    claimMs
    idleServices
    outcomeMs
  }
  errors {
    serviceId
    serviceName
    code
    text
    count
    firstAt
    lastAt
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
}`) as unknown as TypedDocumentString<MonitoringQuery, MonitoringQueryVariables>;
export const MonitoringChangedDocument = new TypedDocumentString(`
    subscription MonitoringChanged($onlyUnavailable: Boolean! = false) {
  monitoringChanged {
    ...MonitoringFields
  }
}
    fragment OutcomeRatesFields on OutcomeRates {
  sent
  failed
  unknown
  bounced
  returned
}
fragment SendingRatesFields on SendingRates {
  oneMinute {
    ...OutcomeRatesFields
  }
  fiveMinutes {
    ...OutcomeRatesFields
  }
  fifteenMinutes {
    ...OutcomeRatesFields
  }
}
fragment MonitoringFields on Monitoring {
  at
  serviceCounts {
    total
    enabled
    ready
    disabled
    frozen
    exhausted
    cooling
    slowed
  }
  services(onlyUnavailable: $onlyUnavailable) {
    id
    name
    domain
    availability {
      isAvailable
      cause
      until
    }
    frozenReason
    frozenDetail
    slowedMs
    quotaLimit
    quotaUsed
    quotaRemaining
    inFlight
    rates {
      oneMinute {
        sent
        failed
      }
      fiveMinutes {
        sent
        failed
      }
      fifteenMinutes {
        sent
        failed
      }
    }
  }
  quota {
    services
    users
  }
  rates {
    ...SendingRatesFields
  }
  minutes {
    minute
    sent
    failed
    unknown
    bounced
    returned
  }
  tasks {
    counts {
      state
      pauseReason
      waitingReason
      count
    }
    list {
      id
      name
      campaignId
      campaignName
      userId
      userName
      startedAt
      changedAt
      progress {
        ...TaskProgressFields
      }
    }
  }
  workers {
    processId
    host
    version
    startedAt
    leaseEndsAt
    flushedAt
    lanes
    claims
    inFlight
  }
  leadership {
    state
    leader {
      processId
      host
      version
      since
    }
    lastSaidAt
    schedulers
  }
  lag {
    dueTaskMs
    claimMs
    idleServices
    outcomeMs
  }
  errors {
    serviceId
    serviceName
    code
    text
    count
    firstAt
    lastAt
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
}`) as unknown as TypedDocumentString<MonitoringChangedSubscription, MonitoringChangedSubscriptionVariables>;
export const ServiceStatisticsDocument = new TypedDocumentString(`
    query ServiceStatistics($id: ID!, $by: StatisticsStep!, $since: DateTime!, $until: DateTime, $zone: String) {
  emailService(id: $id) {
    id
    statistics(by: $by, since: $since, until: $until, zone: $zone) {
      ...SendingStatisticsFields
    }
  }
}
    fragment SendingStatisticsFields on SendingStatistics {
  from
  until
  sent
  failed
  unknown
  bounced
  returned
  failures
  sentRate
  failedRate
  bouncedRate
  quotaUsed
}`) as unknown as TypedDocumentString<ServiceStatisticsQuery, ServiceStatisticsQueryVariables>;
export const SendingStatisticsDocument = new TypedDocumentString(`
    query SendingStatistics($by: StatisticsStep!, $since: DateTime!, $until: DateTime, $zone: String) {
  sendingStatistics(by: $by, since: $since, until: $until, zone: $zone) {
    ...SendingStatisticsFields
  }
}
    fragment SendingStatisticsFields on SendingStatistics {
  from
  until
  sent
  failed
  unknown
  bounced
  returned
  failures
  sentRate
  failedRate
  bouncedRate
  quotaUsed
}`) as unknown as TypedDocumentString<SendingStatisticsQuery, SendingStatisticsQueryVariables>;
export const QuotaLogsDocument = new TypedDocumentString(`
    query QuotaLogs($filter: QuotaLogFilter, $orderBy: QuotaLogOrder, $first: Int, $after: String) {
  quotaLogs(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    edges {
      cursor
      node {
        id
        number
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
        user {
          id
          name
        }
        task {
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
  state
  archivedAt
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
    isLow
    lowSince
    threshold
    isDefaultThreshold
    lastGrant
    version
  }
}
    `) as unknown as TypedDocumentString<QuotaChangedSubscription, QuotaChangedSubscriptionVariables>;
export const UserQuotaDocument = new TypedDocumentString(`
    query UserQuota($userId: ID!) {
  user(id: $userId) {
    id
    quota {
      ...UserQuotaFields
    }
  }
}
    fragment UserQuotaFields on UserQuota {
  userId
  quotaRemaining
  isLow
  lowSince
  threshold
  isDefaultThreshold
  lastGrant
  version
}`) as unknown as TypedDocumentString<UserQuotaQuery, UserQuotaQueryVariables>;
export const QuotaProofDocument = new TypedDocumentString(`
    query QuotaProof($userId: ID) {
  quotaProof(userId: $userId) {
    userId
    quotaRemaining
    ledgerSum
    rows
    lastNumber
    brokenAt
    isConsistent
  }
}
    `) as unknown as TypedDocumentString<QuotaProofQuery, QuotaProofQueryVariables>;
export const SetLowQuotaThresholdDocument = new TypedDocumentString(`
    mutation SetLowQuotaThreshold($input: SetLowQuotaThresholdInput!) {
  setLowQuotaThreshold(input: $input) {
    user {
      id
      quota {
        ...UserQuotaFields
      }
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment UserQuotaFields on UserQuota {
  userId
  quotaRemaining
  isLow
  lowSince
  threshold
  isDefaultThreshold
  lastGrant
  version
}`) as unknown as TypedDocumentString<SetLowQuotaThresholdMutation, SetLowQuotaThresholdMutationVariables>;
export const QuotaForecastDocument = new TypedDocumentString(`
    query QuotaForecast($userId: ID) {
  quotaForecast(userId: $userId) {
    userId
    quotaRemaining
    openTasks
    reserved
    toSend
    draftsTotal
    drafts {
      ...CampaignQuotaNeedFields
    }
    scheduled {
      ...TaskQuotaNeedFields
    }
    needed
    missing
    isComplete
  }
}
    fragment TaskQuotaNeedFields on TaskQuotaNeed {
  task {
    id
    name
  }
  reserved
  recipients
  missing
}
fragment CampaignQuotaNeedFields on CampaignQuotaNeed {
  campaign {
    id
    name
  }
  needed
  missing
  tasks {
    ...TaskQuotaNeedFields
  }
}`) as unknown as TypedDocumentString<QuotaForecastQuery, QuotaForecastQueryVariables>;
export const CampaignQuotaNeedDocument = new TypedDocumentString(`
    query CampaignQuotaNeed($id: ID!) {
  campaign(id: $id) {
    id
    quotaNeed {
      ...CampaignQuotaNeedFields
    }
  }
}
    fragment TaskQuotaNeedFields on TaskQuotaNeed {
  task {
    id
    name
  }
  reserved
  recipients
  missing
}
fragment CampaignQuotaNeedFields on CampaignQuotaNeed {
  campaign {
    id
    name
  }
  needed
  missing
  tasks {
    ...TaskQuotaNeedFields
  }
}`) as unknown as TypedDocumentString<CampaignQuotaNeedQuery, CampaignQuotaNeedQueryVariables>;
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
  state
  archivedAt
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
  state
  archivedAt
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
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input) {
    endedCount
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions($filter: SessionFilter, $first: Int, $after: String) {
  sessions(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...SessionFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment SessionFields on Session {
  id
  userAgent
  address
  createdAt
  lastUsedAt
  expiresAt
  endedAt
  endedReason
  isCurrent
  isAlive
}`) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const EndSessionDocument = new TypedDocumentString(`
    mutation EndSession($input: EndSessionInput!) {
  endSession(input: $input) {
    session {
      ...SessionFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment SessionFields on Session {
  id
  userAgent
  address
  createdAt
  lastUsedAt
  expiresAt
  endedAt
  endedReason
  isCurrent
  isAlive
}`) as unknown as TypedDocumentString<EndSessionMutation, EndSessionMutationVariables>;
export const EndOtherSessionsDocument = new TypedDocumentString(`
    mutation EndOtherSessions {
  endOtherSessions {
    endedCount
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<EndOtherSessionsMutation, EndOtherSessionsMutationVariables>;
export const EndUserSessionsDocument = new TypedDocumentString(`
    mutation EndUserSessions($input: EndUserSessionsInput!) {
  endUserSessions(input: $input) {
    endedCount
    userErrors {
      code
      message
      field
    }
  }
}
    `) as unknown as TypedDocumentString<EndUserSessionsMutation, EndUserSessionsMutationVariables>;
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
export const PersonalTokensDocument = new TypedDocumentString(`
    query PersonalTokens($filter: PersonalTokenFilter, $first: Int, $after: String) {
  personalTokens(filter: $filter, first: $first, after: $after) {
    edges {
      cursor
      node {
        ...PersonalTokenFields
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount
  }
}
    fragment PersonalTokenFields on PersonalToken {
  id
  name
  scope
  hint
  createdAt
  expiresAt
  lastUsedAt
  lastUsedAddress
  revokedAt
  revokedReason
  isAlive
}`) as unknown as TypedDocumentString<PersonalTokensQuery, PersonalTokensQueryVariables>;
export const CreatePersonalTokenDocument = new TypedDocumentString(`
    mutation CreatePersonalToken($input: CreatePersonalTokenInput!) {
  createPersonalToken(input: $input) {
    token
    personalToken {
      ...PersonalTokenFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PersonalTokenFields on PersonalToken {
  id
  name
  scope
  hint
  createdAt
  expiresAt
  lastUsedAt
  lastUsedAddress
  revokedAt
  revokedReason
  isAlive
}`) as unknown as TypedDocumentString<CreatePersonalTokenMutation, CreatePersonalTokenMutationVariables>;
export const RevokePersonalTokenDocument = new TypedDocumentString(`
    mutation RevokePersonalToken($input: RevokePersonalTokenInput!) {
  revokePersonalToken(input: $input) {
    personalToken {
      ...PersonalTokenFields
    }
    userErrors {
      code
      message
      field
    }
  }
}
    fragment PersonalTokenFields on PersonalToken {
  id
  name
  scope
  hint
  createdAt
  expiresAt
  lastUsedAt
  lastUsedAddress
  revokedAt
  revokedReason
  isAlive
}`) as unknown as TypedDocumentString<RevokePersonalTokenMutation, RevokePersonalTokenMutationVariables>;
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
  state
  archivedAt
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
  state
  archivedAt
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<UserQuery, UserQueryVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users($filter: UserFilter, $first: Int, $after: String) {
  users(filter: $filter, first: $first, after: $after) {
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
  state
  archivedAt
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
  state
  archivedAt
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
  state
  archivedAt
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<UpdateUserMutation, UpdateUserMutationVariables>;
export const DeleteUserDocument = new TypedDocumentString(`
    mutation DeleteUser($input: DeleteUserInput!) {
  deleteUser(input: $input) {
    deletedId
    archivedUser {
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
  state
  archivedAt
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<DeleteUserMutation, DeleteUserMutationVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input) {
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
  state
  archivedAt
  quotaRemaining
  createdAt
  lastSignInAt
  lastSignInAddress
}`) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;