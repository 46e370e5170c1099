// First: the decorators of everything below keep their types with it.
import 'reflect-metadata';
import type { NonEmptyArray } from 'type-graphql';
import { AlertResolver } from './AlertResolver.js';
import { AlertSettingResolver } from './AlertSettingResolver.js';
import { AlertDeliveryResolver, AlertWebhookResolver } from './AlertWebhookResolver.js';
import { AuditResolver } from './AuditResolver.js';
import { AudienceResolver } from './AudienceResolver.js';
import { AvailabilityResolver } from './AvailabilityResolver.js';
import { CampaignMutations } from './CampaignMutations.js';
import { CampaignResolver } from './CampaignResolver.js';
import { ContactImportResolver } from './ContactImportResolver.js';
import { ContactResolver, TagResolver } from './ContactResolver.js';
import { DashboardResolver } from './DashboardResolver.js';
import { EmailServiceMutations } from './EmailServiceMutations.js';
import { EmailServiceResolver } from './EmailServiceResolver.js';
import { ExplanationResolver } from './ExplanationResolver.js';
import { MappingResolver } from './MappingResolver.js';
import { PasswordResolver } from './PasswordResolver.js';
import { PersonalTokenResolver } from './PersonalTokenResolver.js';
import { MonitoringResolver } from './MonitoringResolver.js';
import { ProgressResolver } from './ProgressResolver.js';
import { QuotaForecastResolver } from './QuotaForecastResolver.js';
import { QuotaResolver, UserQuotaResolver } from './QuotaResolver.js';
import { SandboxMailResolver } from './SandboxMailResolver.js';
import { SenderResolver } from './SenderResolver.js';
import { ServiceGroupResolver } from './ServiceGroupResolver.js';
import { ServiceStatusLogResolver } from './ServiceStatusLogResolver.js';
import { SessionListResolver } from './SessionListResolver.js';
import { SessionResolver } from './SessionResolver.js';
import { AttemptResolver, SubtaskResolver } from './SubtaskResolver.js';
import { StatisticsResolver } from './StatisticsResolver.js';
import { SystemResolver } from './SystemResolver.js';
import { TaskMutations } from './TaskMutations.js';
import { TaskLogResolver, TaskResolver } from './TaskResolver.js';
import { TemplateResolver } from './TemplateResolver.js';
import { TemplateSetResolver } from './TemplateSetResolver.js';
import { UserMutations } from './UserMutations.js';
import { UserResolver } from './UserResolver.js';

/** Every resolver class, by hand: type-graphql would otherwise serve whatever happens to be imported. */
export const resolvers: NonEmptyArray<Function> = [
  SystemResolver,
  AuditResolver,
  SessionResolver,
  SessionListResolver,
  UserResolver,
  UserMutations,
  PasswordResolver,
  PersonalTokenResolver,
  SenderResolver,
  EmailServiceResolver,
  EmailServiceMutations,
  ServiceGroupResolver,
  ServiceStatusLogResolver,
  StatisticsResolver,
  MonitoringResolver,
  MappingResolver,
  AvailabilityResolver,
  QuotaResolver,
  UserQuotaResolver,
  QuotaForecastResolver,
  DashboardResolver,
  ContactResolver,
  TagResolver,
  ContactImportResolver,
  AudienceResolver,
  TemplateResolver,
  TemplateSetResolver,
  CampaignResolver,
  CampaignMutations,
  TaskResolver,
  ExplanationResolver,
  TaskLogResolver,
  TaskMutations,
  SubtaskResolver,
  AttemptResolver,
  ProgressResolver,
  SandboxMailResolver,
  AlertResolver,
  AlertSettingResolver,
  AlertWebhookResolver,
  AlertDeliveryResolver,
];
