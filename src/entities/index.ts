import type { EntityClass } from '@mikro-orm/core';
import { Alert } from './Alert.js';
import { AlertMailSettings, AlertSetting } from './AlertSetting.js';
import { AlertDelivery, AlertWebhook } from './AlertWebhook.js';
import { AuditLog } from './AuditLog.js';
import { Campaign } from './Campaign.js';
import { Contact } from './Contact.js';
import { ContactImport } from './ContactImport.js';
import { EmailService } from './EmailService.js';
import { PersonalToken } from './PersonalToken.js';
import { Process } from './Process.js';
import { QuotaLog } from './QuotaLog.js';
import { Sender } from './Sender.js';
import { ServiceGroup } from './ServiceGroup.js';
import { ServiceStatusLog } from './ServiceStatusLog.js';
import { Session } from './Session.js';
import { Tag } from './Tag.js';
import { Task } from './Task.js';
import { TaskLog } from './TaskLog.js';
import { Template, TemplateVersion } from './Template.js';
import { TemplateSet, TemplateSetMember } from './TemplateSet.js';
import { User } from './User.js';
import { UserServiceMapping } from './UserServiceMapping.js';

/** Every table the ORM knows, by hand: found at start by nobody, missed by nobody. */
export const entities: EntityClass[] = [
  AuditLog, Process, User, Session, PersonalToken, QuotaLog, Sender, ServiceGroup, EmailService, ServiceStatusLog, UserServiceMapping,
  Contact, Tag, ContactImport, Template, TemplateVersion, TemplateSet, TemplateSetMember, Campaign, Task, TaskLog,
  Alert, AlertSetting, AlertWebhook, AlertDelivery, AlertMailSettings,
];
