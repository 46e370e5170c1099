import { v7 } from 'uuid';
import { now } from './clock.js';

/** A new id: UUID v7, so that ids sort by the time they were made. */
export const newId = (): string => v7({ msecs: now().getTime() });

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text can be an id at all. What cannot is treated like an id that does not exist; PostgreSQL would raise an error. */
export const isId = (text: unknown): text is string => typeof text === 'string' && shape.test(text);
