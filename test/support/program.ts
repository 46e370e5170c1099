import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const main = path.join(path.dirname(path.dirname(import.meta.dirname)), 'dist', 'src', 'main.js');

/** The program as built, as a process of its own, with what it says. */
export class Program {
  said = '';
  address = '';

  private constructor(private readonly child: ChildProcess) {}

  static async start(roles: string, env: Record<string, string>): Promise<Program> {
    const child = spawn(process.execPath, ['--enable-source-maps', main, roles], { env: { PATH: process.env.PATH, SLUICE_PORT: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    const program = new Program(child);
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (data: Buffer) => (program.said += data.toString()));
    const gone = once(child, 'exit');
    while (!/ is ready at (\S+)/.test(program.said)) {
      if ((await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 20, null))])) !== null) throw new Error(program.said);
    }
    program.address = / is ready at (\S+)/.exec(program.said)![1]!;
    return program;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number {
    return this.child.pid!;
  }

  async stop(): Promise<void> {
    if (!this.running) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGTERM');
    await gone;
  }
}
