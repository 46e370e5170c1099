import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocketServer } from 'ws';
import type { Config } from '../config.js';
import { clientAddress, type Trusts } from './clientAddress.js';
import { scopeMessages } from './observeSockets.js';
import { isAllowedOrigin } from './origins.js';
import { SocketCount } from './SocketCount.js';

/** Who may open a WebSocket at all: at /graphql, from a page we know or none, and not too many from one address. */
export function acceptUpgrades(server: Server, sockets: WebSocketServer, config: Config, trusts: Trusts): void {
  const ofAddress = new SocketCount(config.socketsPerAddress);
  server.on('upgrade', (request, socket, head) => {
    const { origin, host } = request.headers;
    const address = clientAddress(request, trusts);
    if (request.url?.split('?')[0] !== '/graphql') return refuse(socket, '404 Not Found');
    if (!isAllowedOrigin(origin, host, config)) return refuse(socket, '403 Forbidden');
    // Also before they sign in: nobody need be anybody to open a thousand sockets.
    if (!ofAddress.take(address)) return refuse(socket, '429 Too Many Requests');
    socket.once('close', () => ofAddress.give(address));
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      scopeMessages(webSocket);
      sockets.emit('connection', webSocket, request);
    });
  });
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => {});
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`);
}
