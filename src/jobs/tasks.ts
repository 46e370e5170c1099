import { deliverAlertWebhook } from './deliverAlertWebhook.js';
import { mailAlerts } from './mailAlerts.js';
import type { Tasks } from './task.js';

/** Every background job, by name. */
export const tasks: Tasks = { deliverAlertWebhook, mailAlerts };
