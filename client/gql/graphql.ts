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

/** What carries events between processes. */
export type BusKind =
  /** Nothing: there is one process. */
  | 'MEMORY'
  /** Redis. */
  | 'REDIS';

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
  /** Its name, at most 100 characters. */
  name: string;
  /** The least interval between two mails in milliseconds; 0 = unpaced. */
  paceMs?: number;
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

/** A sender to be deleted. */
export type DeleteSenderInput = {
  /** The sender to delete. */
  id: string;
};

/** The service that is meant. */
export type EmailServiceIdInput = {
  /** The id of the service. */
  id: string;
};

/** What to change of a service; what is left out stays. */
export type EmailServicePatch = {
  /** How many mails it may send a day; holds at once. */
  dailyQuota?: number | null | undefined;
  /** The domain of From addresses. */
  domain?: string | null | undefined;
  /** All settings of an EngageLab service. */
  engagelab?: EngagelabInput | null | undefined;
  /** How many failures in a row freeze it. */
  freezeThreshold?: number | null | undefined;
  /** Within how many seconds they must lie; null for no limit. */
  freezeWindowSeconds?: number | null | undefined;
  /** Its name. */
  name?: string | null | undefined;
  /** The least interval between two mails in milliseconds; 0 = unpaced. */
  paceMs?: number | null | undefined;
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

/** What happened to a service. */
export type ServiceEvent =
  /** The quota of the day was changed by hand; the reason says from and to. */
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
  /** A new quota day began. */
  | 'RESET'
  /** Slowed down by the provider. */
  | 'SLOWED'
  /** Allowed to send again. */
  | 'THAWED';

/** Who signs in. */
export type SignInInput = {
  /** User name or e-mail address. */
  name: string;
  /** The password. */
  password: string;
};

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

/** A change of a service. */
export type UpdateEmailServiceInput = {
  /** The service to change. */
  id: string;
  /** What to change. */
  patch: EmailServicePatch;
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

export type ServiceStateFieldsFragment = { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string };

export type ServiceFieldsFragment = { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
    | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
    | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
    | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
  , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } };

export type MappedServiceFieldsFragment = { id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } };

export type EmailServicesQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  includeArchived?: boolean | null | undefined;
}>;


export type EmailServicesQuery = { emailServices: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
          | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
          | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
          | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
        , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type EmailServiceQueryVariables = Exact<{
  id: string;
}>;


export type EmailServiceQuery = { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
      | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
      | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
      | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
    , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } | null };

export type ServiceStatusLogQueryVariables = Exact<{
  id: string;
  events?: Array<ServiceEvent> | ServiceEvent | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ServiceStatusLogQuery = { emailService: { id: string, statusLog: { totalCount: number, edges: Array<{ cursor: string, node: { id: string, event: ServiceEvent, reason: string | null, detail: string | null, createdAt: string, actor: { id: string, name: string } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } } | null };

export type UpdateEmailServiceMutationVariables = Exact<{
  input: UpdateEmailServiceInput;
}>;


export type UpdateEmailServiceMutation = { updateEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type EnableEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type EnableEmailServiceMutation = { enableEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type DisableEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type DisableEmailServiceMutation = { disableEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type FreezeEmailServiceMutationVariables = Exact<{
  input: FreezeEmailServiceInput;
}>;


export type FreezeEmailServiceMutation = { freezeEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ThawEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type ThawEmailServiceMutation = { thawEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type ArchiveEmailServiceMutationVariables = Exact<{
  input: EmailServiceIdInput;
}>;


export type ArchiveEmailServiceMutation = { archiveEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type AdjustServiceQuotaMutationVariables = Exact<{
  input: AdjustServiceQuotaInput;
}>;


export type AdjustServiceQuotaMutation = { adjustServiceQuota: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

export type CreateEmailServiceMutationVariables = Exact<{
  input: CreateEmailServiceInput;
}>;


export type CreateEmailServiceMutation = { createEmailService: { emailService: { id: string, name: string, provider: Provider, domain: string, credentialsHint: string | null, isEnabled: boolean, archivedAt: string | null, dailyQuota: number, resetTime: string, zone: string, paceMs: number, freezeThreshold: number, freezeWindowSeconds: number | null, createdAt: string, updatedAt: string, settings:
        | { __typename: 'EngagelabSettings', apiUser: string, dataCentre: EngagelabDataCentre, baseUrl: string | null, connections: number }
        | { __typename: 'SandboxSettings', connections: number, delayMs: number, failEvery: number, failWith: SandboxFailure }
        | { __typename: 'SmtpSettings', host: string, port: number, tls: SmtpTls, user: string | null, connections: number }
      , state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } } | null, userErrors: Array<{ code: RefusalCode, message: string, field: Array<string> }> } };

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


export type ServiceStatusChangedSubscription = { serviceStatusChanged: { version: number, service: { id: string, name: string, domain: string, availability: { isAvailable: boolean, cause: UnavailableCause | null, until: string | null } }, state: { frozenReason: FrozenReason | null, frozenDetail: string | null, frozenAt: string | null, failures: number, coolingUntil: string | null, slowedMs: number, isExhaustedByProvider: boolean, quotaLimit: number, quotaAdjustment: number, quotaUsed: number, quotaRemaining: number, periodEndsAt: string } | null } };

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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
    query EmailServices($first: Int, $after: String, $includeArchived: Boolean) {
  emailServices(first: $first, after: $after, includeArchived: $includeArchived) {
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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
  isExhaustedByProvider
  quotaLimit
  quotaAdjustment
  quotaUsed
  quotaRemaining
  periodEndsAt
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