import { once } from 'node:events';
import net from 'node:net';

/** A Redis that grants every lock to everybody: what a cluster may do for a moment, done always. Speaks as much as a lock needs. */
export class GenerousRedis {
  /** The connections to which it has granted a lock. */
  readonly holders = new Set<net.Socket>();
  private readonly sockets = new Set<net.Socket>();

  private constructor(private readonly server: net.Server) {}

  static async start(): Promise<GenerousRedis> {
    const server = net.createServer();
    const redis = new GenerousRedis(server);
    server.on('connection', (socket) => redis.serve(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${(this.server.address() as net.AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private serve(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.sockets.delete(socket));
    let rest = '';
    socket.on('data', (data: Buffer) => {
      rest += data.toString('latin1');
      for (let command = next(); command; command = next()) socket.write(this.answer(command, socket));
    });

    /** "*2\r\n$4\r\nINFO\r\n$3\r\nall\r\n" */
    function next(): string[] | null {
      const head = /^\*(\d+)\r\n/.exec(rest);
      if (!head) return null;
      const words: string[] = [];
      let at = head[0].length;
      for (let i = 0; i < Number(head[1]); i++) {
        const size = /^\$(\d+)\r\n/.exec(rest.slice(at));
        if (!size) return null;
        at += size[0].length;
        words.push(rest.slice(at, at + Number(size[1])));
        at += Number(size[1]) + 2;
      }
      if (at > rest.length) return null;
      rest = rest.slice(at);
      return words;
    }
  }

  private answer([name, , keys]: string[], socket: net.Socket): string {
    switch (name!.toLowerCase()) {
      case 'info':
        return '$21\r\nredis_version:7.0.0\r\n\r\n';
      case 'eval':
      case 'evalsha':
        this.holders.add(socket);
        return `:${keys}\r\n`;
      default:
        return '+OK\r\n';
    }
  }
}
