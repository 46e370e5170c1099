import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import type { Shared } from '../context.js';
import { Refusal } from '../errors.js';
import { importContacts } from '../operations/importContacts.js';
import { releaseImport, startImport } from '../operations/startImport.js';

const largestBytes = 512 * 1024 * 1024;
/** Each holds a database connection while it runs. */
const mostAtOnce = 3;
/** What is still on its way when a file is refused is read and dropped up to here, for a client reads the answer only when it has sent. */
const drainBytes = 64 * 1024 * 1024;
const contentTypes = ['text/csv', 'application/octet-stream', 'application/vnd.ms-excel'];

/**
 * PUT /uploads/{token}: the file of a contact import, read while it arrives. The token is from createContactImport, serves once, and is all
 * that is asked for. Answers what became of it: { state, rowsRead, created, updated, rejected, failure }.
 */
export function uploadsRoute(app: FastifyInstance, { runtime }: Shared): void {
  const { database, log } = runtime;
  let running = 0;

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(contentTypes, (_request, body, done) => done(null, body));
    scope.put<{ Params: { token: string }; Body: Readable | undefined }>('/uploads/:token', async (request, reply) => {
      if (!request.body) return fail(reply, 415, `Send the file as ${contentTypes[0]}.`);
      if (running >= mostAtOnce)
        return fail(reply.header('retry-after', '10'), 503, 'Other files are being imported. Try again soon; the token is still good.');
      running++;
      try {
        return await upload(request.params.token, request.body, reply, request.id);
      } finally {
        running--;
      }
    });
  });

  async function upload(token: string, body: Readable, reply: FastifyReply, requestId: string): Promise<FastifyReply> {
    const client = await database.pool.connect();
    let broken = true;
    try {
      const started = await startImport(client, token);
      if (!started) {
        broken = false;
        await drain(body);
        return await fail(reply, 404, 'There is no upload under this address, or it has been used.');
      }
      const result = await importContacts(client, started, atMost(body, largestBytes));
      await releaseImport(client, started);
      broken = false;
      await drain(body);
      return await reply.code(result.state === 'COMPLETED' ? 200 : 422).send(result);
    } catch (error) {
      log.error({ err: error, requestId }, 'a contact import failed');
      return await fail(reply, 500, `Something went wrong (${requestId}).`);
    } finally {
      // With the connection goes the lock by which others see that the import runs.
      client.release(broken);
    }
  }
}

const fail = (reply: FastifyReply, code: number, failure: string): FastifyReply => reply.code(code).send({ failure });

/** Leaves the request open when the reader stops early: the answer still has to go out on it. */
async function* atMost(body: Readable, most: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most) throw new Refusal('INVALID', `The file is larger than ${most / 1024 / 1024} MB. Split it.`);
    yield chunk;
  }
}

async function drain(body: Readable): Promise<void> {
  try {
    for await (const _chunk of atMost(body, drainBytes));
  } catch {
    // Too much, or gone: the answer is sent all the same, and the connection ends after it.
  }
}
