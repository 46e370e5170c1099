import { spawn } from 'node:child_process';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findRedis } from './findRedis.mjs';

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = net.createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

export async function startRedis({ port } = {}) {
  const { program, env } = await findRedis();
  for (let tries = 1; ; tries++) {
    const chosen = port ?? (await freePort());
    const args = ['--port', String(chosen), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--daemonize', 'no', '--dir', '/tmp'];
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env }, detached: true });
    let output = '';
    child.stdout.on('data', (data) => (output += data));
    child.stderr.on('data', (data) => (output += data));
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.once('error', () => {});
    if (await answers(chosen, child)) {
      // Neither the process nor its pipes keep ours alive.
      child.unref();
      child.stdout.unref();
      child.stderr.unref();
      const kill = async () => {
        child.ref();
        child.kill('SIGKILL');
        await gone;
      };
      return { url: `redis://127.0.0.1:${chosen}`, port: chosen, pid: child.pid, kill };
    }
    child.kill('SIGKILL');
    // A port of one's own choice may be in use for a moment after a kill; a free one may have been taken first.
    if (tries === 20) throw new Error(`redis-server did not start on port ${chosen}:\n${output}`);
    await sleep(100);
  }
}

async function answers(port, child) {
  for (let tries = 0; tries < 500; tries++) {
    if (child.exitCode !== null || child.signalCode !== null) return false;
    if (await pong(port)) return child.exitCode === null;
    await sleep(10);
  }
  return false;
}

function pong(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const end = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (data) => end(data.toString().startsWith('+PONG')));
    socket.once('error', () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}
