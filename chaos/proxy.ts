import net from 'node:net';

/** One connection through a proxy. */
export interface Link {
  readonly client: net.Socket;
  readonly server: net.Socket;
  /** Ends both sides; reset: with RST in place of FIN. */
  cut(reset?: boolean): void;
}

/** Looks at what passes. True: goes on; false: kept back, whoever said so deals with it. */
export interface Tap {
  fromClient(chunk: Buffer): boolean;
  fromServer(chunk: Buffer): boolean;
  /** A request has been written over this connection and not been answered. */
  readonly awaiting: boolean;
}

/** A TCP proxy on loopback, whose connections can be cut and whose bytes can be looked at. */
export class Proxy {
  private readonly links = new Map<Link, Tap | null>();
  private refusingUntilMs = 0;

  private constructor(
    readonly name: string,
    private readonly server: net.Server,
  ) {}

  static async open(name: string, targetPort: () => number, tapOf: ((link: Link) => Tap) | null = null): Promise<Proxy> {
    const server = net.createServer({ allowHalfOpen: true });
    const proxy = new Proxy(name, server);
    server.on('connection', (client) => (performance.now() < proxy.refusingUntilMs ? client.resetAndDestroy() : proxy.connect(client, targetPort(), tapOf)));
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as net.AddressInfo).port;
  }

  /** Cuts that share of the connections; answers how many, and how many of these awaited an answer. */
  cut(share: number, reset: boolean, random: () => number): { cut: number; awaiting: number } {
    const chosen = [...this.links].filter(() => share >= 1 || random() < share);
    const awaiting = chosen.filter(([, tap]) => tap?.awaiting === true).length;
    for (const [link] of chosen) link.cut(reset);
    return { cut: chosen.length, awaiting };
  }

  /** Cuts everything, and lets nobody in for so long. */
  isolate(forMs: number): void {
    this.refusingUntilMs = performance.now() + forMs;
    for (const link of this.links.keys()) link.cut(true);
  }

  async close(): Promise<void> {
    for (const link of this.links.keys()) link.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connect(client: net.Socket, port: number, tapOf: ((link: Link) => Tap) | null): void {
    const server = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const end = (socket: net.Socket, reset: boolean): void => void (reset && !socket.destroyed ? socket.resetAndDestroy() : socket.destroy());
    const link: Link = {
      client,
      server,
      cut: (reset = false) => {
        this.links.delete(link);
        end(client, reset);
        end(server, reset);
      },
    };
    const tap = tapOf?.(link) ?? null;
    this.links.set(link, tap);
    for (const [from, to, look] of [
      [client, server, (chunk: Buffer) => tap?.fromClient(chunk) ?? true],
      [server, client, (chunk: Buffer) => tap?.fromServer(chunk) ?? true],
    ] as const) {
      from.setNoDelay(true);
      from.on('data', (chunk: Buffer) => {
        if (look(chunk) && !to.write(chunk)) from.pause();
      });
      to.on('drain', () => from.resume());
      from.on('end', () => to.end());
      from.on('error', () => link.cut());
      from.on('close', () => link.cut());
    }
  }
}
