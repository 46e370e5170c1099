// What a request for a list costs without Sluice: fastify, one SELECT of 25 rows by an index, JSON. A process of its own, as the api is.
//   node dist/bench/rawApi.js DATABASE_URL   prints the port
import { fastify } from 'fastify';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.argv[2], max: 12 });
const app = fastify();
app.post<{ Body: { variables: { userId: string } } }>('/graphql', async (request) => {
  const { rows } = await pool.query({ name: 'raw', text: 'SELECT id, email, nickname, created_at FROM contacts WHERE user_id = $1 ORDER BY id DESC LIMIT 25', values: [request.body.variables.userId] });
  return { data: rows };
});
await app.listen({ port: 0 });
process.stdout.write(`${(app.server.address() as { port: number }).port}\n`);
process.stdin.once('close', () => process.exit(0)).resume(); // whoever asked is gone
