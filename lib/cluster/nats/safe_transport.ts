/**
 * The client library's way over TCP and TLS, made safe: where a server hangs up at the wrong moment, a socket reports that
 * when the library listens no more, and an error that nobody listens to ends the process.
 *
 * @module
 */

import { NodeTransport } from "@nats-io/transport-node/transport";

type Socket = Awaited<ReturnType<NodeTransport["dial"]>>;

export class SafeTransport extends NodeTransport {
  #host = "";

  override connect(...[to, options]: Parameters<NodeTransport["connect"]>): Promise<void> {
    this.#host = to.hostname;
    return super.connect(to, options);
  }

  override async dial(...args: Parameters<NodeTransport["dial"]>): Promise<Socket> {
    return heard(await super.dial(...args));
  }

  override async startTLS(): ReturnType<NodeTransport["startTLS"]> {
    // For an address the library gives no name, and the certificate would have to be one of `localhost`.
    const tls = { ...this.options.tls, host: this.tlsName || this.#host };
    this.options = { ...this.options, tls };
    return heard(await super.startTLS());
  }
}

/** The socket, whose errors somebody hears for ever. */
function heard<S extends Socket>(socket: S): S {
  const deaf = () => {};
  const removeAll = socket.removeAllListeners.bind(socket);
  socket.removeAllListeners = (...events) => { // with none it removes those of all
    removeAll(...events);
    return socket.on("error", deaf);
  };
  return socket.on("error", deaf);
}
